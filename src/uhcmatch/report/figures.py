"""What a coverage report is made from, the same for screen and page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import polars as pl

    from uhcmatch.words import Words


@dataclass(frozen=True)
class Bars:
    """Percentages to be judged by: the office's target, the low bar of a kelurahan, and the two of UHC Prioritas."""

    target: float
    low: float
    priority_registered: float
    priority_active: float


@dataclass(frozen=True)
class Figures:
    """The rates of one run per area (`areas`, of level `by`) and in `total`, and what they rest on.

    `official` the day the DKB count speaks of (null when not told), `outside` kelurahan of its file without a resident
    here · `segments` cards per segment loaded, `warnings` about those that were not · `estimated` the run has estimated
    its own errors · `facts` the content of `run.json`.
    """

    by: str
    areas: pl.DataFrame
    total: pl.DataFrame
    bars: Bars
    official: date | None
    outside: int
    segments: Mapping[str, int]
    warnings: tuple[Words, ...]
    estimated: bool
    facts: Mapping[str, Any]
    as_of: date

    @property
    def all(self) -> dict[str, Any]:
        """The one row of the total."""
        return self.total.row(0, named=True)

    @property
    def levels(self) -> dict[float, str]:
        """Levels that missing people are counted for → the column that holds them."""
        names = [name for name in self.total.columns if name.startswith("needed_")]
        return {float(name.removeprefix("needed_").replace("_", ".")): name for name in names}
