"""Residents who stand in the population file more than once: one row is kept, the others are set aside, named.

A double has the same NIK and a name that agrees, or no NIK fit to be compared but the name, recorded birth date, sex
and KK of another row. Two rows with two different NIKs are two people: twins may bear one name in a dirty file, and a
resident set aside wrongly is a family nobody visits.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from uhcmatch.linkage import frequencies
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.names import compared_names

_AGREES: Final = (Name.EQUAL, Name.SLIP, Name.TRUNCATED, Name.FEWER_TOKENS)
_PERSON: Final = ("name_sorted", "born", "sex", "kk_key")


def doubles(residents: pl.DataFrame) -> pl.Series:
    """RECORDS → one flag per row: this row repeats a person of an earlier or better row (never for excluded rows)."""
    rows = residents.select("excluded", "nik_key", "nik_born", "name_folded", "mother", *_PERSON).with_row_index(
        "position"
    )
    rows = rows.filter(pl.col("excluded").is_null())
    repeated = pl.concat([_same_nik(rows), _without_nik(rows)]).unique().sort()
    return pl.Series("double", [False]).new_from_index(0, residents.height).scatter(repeated, True)


def _same_nik(rows: pl.DataFrame) -> pl.Series:
    """Positions of rows whose NIK an earlier row has, with a name that agrees with that row's."""
    shared = rows.filter(pl.col("nik_key").is_duplicated() & pl.col("nik_key").is_not_null())
    first = shared.unique("nik_key", keep="first", maintain_order=True)
    pairs = shared.join(first, on="nik_key", how="inner", suffix="_first", maintain_order="left").filter(
        pl.col("position") > pl.col("position_first")
    )
    at = np.arange(pairs.height, dtype=np.uint32)
    names = pairs["name_folded_first"], pairs["name_folded"]
    # The level alone is asked for, and it does not depend on how common a name is: the few rows will do.
    level, _ = compared_names(*names, (at, at), frequencies.measure(shared))
    return pairs["position"].filter(pl.Series(level).is_in(_AGREES))


def _without_nik(rows: pl.DataFrame) -> pl.Series:
    """Positions of rows without a usable NIK whose name, birth date, sex and KK are those of a row kept before them."""
    lacking = rows.filter(pl.col("nik_key").is_null()).drop_nulls(list(_PERSON)).select(_PERSON).unique()
    alike = rows.join(lacking, on=_PERSON, how="semi", maintain_order="left")
    ranked = alike.sort(pl.col("nik_key").is_null(), "position")
    later = ranked.filter(pl.struct(_PERSON).is_first_distinct().not_())
    return later.filter(pl.col("nik_key").is_null())["position"]
