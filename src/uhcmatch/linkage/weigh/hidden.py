"""Members whose NIK was hidden, and what was found for them: the one experiment that weights and quality rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Hidden:
    """Verified members looked for as if they had no number.

    `cards` their RECORDS, numbers and all, in the order by which `pairs` counts `member` · `resident` whom each
    belongs to · `pairs` EVIDENCE of the candidates that could matter, with `is_true` (it is that resident) and
    `is_held` (the resident has another verified card).
    """

    cards: pl.DataFrame
    resident: pl.Series
    pairs: pl.DataFrame
