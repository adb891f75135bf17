"""Which of day and month comes first: told by the dates of one form in one file that leave no choice.

Such dates were written by one hand or one program, unless a file was put together of several: then the order changes
once and holds for many rows. Where both orders stand mixed, nothing tells of a date that can be read both ways.
"""

from __future__ import annotations

from typing import Final

import polars as pl

MONTH_FIRST_AT_LEAST: Final = 3
DAY_FIRST_AT_MOST: Final = 0.25
"""A file is read month first when at least 3 dates leave no other reading and at most a quarter as many speak against
it: a digit mistyped in a month makes a day of it."""
SLIPS_AT_MOST: Final = 0.02
"""Share of its dates that may tell the other order; above it both stand mixed, and dates with two readings are
counted."""

SURE_AT_LEAST: Final = 50
"""Dates that tell an order from which it is sure, if hardly one tells the other."""

PART_AT_LEAST: Final = 20
"""Dates in a row that tell the same order from which they may be a part of a file with an order of its own."""
AGAINST_A_PART: Final = 0.1
"""Share of its dates that tell the other order above which it is none: both stand mixed there, too."""
OPEN_IN_A_PART: Final = 0.1
"""Share of its dates that can be read both ways, at least: two in five can. Where hardly one can, the rows are sorted
by the date, and that the others stand together tells nothing of their order."""


def date_orders(told: pl.DataFrame) -> tuple[pl.Series, pl.Series, pl.Series]:
    """Return for each row whether month comes first, whether that is open, and whether it is sure.

    Open are rows whose group has both orders and none for them. Where a group has one order for sure, what can only be
    read the other way may be mistyped.

    Takes, in file order, `group` (dates of one form in one file), both readings and whether the NIK agrees with each
    (`…_agrees`).
    """
    rows = told.select(
        "group",
        _only("day_first", "month_first"),
        _only("month_first", "day_first"),
        witness=_witness(),
        two=(pl.col("day_first") != pl.col("month_first")).fill_null(value=False),
    )
    groups = rows.group_by("group").agg(
        month_first=_is_month_first(),
        day=(pl.col("witness") == 0).sum(),
        month=(pl.col("witness") == 1).sum(),
    )
    fewer, both = pl.min_horizontal("day", "month"), pl.col("day") + pl.col("month")
    groups = groups.with_columns(
        mixed=(fewer >= MONTH_FIRST_AT_LEAST) & (fewer > both * SLIPS_AT_MOST),
        parts=fewer >= PART_AT_LEAST,
        sure=(both >= SURE_AT_LEAST) & (fewer <= both * SLIPS_AT_MOST),
    )
    month_first, is_open, is_sure = (
        _in(rows["group"], groups, verdict) for verdict in ("month_first", "mixed", "sure")
    )
    for group in groups.filter("parts")["group"].drop_nulls().sort():
        places = (rows["group"] == group).fill_null(value=False).arg_true()
        if (parts := _parts(rows.select("witness", "two")[places])) is not None:
            month_first = month_first.scatter(places, parts["month_first"])
            is_open = is_open.scatter(places, parts["is_open"])
            is_sure = is_sure.scatter(places, values=False)
    return month_first.alias("is_month_first"), is_open.alias("is_open"), is_sure.alias("is_sure")


def _only(reading: str, other: str) -> pl.Expr:
    return (pl.col(reading).is_not_null() & pl.col(other).is_null()).alias(f"only_{reading}")


def _witness() -> pl.Expr:
    """Return 0 for a date that can only be read day first, or that the NIK reads so, 1 for month first, else null."""
    day = _only("day_first", "month_first") | (pl.col("day_first_agrees") & ~pl.col("month_first_agrees"))
    month = _only("month_first", "day_first") | (pl.col("month_first_agrees") & ~pl.col("day_first_agrees"))
    return pl.when(day).then(pl.lit(0, pl.Int8)).when(month).then(pl.lit(1, pl.Int8))


def _is_month_first() -> pl.Expr:
    only_day, only_month = pl.col("only_day_first").sum(), pl.col("only_month_first").sum()
    return (only_month >= MONTH_FIRST_AT_LEAST) & (only_day <= only_month * DAY_FIRST_AT_MOST)


def _in(group: pl.Series, groups: pl.DataFrame, verdict: str) -> pl.Series:
    chosen = groups.filter(verdict)["group"].drop_nulls()
    if chosen.is_empty():
        return pl.repeat(False, len(group), dtype=pl.Boolean, eager=True)
    return group.is_in(chosen.implode()).fill_null(value=False)


def _parts(rows: pl.DataFrame) -> pl.DataFrame | None:
    """Return `month_first` and `is_open` of the rows of a group with parts of either order; null where it has none.

    Takes `witness` and `two`, whether a date can be read both ways. Short runs are slips within the part around them.
    Open are rows from the last date that tells of one part to the first of the next, and parts with many slips.
    """
    witness = rows["witness"]
    at = witness.is_not_null().arg_true()
    runs = witness.gather(at).rle().struct.unnest()
    ends = runs["len"].cum_sum()
    runs = runs.with_columns(first=at.gather(ends - runs["len"]), last=at.gather(ends - 1))
    long = runs.filter(pl.col("len") >= PART_AT_LEAST)
    if long["value"].n_unique() < len({0, 1}):
        return None
    parts = long.group_by(pl.col("value").rle_id().alias("part"), maintain_order=True).agg(
        pl.col("value").first(), pl.col("first").first(), pl.col("last").last()
    )
    parts = parts.with_columns(first=pl.when(pl.col("part") > 0).then("first").otherwise(pl.lit(0, pl.UInt32)))
    told = rows.with_row_index("row").join_asof(parts, left_on="row", right_on="first")
    shares = told.group_by("part").agg(against=(pl.col("witness") != pl.col("value")).mean(), two=pl.col("two").mean())
    if shares.select(((pl.col("against") > AGAINST_A_PART) | (pl.col("two") < OPEN_IN_A_PART)).any()).item():
        return None
    slips = shares.filter(pl.col("against") > SLIPS_AT_MOST)["part"]
    is_between = (pl.col("part") < parts.height - 1) & (pl.col("row") > pl.col("last"))
    return told.select(month_first=pl.col("value") == 1, is_open=is_between | pl.col("part").is_in(slips.implode()))
