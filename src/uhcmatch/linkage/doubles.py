"""Residents who stand in the population file more than once: one row is kept, the others are set aside, named.

A double has the same NIK and a name that agrees, or no NIK fit to be compared but the name, recorded birth date, sex
and KK of another row. Two rows with two different NIKs are two people: twins may bear one name in a dirty file, and a
resident set aside wrongly is a family nobody visits. Of the rows of one person the one that says most is kept, and
where they say as much the first by content: no order of rows changes whose address is visited.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from uhcmatch.columns import CELLS
from uhcmatch.linkage import frequencies
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.names import compared_names

_AGREES: Final = (Name.EQUAL, Name.SLIP, Name.TRUNCATED, Name.FEWER_TOKENS)
_PERSON: Final = ("name_sorted", "born", "sex", "kk_key")


def doubles(residents: pl.DataFrame) -> pl.Series:
    """RECORDS → one flag per row: this row repeats a person of a better row (never for excluded rows)."""
    rows = residents.with_row_index("position")
    repeated = pl.concat([_same_nik(rows), _without_nik(rows)]).unique().sort()
    return pl.Series("double", [False]).new_from_index(0, residents.height).scatter(repeated, True)


def _same_nik(rows: pl.DataFrame) -> pl.Series:
    """Positions of rows whose NIK a better row has, with a name that agrees with that row's."""
    numbers = rows.lazy().filter(pl.col("excluded").is_null(), pl.col("nik_key").is_not_null())
    repeated = numbers.select("position", "nik_key").filter(pl.col("nik_key").is_duplicated()).collect()["position"]
    shared = _best_first(rows.select(pl.all().gather(repeated)))
    first = shared.unique("nik_key", keep="first", maintain_order=True)
    pairs = shared.join(first, on="nik_key", how="inner", suffix="_first", maintain_order="left").filter(
        pl.col("position") != pl.col("position_first")
    )
    at = np.arange(pairs.height, dtype=np.uint32)
    names = pairs["name_folded_first"], pairs["name_folded"]
    # The level alone is asked for, and it does not depend on how common a name is: the few rows will do.
    level, _ = compared_names(*names, (at, at), frequencies.measure(shared))
    return pairs["position"].filter(pl.Series(level).is_in(_AGREES))


def _without_nik(rows: pl.DataFrame) -> pl.Series:
    """Positions of rows without a usable NIK whose name, birth date, sex and KK are those of a better row."""
    able = rows.lazy().filter(pl.col("excluded").is_null()).select("position", "nik_key", *_PERSON)
    lacking = able.filter(pl.col("nik_key").is_null()).drop_nulls(_PERSON).select(_PERSON).unique()
    alike = able.join(lacking, on=_PERSON, how="semi").filter(pl.struct(_PERSON).is_duplicated()).collect()
    ranked = _best_first(rows.select(pl.all().gather(alike["position"].sort()))).sort(
        pl.col("nik_key").is_null(), maintain_order=True
    )
    later = ranked.filter(pl.struct(_PERSON).is_first_distinct().not_())
    return later.filter(pl.col("nik_key").is_null())["position"]


def _best_first(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows by how much they say, then by what they say; rows that say the same stay as they stand."""
    unsaid = pl.sum_horizontal(pl.col(name).is_null() for name in CELLS)
    shortness = -pl.col("name_folded").str.len_chars().cast(pl.Int32)
    return rows.sort(unsaid, shortness, *CELLS, maintain_order=True)
