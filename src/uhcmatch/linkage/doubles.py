"""Residents who stand in the population file more than once: one row is kept, the others are set aside, named.

A double is the same NIK with an agreeing name or birth date, or the same name, recorded birth date and KK. The kept
row is the one with a NIK fit to be compared, else the first.
"""

from __future__ import annotations

from typing import Final

import polars as pl

_KEYS: Final = (
    ("nik_key", "name_sorted"),
    ("nik_key", "born"),
    ("name_sorted", "born", "kk_key"),
)


def doubles(residents: pl.DataFrame) -> pl.Series:
    """RECORDS → one flag per row: this row repeats a person of another row (never true for excluded rows)."""
    numbered = residents.with_row_index("position").filter(pl.col("excluded").is_null())
    ranked = numbered.select("position", "nik_key", "name_sorted", "born", "kk_key").sort(
        pl.col("nik_key").is_null(), "position"
    )
    repeated = pl.concat(
        ranked.drop_nulls(list(key)).filter(pl.struct(key).is_first_distinct().not_()).select("position")
        for key in _KEYS
    )
    flags = pl.Series("double", [False]).new_from_index(0, residents.height)
    return flags.scatter(repeated["position"].unique().sort(), True)
