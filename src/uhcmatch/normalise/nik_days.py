"""What the middle six digits of NIKs say: the day of birth, the sex, and not the century (DOMAIN §1).

A million NIKs hold some sixty thousand middles, so each is thought about once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from uhcmatch.distinct import Distinct
from uhcmatch.normalise.dates import FIRST_DAY, day_of, exists
from uhcmatch.reference.nik import FEMALE_OFFSET

if TYPE_CHECKING:
    from datetime import date


def middles(niks: pl.Series) -> Distinct:
    """Number the middles of NIKs."""
    middle = niks.str.slice(6, 6)
    return Distinct.of(middle)


def possible(distinct: pl.Series) -> pl.Series:
    """Tell which middles are a day of the calendar in either century."""
    year = pl.col("year")
    return _parts(distinct).select(exists(year % 4 == 0, "month", "day")).to_series()


def born_and_sex(distinct: pl.Series, today: date) -> pl.DataFrame:
    """Return `early` and `late`, the days in the 1900s and the 2000s that are past, and `sex`, L or P."""
    return _parts(distinct).select("sex", early=_day_in(1900, today), late=_day_in(2000, today))


def mark_of_nik(nik: pl.Expr) -> pl.Expr:
    """Return day, month and year of a NIK as one number, to be compared with `mark_of_date`."""
    middle = nik.str.slice(6, 6).cast(pl.Int32, strict=False)
    offset = FEMALE_OFFSET * 10_000
    return pl.when(middle >= offset + 10_000).then(middle - offset).otherwise(middle)


def mark_of_date(day: pl.Expr) -> pl.Expr:
    """Return the number that the NIK of someone born that day holds: day, month, two digits of the year."""
    return day.dt.day().cast(pl.Int32) * 10_000 + day.dt.month().cast(pl.Int32) * 100 + day.dt.year() % 100


def _parts(distinct: pl.Series) -> pl.DataFrame:
    """Take middles apart: `day`, `month`, two digits of the `year`, and `sex`: a woman's day is 41–71."""
    day, month, year = (pl.col("middle").str.slice(place, 2).cast(pl.Int32, strict=False) for place in (0, 2, 4))
    is_woman = day > FEMALE_OFFSET
    return (
        distinct.rename("middle")
        .to_frame()
        .select(
            day=pl.when(is_woman).then(day - FEMALE_OFFSET).otherwise(day),
            month=month,
            year=year,
            sex=pl.when(is_woman).then(pl.lit("P")).otherwise(pl.lit("L")),
        )
    )


def _day_in(century: int, today: date) -> pl.Expr:
    day = day_of(pl.col("year") + century, "month", "day")
    return pl.when(day.is_between(FIRST_DAY, today)).then(day)
