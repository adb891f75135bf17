"""Dates that are no day: what is written all the same, and what can be read of one that cannot be read whole.

31-06-1984, 04-05-1084, 1?-05-1990: two parts of three still say whose it may be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.reference.calendar import NO_YEAR

if TYPE_CHECKING:
    from datetime import date

_PARTS: Final = "^(?P<day>[^-/. ]{1,4})[-/. ](?P<month>[^-/. ]{1,2})[-/. ](?P<year>[^-/. ]{1,4})$"

_MOST: Final = 99
"""The greatest number that there is room for in the place of a day."""


def or_legible(told: pl.DataFrame, body: pl.Series) -> pl.DataFrame:
    """Take texts without a shape apart that are three parts of which one cannot be read (`1?-05-1990`)."""
    places = told["form"].is_null().arg_true()
    parts = body.gather(places).str.extract_groups(_PARTS).struct.unnest()
    numbers = parts.select(pl.all().str.extract("^([0-9]+)$", 1).cast(pl.Int32))
    is_legible = numbers.select(pl.sum_horizontal(pl.all().is_not_null()) == 2).to_series()
    is_late = parts.select(pl.col("day").str.len_chars() == 4).to_series().fill_null(value=False)
    day = pl.when(is_late).then("year").otherwise("day")
    ordered = numbers.select(
        year=pl.when(is_late).then("day").otherwise("year").fill_null(NO_YEAR),
        month=pl.col("month").fill_null(0),
        day=pl.when(day <= _MOST).then(day).otherwise(0),
        form=pl.lit("written"),
    )
    hits = places.filter(is_legible)
    return told.select(told[name].scatter(hits, ordered[name].filter(is_legible)) for name in told.columns)


def said(today: date) -> pl.Expr:
    """Return the parts as one number, whatever day they are; a year of two digits is the last such year."""
    year = pl.col("year")
    century = pl.when(year > 99).then(0).when(year > today.year % 100).then(1900).otherwise(2000)
    return (year + century) * 10_000 + pl.col("month") * 100 + pl.col("day")
