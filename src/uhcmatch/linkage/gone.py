"""Cards whose owner is in the population file, but as deceased or moved away: paid for nobody who lives here."""

from __future__ import annotations

from typing import Final

import polars as pl

from uhcmatch.linkage.hashed import are_there, as_keys
from uhcmatch.linkage.verified import verified

_REASONS: Final = {"meninggal": "pemilik_meninggal", "pindah": "pemilik_pindah"}


def gone(residents: pl.DataFrame) -> pl.DataFrame:
    """RECORDS → those who died or moved away, and what their cards are known by."""
    left = pl.col("excluded").is_in(list(_REASONS))
    return residents.filter(left).select("excluded", "nik_key", "name_sorted", "name_joined", "born")


def without_cards_of(gone: pl.DataFrame, members: pl.DataFrame, residents: pl.DataFrame) -> pl.DataFrame:
    """RECORDS of members → those whose owner is not among the `owners_gone`, or has a row as a resident too.

    A card of somebody gone would else be taken for a namesake's, or a twin's, a slip away.
    """
    stays = are_there(as_keys(members["nik_key"]), as_keys(residents["nik_key"]))
    return members.filter(~pl.col("row").is_in(gone["member_row"].implode()) | pl.Series(stays))


def owners_gone(gone: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Return `member_row`, `gone`: the reason code of each card that shares NIK and name with one who is gone."""
    pairs = verified(gone, members)
    return pl.DataFrame(
        {
            "member_row": members["row"].gather(pairs["member"]),
            "gone": gone["excluded"].gather(pairs["resident"]).replace_strict(_REASONS, return_dtype=pl.String),
        }
    )
