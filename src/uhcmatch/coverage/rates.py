"""How many residents of each area are registered, how sure that is, and how many the target still wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.columns import RESIDENT_STATUSES
from uhcmatch.coverage.areas import LEVELS, PARTS, unify_areas
from uhcmatch.coverage.bounds import Expected, likely_range
from uhcmatch.reference.uhc import INACTIVE

if TYPE_CHECKING:
    from uhcmatch.coverage.areas import Level
    from uhcmatch.coverage.doubts import Doubts

_PER_CENT_PARTS = 100_000
"""A target in percent is counted in thousandths of a percent, so that `needed` is exact in whole numbers."""

_RATES = ("coverage", "coverage_low", "coverage_high", "active_rate", "active_coverage", "needed")
_ADDED: Final = ("registered", *(f"inactive_{reason}" for reason in INACTIVE), "registered_low", "registered_high")


def rates(residents: pl.DataFrame, by: Level, target: float, doubts: Doubts | None = None) -> pl.DataFrame:
    """RESIDENTS → one row per area of a level, those with most unenrolled people first, then by name.

    `residents` counts everybody but the excluded rows, `coverage` is registered (active + inactive) per resident;
    `coverage_low` and `coverage_high` hold what is true nine times of ten, given open questions and expected errors
    (null without `doubts`), `registered_low` and `registered_high` the same in people; `active_rate` active per
    registered; `active_coverage` active per resident; all in percent, null where there is nobody to divide by.
    `needed` is how many people have to be registered to reach `target` percent.
    """
    names = LEVELS[by]
    # A whole row has twenty columns more, which joins would copy.
    told = residents.select("resident_row", *PARTS[:2], *names[2:], "status", "reason")
    if doubts is not None:
        told = _beside(told, doubts.people)
    measures = [*_counts(), *([] if doubts is None else _doubted())]
    cases = _cases(unify_areas(told) if names else told, names, is_doubted=doubts is not None)
    grouped = cases.group_by(names).agg(measures) if names else cases.select(measures)
    registered = pl.col("registered")
    counted = grouped.with_columns(registered=pl.col("active") + pl.col("inactive")).with_columns(
        residents=registered + pl.col("review") + pl.col("unenrolled")
    )
    bounded = _bounded(counted, doubts)
    rated = bounded.with_columns(
        coverage=percent(registered, "residents"),
        coverage_low=percent(pl.col("registered_low"), "residents"),
        coverage_high=percent(pl.col("registered_high"), "residents"),
        active_rate=percent(pl.col("active"), registered),
        active_coverage=percent(pl.col("active"), "residents"),
        needed=needed(target),
    )
    worst_first = rated.sort("unenrolled", *names, descending=[True, *[False] * len(names)], nulls_last=True)
    return worst_first.select([*names, "residents", *RESIDENT_STATUSES, *_RATES, *_ADDED])


def _beside(told: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Add what is doubted of each resident; of a whole run both have the same rows, and nothing is searched."""
    if told["resident_row"].equals(people["resident_row"]):
        return told.hstack(people.drop("resident_row"))
    return told.join(people, on="resident_row", how="left", validate="1:1")


def needed(target: float) -> pl.Expr:
    """Return how many more people must be registered until `target` percent are, from `residents` and `registered`."""
    wanted = -(-pl.col("residents") * round(target * 1000) // _PER_CENT_PARTS)
    return pl.max_horizontal(wanted - pl.col("registered"), pl.lit(0, pl.Int64))


def percent(part: pl.Expr, whole: pl.Expr | str) -> pl.Expr:
    """Return part of whole in percent; null of nothing."""
    total = pl.col(whole) if isinstance(whole, str) else whole
    return pl.when(total > 0).then(part * 100 / total)


def _cases(told: pl.DataFrame, names: tuple[str, ...], *, is_doubted: bool) -> pl.DataFrame:
    """Return how many `people` of an area share a status and its reason: texts are read once for all of them."""
    doubted = [pl.col("may_be_false", "may_be_missed").sum(), pl.col("may_be_theirs").drop_nulls()]
    return told.group_by(*names, "status", "reason").agg(pl.len().alias("people"), *(doubted if is_doubted else []))


def _counts() -> list[pl.Expr]:
    people = pl.col("people").cast(pl.Int64)
    is_inactive = pl.col("status") == "inactive"
    code = pl.col("reason").fill_null("").str.strip_prefix("nonaktif_")
    reason = pl.when(code.is_in(list(INACTIVE))).then(code).otherwise(pl.lit("lain"))
    statuses = [people.filter(pl.col("status") == status).sum().alias(status) for status in RESIDENT_STATUSES]
    reasons = [people.filter(is_inactive & (reason == each)).sum().alias(f"inactive_{each}") for each in INACTIVE]
    return [*statuses, *reasons]


def _doubted() -> list[pl.Expr]:
    return [
        pl.col("may_be_false").sum(),
        pl.col("may_be_missed").sum(),
        pl.col("may_be_theirs").explode().drop_nulls().implode(),
    ]


def _bounded(counted: pl.DataFrame, doubts: Doubts | None) -> pl.DataFrame:
    """Add `registered_low` and `registered_high`: never fewer than nobody, never more than those who live there."""
    if doubts is None:
        return counted.with_columns(
            pl.lit(None, pl.Int64).alias(name) for name in ("registered_low", "registered_high")
        )
    ranges = [
        likely_range(Expected(false, doubts.false_shape), Expected(missed, doubts.missed_shape), theirs)
        for false, missed, theirs in counted.select("may_be_false", "may_be_missed", "may_be_theirs").iter_rows()
    ]
    moved = counted.with_columns(
        registered_low=pl.Series([low for low, _ in ranges], dtype=pl.Int64),
        registered_high=pl.Series([high for _, high in ranges], dtype=pl.Int64),
    )
    low, high = (pl.col("registered") + pl.col(f"registered_{bound}") for bound in ("low", "high"))
    return moved.with_columns(
        registered_low=pl.max_horizontal(low, pl.lit(0, pl.Int64)),
        registered_high=pl.min_horizontal(high, pl.col("residents")),
    )
