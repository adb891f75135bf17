"""Where two people live: same RT, same kelurahan, same kecamatan, elsewhere. Shared by a family, so never proof."""

from __future__ import annotations

from enum import IntEnum

import polars as pl


class Area(IntEnum):
    """How two addresses agree, best first."""

    MISSING = 0
    SAME_RT = 1
    SAME_KELURAHAN = 2
    SAME_KECAMATAN = 3
    ELSEWHERE = 4


def area_level(resident: str = "resident_", member: str = "member_") -> pl.Expr:
    """Return the Area level (UInt8) from the `kecamatan_key`, `kelurahan_key`, `rw`, `rt` columns of both sides."""

    def same(column: str) -> pl.Expr:
        return (pl.col(resident + column) == pl.col(member + column)).fill_null(value=False)

    def differs(column: str) -> pl.Expr:
        return (pl.col(resident + column) != pl.col(member + column)).fill_null(value=False)

    kelurahan = same("kelurahan_key") & ~differs("kecamatan_key")
    known = pl.col(resident + "kelurahan_key").is_not_null() & pl.col(member + "kelurahan_key").is_not_null()
    return (
        pl.when(kelurahan & same("rt") & ~differs("rw"))
        .then(Area.SAME_RT)
        .when(kelurahan)
        .then(Area.SAME_KELURAHAN)
        .when(same("kecamatan_key"))
        .then(Area.SAME_KECAMATAN)
        .when(known)
        .then(Area.ELSEWHERE)
        .otherwise(Area.MISSING)
        .cast(pl.UInt8)
    )
