"""What the middle six digits of NIKs say: the day of birth, the sex, and not the century (DOMAIN §1).

A million NIKs hold some sixty thousand middles, so each is thought about once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.distinct import Distinct, numbered_whole
from uhcmatch.normalise.dates import FIRST_DAY, day_of, exists
from uhcmatch.reference.nik import FEMALE_OFFSET

if TYPE_CHECKING:
    from datetime import date

_OFFSET: Final = FEMALE_OFFSET * 10_000
_WOMEN_ABOVE: Final = _OFFSET + 9_999


def middles(niks: pl.Series) -> Distinct:
    """Number the middles of NIKs, as whole numbers of six digits; the NIKs are text, or whole numbers themselves."""
    return numbered_whole(_middle(niks), 1_000_000)


def possible(distinct: pl.Series) -> pl.Series:
    """Tell which middles are a day of the calendar in either century."""
    year = pl.col("year")
    return _parts(distinct).select(exists(year % 4 == 0, "month", "day")).to_series()


def born_and_sex(distinct: pl.Series, today: date) -> pl.DataFrame:
    """Return `early` and `late`, the days in the 1900s and the 2000s that are past, and `sex`, L or P."""
    return _parts(distinct).select("sex", early=_day_in(1900, today), late=_day_in(2000, today))


def mark_of_nik(niks: pl.Series) -> pl.Series:
    """Return day, month and year of NIKs as one number, to be compared with `mark_of_date`."""
    return _without_offset(_middle(niks))


def mark_of_date(day: pl.Expr) -> pl.Expr:
    """Return the number that the NIK of someone born that day holds: day, month, two digits of the year."""
    return day.dt.day().cast(pl.Int32) * 10_000 + day.dt.month().cast(pl.Int32) * 100 + day.dt.year() % 100


def _middle(niks: pl.Series) -> pl.Series:
    if niks.dtype.is_integer():
        return (niks // 10_000 % 1_000_000).cast(pl.Int32)
    return niks.str.slice(6, 6).cast(pl.Int32, strict=False)


def _without_offset(middle: pl.Series) -> pl.Series:
    """Write women's days as days, too."""
    return pl.select(pl.when(middle > _WOMEN_ABOVE).then(middle - _OFFSET).otherwise(middle)).to_series()


def _parts(distinct: pl.Series) -> pl.DataFrame:
    """Take middles apart: `day`, `month`, two digits of the `year`, and `sex`: a woman's day is 41–71."""
    number = _without_offset(distinct)
    sex = pl.select(pl.when(distinct > _WOMEN_ABOVE).then(pl.lit("P")).otherwise(pl.lit("L"))).to_series()
    return pl.DataFrame({"day": number // 10_000, "month": number // 100 % 100, "year": number % 100, "sex": sex})


def _day_in(century: int, today: date) -> pl.Expr:
    day = day_of(pl.col("year") + century, "month", "day")
    return pl.when(day.is_between(FIRST_DAY, today)).then(day)
