"""Residents who stand in the population file more than once: one row is kept, the others are set aside, named.

A double has the same NIK and a name that agrees, or no NIK fit to be compared but the name, recorded birth date, sex
and KK of another row. Two rows with two different NIKs are two people: twins may bear one name in a dirty file, and a
resident set aside wrongly is a family nobody visits. Of the rows of one person the one is kept that says what the
card with this NIK says, then the one that stands among its family, then the one that says most, then the first by
content: no order of rows changes whose address is visited.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.columns import CELLS
from uhcmatch.linkage import frequencies
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.hashed import as_keys, is_repeated, places, row_keys
from uhcmatch.linkage.names import compared_names

if TYPE_CHECKING:
    from collections.abc import Callable

    Ranking = Callable[[pl.DataFrame], pl.DataFrame]

_AGREES: Final = (Name.EQUAL, Name.SLIP, Name.TRUNCATED, Name.FEWER_TOKENS)
_TOLD: Final = ("name_sorted", "born", "kk_key", "kecamatan_key", "kelurahan_key", "rw", "rt", "street", "house")
_HOME: Final = ("kk_key", "kecamatan_key", "kelurahan_key", "rt")
_PERSON: Final = ("name_sorted", "born", "sex", "kk_key")


def doubles(residents: pl.DataFrame, shown: pl.DataFrame, members: pl.DataFrame) -> pl.Series:
    """Return the positions of residents who repeat the person of a better row.

    `residents` and `members` are the rows that take part (`link.able`), `shown` the cells of all residents.
    """
    ranked = partial(_best_first, everybody=residents, shown=shown, members=members)
    return pl.concat([_same_nik(residents, ranked), _without_nik(residents, ranked)]).unique().sort()


def _same_nik(rows: pl.DataFrame, ranked: Ranking) -> pl.Series:
    """Positions of rows whose NIK a better row has, with a name that agrees with that row's."""
    shared = ranked(rows.filter(pl.Series(is_repeated(as_keys(rows["nik_key"])))))
    first = shared.unique("nik_key", keep="first", maintain_order=True)
    pairs = shared.join(first, on="nik_key", how="inner", suffix="_first", maintain_order="left").filter(
        pl.col("position") != pl.col("position_first")
    )
    at = np.arange(pairs.height, dtype=np.uint32)
    names = pairs["name_folded_first"], pairs["name_folded"]
    # The level alone is asked for, and it does not depend on how common a name is: the few rows will do.
    level, _ = compared_names(*names, (at, at), frequencies.measure(shared))
    return pairs["position"].filter(pl.Series(level).is_in(_AGREES))


def _without_nik(rows: pl.DataFrame, ranked: Ranking) -> pl.Series:
    """Positions of rows without a usable NIK whose name, birth date, sex and KK are those of a better row."""
    able = rows.lazy().select("nik_key", *_PERSON).with_row_index("at")
    lacking = able.filter(pl.col("nik_key").is_null()).drop_nulls(_PERSON).select(_PERSON).unique()
    alike = able.join(lacking, on=_PERSON, how="semi").filter(pl.struct(_PERSON).is_duplicated()).collect()
    best = ranked(rows.select(pl.all().gather(alike["at"].sort())))
    better = best.sort(pl.col("nik_key").is_null(), maintain_order=True)
    later = better.filter(pl.struct(_PERSON).is_first_distinct().not_())
    return later.filter(pl.col("nik_key").is_null())["position"]


def _best_first(
    rows: pl.DataFrame, everybody: pl.DataFrame, shown: pl.DataFrame, members: pl.DataFrame
) -> pl.DataFrame:
    """Rows by what the cards with their NIK confirm, by kin, by how much they say, then by what."""
    cards = members.filter(pl.col("nik_key").is_in(rows["nik_key"].drop_nulls().implode()))
    pairs = rows.select("position", "nik_key", *_TOLD).join(
        cards.select("nik_key", *_TOLD), on="nik_key", suffix="_card"
    )
    same = pl.sum_horizontal((pl.col(name) == pl.col(f"{name}_card")).fill_null(False) for name in _TOLD)
    confirmed = pairs.group_by("position").agg(confirmed=same.max().cast(pl.Int64))
    told = rows.select("position", "name_folded").join(
        confirmed, on="position", how="left", maintain_order="left", validate="1:1"
    )
    cells = shown.select(pl.col(CELLS).gather(rows["position"]).name.prefix("cell_"))
    unsaid = pl.sum_horizontal(pl.col(name).is_null() for name in cells.columns)
    shortness = -pl.col("name_folded").str.len_chars().cast(pl.Int32)
    order = told.with_columns(_kin(rows, everybody)).hstack(cells).with_row_index("at")
    best = [-pl.col(name).fill_null(0).cast(pl.Int64) for name in ("confirmed", "kin")]
    order = order.sort(*best, unsaid, shortness, *cells.columns, maintain_order=True)
    return rows.select(pl.all().gather(order["at"]))


def _kin(rows: pl.DataFrame, everybody: pl.DataFrame) -> pl.Series:
    """Return how many of the same KK live in the same RT: who has moved stands alone at one of the addresses."""
    keys = row_keys(rows, _HOME)
    homes = np.unique(keys[keys != 0])
    at, everywhere = places(keys, homes), places(row_keys(everybody, _HOME), homes)
    count = np.bincount(everywhere[everywhere >= 0], minlength=homes.size)
    return pl.Series("kin", count).gather(pl.Series(at).set(pl.Series(at < 0), None))
