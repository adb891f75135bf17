"""How far each area is from what it works towards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from uhcmatch.coverage.rates import needed
from uhcmatch.reference.uhc import LOW, READY

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Goals:
    """Shares in percent: `levels` to count missing people for, `low` and the two bars of UHC Prioritas."""

    levels: tuple[float, ...] = ()
    low: float = 80.0
    priority_registered: float = 98.0
    priority_active: float = 80.0


def needed_column(level: float) -> str:
    """Return the name of the column that counts people missing to a level: `needed_98`, `needed_97_5`."""
    return f"needed_{level:g}".replace(".", "_")


def with_goals(rates: pl.DataFrame, goals: Goals) -> pl.DataFrame:
    """Rates → rates with `needed_…` per level, `standing` and `uhc_prioritas`.

    `standing` is `siap_dideklarasikan` where everybody is registered, `di_bawah_batas` below `low`, else null.
    `uhc_prioritas` asks for more than the two bars: registered per resident, and active *per registered*.
    """
    standing = (
        pl.when(pl.col("coverage") >= 100).then(pl.lit(READY)).when(pl.col("coverage") < goals.low).then(pl.lit(LOW))
    )
    is_priority = (pl.col("coverage") > goals.priority_registered) & (pl.col("active_rate") > goals.priority_active)
    return rates.with_columns(
        *_needed(goals.levels), standing=standing, uhc_prioritas=is_priority.fill_null(value=False)
    )


def _needed(levels: Sequence[float]) -> list[pl.Expr]:
    return [needed(level).alias(needed_column(level)) for level in levels]
