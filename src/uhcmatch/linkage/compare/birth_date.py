"""Birth dates: equal, exchanged, one part off, near, different."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

import polars as pl

from uhcmatch.reference.calendar import NO_YEAR


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


def birth_date_level(resident: pl.Expr, member: pl.Expr, default: pl.Expr) -> pl.Expr:
    """Return the BirthDate level of two packed dates (UInt8); `default` says that one of them is a default day."""
    (resident_day, resident_month), (member_day, member_month) = (
        (date % 100, date // 100 % 100) for date in (resident, member)
    )
    day = resident_day == member_day
    month = resident_month == member_month
    years_apart = (resident // 10_000 - member // 10_000).abs()
    year = years_apart == 0
    swapped = year & (resident_day == member_month) & (resident_month == member_day)
    near_year = (years_apart <= 10) | (years_apart % 10 == 0)
    two_parts = (day & month & near_year) | (year & (day | month))
    return (
        pl.when(resident.is_null() | member.is_null())
        .then(BirthDate.MISSING)
        .when(resident == member)
        .then(BirthDate.EQUAL)
        .when(swapped)
        .then(BirthDate.SWAPPED)
        .when(default & (years_apart <= _GUESSED))
        .then(BirthDate.GUESSED)
        .when(two_parts & ~default)
        .then(BirthDate.ONE_PART)
        .when(year)
        .then(BirthDate.SAME_YEAR)
        .when((years_apart <= _GUESSED) | two_parts)
        .then(BirthDate.NEAR_YEAR)
        .otherwise(BirthDate.DIFFERENT)
        .cast(pl.UInt8)
    )


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


def few_days_apart(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """Tell packed dates at most two weeks apart, give or take the lengths of months."""
    days = [(date // 10_000 * 12 + date // 100 % 100) * 31 + date % 100 for date in (one, other)]
    return (days[0] - days[1]).abs() <= _FEW
