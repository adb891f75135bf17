"""Sex: soft evidence; the column contradicts the NIK in two rows of a hundred."""

from __future__ import annotations

from enum import IntEnum

import polars as pl


class Sex(IntEnum):
    """How two sexes agree."""

    MISSING = 0
    EQUAL = 1
    DIFFERENT = 2


def sex_level(resident: pl.Expr, member: pl.Expr) -> pl.Expr:
    """Return the Sex level (UInt8)."""
    return (
        pl.when(resident.is_null() | member.is_null())
        .then(Sex.MISSING)
        .when(resident == member)
        .then(Sex.EQUAL)
        .otherwise(Sex.DIFFERENT)
        .cast(pl.UInt8)
    )
