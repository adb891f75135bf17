"""The family card: same KK is good evidence for the family, none for the person; another KK is no evidence at all.

A KK changes on moving, marriage, death of its head; the one on a card may be years old.
"""

from __future__ import annotations

from enum import IntEnum

import polars as pl


class Household(IntEnum):
    """How two KK numbers agree."""

    MISSING = 0
    SAME = 1
    OTHER = 2


def household_level(resident: pl.Expr, member: pl.Expr) -> pl.Expr:
    """Return the Household level (UInt8)."""
    return (
        pl.when(resident.is_null() | member.is_null())
        .then(Household.MISSING)
        .when(resident == member)
        .then(Household.SAME)
        .otherwise(Household.OTHER)
        .cast(pl.UInt8)
    )
