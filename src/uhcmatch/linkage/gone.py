"""Cards whose owner is in the population file, but as deceased or moved away: paid for nobody who lives here."""

from __future__ import annotations

from typing import Final

import polars as pl

from uhcmatch.linkage.verified import verified

_REASONS: Final = {"meninggal": "pemilik_meninggal", "pindah": "pemilik_pindah"}


def owners_gone(residents: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """RECORDS of both sides → `member_row`, `gone`: the reason code of each card that shares NIK and name with one."""
    gone = residents.filter(pl.col("excluded").is_in(list(_REASONS)))
    pairs = verified(gone, members)
    return pl.DataFrame(
        {
            "member_row": members["row"].gather(pairs["member"]),
            "gone": gone["excluded"].gather(pairs["resident"]).replace_strict(_REASONS, return_dtype=pl.String),
        }
    )
