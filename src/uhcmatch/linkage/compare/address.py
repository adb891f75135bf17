"""The door: same house, same street, another. A family shares it, so it never decides which of its members it is."""

from __future__ import annotations

from enum import IntEnum

import polars as pl

from uhcmatch.linkage.compare.name import Name


class Address(IntEnum):
    """How two addresses agree, best first."""

    MISSING = 0
    SAME_HOUSE = 1
    """Street and house number, the street but for a slip."""
    SAME_STREET = 2
    """The street; one side has no house number."""
    LIKE_HOUSE = 3
    """The house number, and part of the street."""
    OTHER_HOUSE = 4
    """The street, but another number."""
    DIFFERENT = 5


def address_level(street: pl.Expr, same_house: pl.Expr) -> pl.Expr:
    """Return the Address level (UInt8) from the level of the streets (as of names) and whether the houses agree."""
    agrees = street.is_in([Name.EQUAL, Name.SLIP])
    is_like = street.is_in([Name.TRUNCATED, Name.FEWER_TOKENS, Name.ALIKE, Name.PARTLY, Name.LATER_TOKENS])
    return (
        pl.when(street == Name.MISSING)
        .then(Address.MISSING)
        .when(agrees & same_house)
        .then(Address.SAME_HOUSE)
        .when(agrees & same_house.is_null())
        .then(Address.SAME_STREET)
        .when(is_like & same_house)
        .then(Address.LIKE_HOUSE)
        .when(agrees)
        .then(Address.OTHER_HOUSE)
        .otherwise(Address.DIFFERENT)
        .cast(pl.UInt8)
    )
