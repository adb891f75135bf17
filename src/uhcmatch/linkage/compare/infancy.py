"""How old is the resident whom a card calls only “baby of”? Such a card is renamed in the child's first year or two.

Age counts up to the youngest resident: the register's own day, whatever the clock says. Members have been registered
this way since 2014, so that nobody born long before is meant by one.
"""

from __future__ import annotations

from enum import IntEnum

import polars as pl


class Infancy(IntEnum):
    """Age of the resident at the register's day, for a newborn's card without a birth date; youngest first."""

    MISSING = 0
    INFANT = 1
    """Under one year."""
    TODDLER = 2
    """Under three years."""
    CHILD = 3
    """Under twelve years."""
    GROWN = 4


def infancy_level(born: pl.Expr, newest: pl.Expr, asked: pl.Expr) -> pl.Expr:
    """Return the Infancy level (UInt8); MISSING unless `asked`."""
    years = (newest - born).dt.total_days() / 365.25
    return (
        pl.when(~asked.fill_null(value=False) | years.is_null())
        .then(Infancy.MISSING)
        .when(years < 1)
        .then(Infancy.INFANT)
        .when(years < 3)
        .then(Infancy.TODDLER)
        .when(years < 12)
        .then(Infancy.CHILD)
        .otherwise(Infancy.GROWN)
        .cast(pl.UInt8)
    )
