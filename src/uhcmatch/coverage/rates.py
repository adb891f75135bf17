"""How many residents of each area are registered, and how many the target still wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from uhcmatch.columns import RESIDENT_STATUSES
from uhcmatch.coverage.areas import LEVELS, unify_areas

if TYPE_CHECKING:
    from uhcmatch.coverage.areas import Level

_PER_CENT_PARTS = 100_000
"""A target in percent is counted in thousandths of a percent, so that `needed` is exact in whole numbers."""


def rates(residents: pl.DataFrame, by: Level, target: float) -> pl.DataFrame:
    """RESIDENTS → one row per area of a level, those with most unenrolled people first, then by name.

    `residents` counts everybody but the excluded rows, `coverage` is registered (active + inactive) per resident,
    `coverage_low` the same (every open review turns out unregistered) and `coverage_high` with the reviews counted as
    registered; `active_rate` active per registered; `active_coverage` active per resident; all in percent, null where
    there is nobody to divide by. `needed` is how many people have to be registered to reach `target` percent.
    """
    names = LEVELS[by]
    counts = [(pl.col("status") == status).sum().cast(pl.Int64).alias(status) for status in RESIDENT_STATUSES]
    grouped = unify_areas(residents).group_by(names).agg(counts) if names else residents.select(counts)
    registered = pl.col("active") + pl.col("inactive")
    counted = grouped.with_columns(residents=registered + pl.col("review") + pl.col("unenrolled"))
    wanted = -(-pl.col("residents") * round(target * 1000) // _PER_CENT_PARTS)
    rated = counted.with_columns(
        coverage=_percent(registered, "residents"),
        coverage_low=_percent(registered, "residents"),
        coverage_high=_percent(registered + pl.col("review"), "residents"),
        active_rate=_percent(pl.col("active"), registered),
        active_coverage=_percent(pl.col("active"), "residents"),
        needed=pl.max_horizontal(wanted - registered, pl.lit(0, pl.Int64)),
    )
    columns = [*names, "residents", *RESIDENT_STATUSES, *_RATES]
    worst_first = rated.sort("unenrolled", *names, descending=[True, *[False] * len(names)], nulls_last=True)
    return worst_first.select(columns)


_RATES = ("coverage", "coverage_low", "coverage_high", "active_rate", "active_coverage", "needed")


def _percent(part: pl.Expr, whole: pl.Expr | str) -> pl.Expr:
    total = pl.col(whole) if isinstance(whole, str) else whole
    return pl.when(total > 0).then(part * 100 / total)
