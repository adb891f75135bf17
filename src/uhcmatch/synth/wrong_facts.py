"""What happens to birth date, sex and area on a member's row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.synth.noisy import Trick

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws

_BORN = pl.col("born")
_LAST_DAY: Final = 28
"""Of a month when the day is made up: there is one in every month."""


def _swapped(rows: pl.DataFrame, _: Draws) -> pl.DataFrame:
    """Read day and month the other way round, where that is a date."""
    day, month = _BORN.dt.day(), _BORN.dt.month()
    swapped = pl.date(
        _BORN.dt.year(), pl.when(day <= 12).then(day).otherwise(month), pl.when(day <= 12).then(month).otherwise(1)
    )
    return rows.select(pl.when(day <= 12).then(swapped).otherwise(_BORN).alias("born"))


def _default(rows: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """Keep the year only: 31-12, 01-07 or 01-01."""
    choice = pl.Series(draws.pick(rows.height, [60, 25, 15]))
    year = _BORN.dt.year()
    eve, july, january = pl.date(year, 12, 31), pl.date(year, 7, 1), pl.date(year, 1, 1)
    return rows.select(pl.when(choice == 0).then(eve).when(choice == 1).then(july).otherwise(january).alias("born"))


def _part(rows: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """Get the day, the month or the year wrong."""
    n = rows.height
    part = pl.Series(draws.pick(n, [45, 20, 25, 10]))
    day, month = pl.Series(draws.between(n, 1, _LAST_DAY)), pl.Series(draws.between(n, 1, 12))
    off, ten = pl.Series(2 * draws.below(n, 2) - 1), pl.Series(10 * (2 * draws.below(n, 2) - 1))
    year = _BORN.dt.year() + pl.when(part == 2).then(off).when(part == 3).then(ten).otherwise(0)
    kept_day = pl.when(part == 0).then(day).otherwise(pl.min_horizontal(_BORN.dt.day(), pl.lit(_LAST_DAY)))
    month_then = pl.when(part == 1).then(month).otherwise(_BORN.dt.month())
    day_then = pl.when((part == 2) & (_BORN.dt.day() <= _LAST_DAY)).then(_BORN.dt.day()).otherwise(kept_day)
    return rows.select(pl.date(year, month_then, day_then).alias("born"))


def _missing(rows: pl.DataFrame, _: Draws) -> pl.DataFrame:
    return pl.DataFrame({"born": pl.repeat(None, rows.height, dtype=pl.Date, eager=True)})


def _serial(rows: pl.DataFrame, _: Draws) -> pl.DataFrame:
    return rows.select(_BORN.is_not_null().alias("serial"))


def sex_flipped(rows: pl.DataFrame, _: Draws) -> pl.DataFrame:
    """Write the other sex."""
    return rows.select(pl.when(pl.col("sex") == "L").then(pl.lit("P")).otherwise(pl.lit("L")).alias("sex"))


def _area_moved(rows: pl.DataFrame, _: Draws) -> pl.DataFrame:
    """Give the address of somebody else in the town."""
    other = (pl.int_range(pl.len()) + 1) % pl.len()
    return rows.select(pl.col("kelurahan", "kecamatan", "street", "rt", "rw").gather(other))


def _area_spelling(rows: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    choice = pl.Series(draws.pick(rows.height, [30, 25, 15, 15, 15]))
    return rows.select(
        pl.when(choice == 0)
        .then(pl.col(name).str.replace_all(" ", "", literal=True))
        .when(choice == 1)
        .then(pl.col(name).str.to_titlecase())
        .when(choice == 2)
        .then(pl.col(name).str.replace(" ", "-", literal=True))
        .when(choice == 3)
        .then(pl.lit(prefix) + pl.col(name))
        .otherwise(pl.col(name) + " ")
        .alias(name)
        for name, prefix in (("kelurahan", "KEL. "), ("kecamatan", "KEC. "))
    )


def _unparsed(rows: pl.DataFrame, _: Draws) -> pl.DataFrame:
    return rows.select((pl.col("rt") > 0).alias("unparsed"))


def _rt_other(rows: pl.DataFrame, draws: Draws) -> pl.DataFrame:
    """Blank RT and RW, or write another RT."""
    choice = pl.Series(draws.pick(rows.height, [40, 30, 30]))
    other = pl.Series(draws.between(rows.height, 1, 9))
    gone = pl.when(choice == 0).then(0)
    return rows.select(gone.when(choice == 1).then(other).otherwise("rt").alias("rt"), gone.otherwise("rw").alias("rw"))


TRICKS: Final[dict[str, Trick]] = {
    "dob_part": Trick("born", _part),
    "dob_default": Trick("born", _default),
    "dob_swapped": Trick("born", _swapped),
    "dob_missing": Trick("born", _missing),
    "dob_serial": Trick("serial", _serial, in_batches=True),
    "sex_flipped": Trick("sex", sex_flipped),
    "area_moved": Trick("area", _area_moved),
    "rt_other": Trick("rt", _rt_other),
    "area_spelling": Trick("area", _area_spelling),
    "area_unparsed": Trick("unparsed", _unparsed),
}
"""Dates, sex and areas that are wrong, in the order in which they are tried."""
