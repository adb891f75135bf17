"""Birth dates: equal, exchanged, one part off, near, different."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.reference.calendar import NO_YEAR

if TYPE_CHECKING:
    import numpy.typing as npt

    from uhcmatch.linkage.compare.name import Levels
    from uhcmatch.linkage.hashed import Flags

    Parts = npt.NDArray[np.int32]


class BirthDate(IntEnum):
    """How two birth dates agree, best first."""

    MISSING = 0
    EQUAL = 1
    SWAPPED = 2
    """Day and month exchanged, as Excel does to a typed date."""
    ONE_PART = 3
    """Two of day, month and year agree; a year that does not is ten off at most, or in one digit of its tens."""
    NO_DAY = 4
    """What is written is no day, or cannot be read whole, and two of its parts agree."""
    FEW_DAYS = 5
    """Of a newborn's card: at most two weeks apart, in two months. One of them is the day it was registered."""
    GUESSED = 6
    """One of the dates is a default day, of a year at most two away: somebody was asked for an age."""
    SAME_YEAR = 7
    """Only the year agrees."""
    NEAR_YEAR = 8
    """Years at most two apart, nothing else; or a default day of two years that a slip parts: it is the day of many."""
    DIFFERENT = 9


OTHER_DAYS: Final = (BirthDate.GUESSED, BirthDate.SAME_YEAR, BirthDate.NEAR_YEAR, BirthDate.DIFFERENT)
"""Levels of two days that are not one day written in two ways."""
_FEW: Final = 14
_GUESSED: Final = 2
"""Years by which an age that was asked for is off, at most."""


def packed(date: pl.Expr) -> pl.Expr:
    """Return a date as one number (19900305): its parts cost less that way, and pairs are more than people."""
    return date.dt.year() * 10_000 + date.dt.month().cast(pl.Int32) * 100 + date.dt.day()


def birth_date_level(resident: pl.Series, member: pl.Series, default: pl.Series) -> Levels:
    """Return the BirthDate level of pairs of packed dates; `default` says that one of them is a default day."""
    is_told = (resident.is_not_null() & member.is_not_null()).to_numpy()
    (own_year, own_month, own_day), (year, month, day) = _parts(resident), _parts(member)
    is_default = default.to_numpy()
    is_day, is_month, years_apart = own_day == day, own_month == month, np.abs(own_year - year)
    is_year = years_apart == 0
    is_swapped = is_year & (own_day == month) & (own_month == day)
    is_near_year = (years_apart <= 10) | (years_apart == years_apart // 10 * 10)
    two_parts = (is_day & is_month & is_near_year) | (is_year & (is_day | is_month))
    is_guessed = years_apart <= _GUESSED
    # Best last: what is written later holds.
    level = np.full(is_told.size, BirthDate.DIFFERENT, dtype=np.uint8)
    level[is_guessed | two_parts] = BirthDate.NEAR_YEAR
    level[is_year] = BirthDate.SAME_YEAR
    level[two_parts & ~is_default] = BirthDate.ONE_PART
    level[is_default & is_guessed] = BirthDate.GUESSED
    level[is_swapped] = BirthDate.SWAPPED
    level[is_year & is_month & is_day] = BirthDate.EQUAL
    level[~is_told] = BirthDate.MISSING
    return level


def _parts(dates: pl.Series) -> tuple[Parts, Parts, Parts]:
    """Return year, month and day of packed dates, 0 of null; a remainder costs ten times what a quotient does."""
    days = dates.fill_null(0).to_numpy()
    months, years = days // 100, days // 10_000
    return years, months - years * 100, days - months * 100


def two_parts_agree(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """Tell where two of the parts of packed dates agree that can be read (null where one is null)."""
    (day, month, year), (other_day, other_month, other_year) = (
        (date % 100, date // 100 % 100, date // 10_000) for date in (one, other)
    )
    return (
        pl.sum_horizontal(
            (day == other_day) & (day > 0),
            (month == other_month) & (month > 0),
            (year == other_year) & (year < NO_YEAR),
        )
        >= 2
    )


def few_days_apart(one: pl.Series, other: pl.Series) -> Flags:
    """Tell packed dates at most two weeks apart, give or take the lengths of months."""
    days = [(years * 12 + months) * 31 + day for years, months, day in map(_parts, (one, other))]
    few: Flags = np.abs(days[0] - days[1]) <= _FEW
    return few
