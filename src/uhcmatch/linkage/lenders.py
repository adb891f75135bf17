"""Whose number is it? A card may bear the NIK of a parent or spouse; the owner's household says who is meant."""

from __future__ import annotations

import polars as pl

from uhcmatch.linkage.hashed import meeting, only_one


def without_lender(residents: pl.DataFrame) -> pl.DataFrame:
    """Add an empty `lender_kk` to RECORDS of residents: their number is their own."""
    return residents.with_columns(lender_kk=pl.lit(None, pl.String))


def with_lender_kk(members: pl.DataFrame, residents: pl.DataFrame) -> pl.DataFrame:
    """Add `lender_kk` to RECORDS of members: the KK of the resident who owns the NIK on the card.

    Null where nobody or more than one resident has that NIK, or the owner has no KK.
    """
    owned = only_one(meeting(residents["nik_key"], members["nik_key"]))
    lender_kk = pl.repeat(None, members.height, dtype=pl.String, eager=True)
    return members.with_columns(
        lender_kk=lender_kk.scatter(owned["member"], residents["kk_key"].gather(owned["resident"]))
    )
