"""The cheap pass: equal NIK *and* agreeing name settle nine tenths of a city by equality alone.

A NIK alone is never enough: one in three hundred equal NIKs belongs to somebody else (METHODS §5.2).
"""

from __future__ import annotations

import polars as pl


def verified(residents: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs (`resident`, `member` positions) of two RECORDS frames that share NIK and name.

    The name agrees when the folded tokens are the same in any order, or the same letters without spaces. A member
    has at most one such resident: where two residents share NIK and name, none is taken, nor where the card bears the
    birth date of a namesake: a son's card may show his father's number.
    """
    columns = ("nik_key", "name_sorted", "name_joined", "born")
    left = residents.select(columns).with_row_index("resident").drop_nulls("nik_key")
    right = members.select(columns).with_row_index("member").drop_nulls("nik_key")
    agree = (pl.col("name_sorted") == pl.col("name_sorted_right")) | (
        pl.col("name_joined") == pl.col("name_joined_right")
    )
    pairs = right.join(left, on="nik_key", how="inner").filter(agree).filter(pl.len().over("member") == 1)
    contradicted = pairs.filter(pl.col("born") != pl.col("born_right")).select("member", "name_sorted", "born")
    of_namesake = contradicted.join(residents.select("name_sorted", "born"), on=["name_sorted", "born"], how="semi")
    kept = pairs.join(of_namesake, on="member", how="anti")
    return kept.select("resident", "member").sort("resident", "member")
