"""Residents who stand in the population file more than once: one row is kept, the others are set aside, named.

A double has the same NIK and a name that agrees, unless the birth date says that it is a junior's; or the same NIK,
recorded birth date, sex and a parent, whatever the name, if one of the two is on a card, or KK, and name and mother
exchanged; or the name, recorded birth date, sex and KK of another row, and no NIK fit to be compared, or its RT and
street, and no KK either; or it is a second row of one family or one parent (`second_rows`). Other rows with two NIKs
are two people: twins may bear one name in a dirty file, and a resident set aside wrongly is a family nobody visits. Of
the rows of one person the one is kept that says what the card with this NIK says, then the one that stands among its
family, then the one that says most, then the first by content: no order of rows changes whose address is visited.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.columns import BESIDE, CELLS
from uhcmatch.linkage.compare import frequencies
from uhcmatch.linkage.compare.birth_date import BirthDate, birth_date_level, packed
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.names import compared_names
from uhcmatch.linkage.hashed import are_there, as_keys, distinct, is_repeated, places, row_keys
from uhcmatch.linkage.register.near_pairs import near_pairs
from uhcmatch.linkage.register.row_pairs import PARENTS
from uhcmatch.linkage.register.second_rows import AGREES, of_one_parent, of_two_parents, second_rows
from uhcmatch.together import together

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from uhcmatch.linkage.compare.name import Levels
    from uhcmatch.shelf import Shelf

    Ranking = Callable[[pl.DataFrame], pl.DataFrame]

_CONTRADICTS: Final = (BirthDate.NEAR_YEAR, BirthDate.DIFFERENT)
_TOLD: Final = ("name_sorted", "born", "kk_key", "kecamatan_key", "kelurahan_key", "rw", "rt", "street", "house")
_HOME: Final = ("kk_key", "kecamatan_key", "kelurahan_key", "rt")
_NAMED: Final = ("name_sorted", "born")
_PERSON: Final = ("name_sorted", "born", "sex", "kk_key")
_MOST_OF_NUMBER: Final = 20
"""Rows of one number from which on it confirms nothing, a cell dragged down a sheet: each would be met by each card."""
_NEIGHBOUR: Final = ("name_sorted", "born", "sex", "kelurahan_key", "rw", "rt", "street")


def doubles(residents: pl.DataFrame, shown: Shelf, members: pl.DataFrame) -> pl.DataFrame:
    """Return the residents who repeat the person of a better row: `position`, ascending, and `better`, the kept one's.

    `residents` and `members` are the rows that take part (`link.able`), `shown` the cells of all residents.
    """
    ranked = partial(_best_first, everybody=residents, shown=shown, members=members)

    def of_family() -> pl.DataFrame:
        near = near_pairs(residents)
        rows = pl.concat([near["one"], near["other"]]).unique().sort()
        best = ranked(residents[rows])
        best = best.with_columns(relation=shown.only("hubungan").gather(best["position"]).frame().to_series())
        place = np.empty(residents.height, dtype=np.uint32)
        place[np.searchsorted(residents["position"], best["position"])] = np.arange(best.height)
        near = near.select(pl.Series(at, place[near[at]]) for at in near.columns)
        return second_rows(best, near, residents, members)

    found = together(of_family, lambda: [_same_nik(residents, ranked, members), _without_nik(residents, ranked)])
    return _kept(pl.concat([found[0], *found[1]]))


def _kept(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return each row of `position` once, beside the row that is kept: what it repeats may repeat another.

    Of several better rows the first counts, by content and not by where they stand.
    """
    better = pairs.unique("position", keep="first", maintain_order=True).sort("position")
    while better["better"].is_in(better["position"].implode()).any():
        further = better.select(better="position", further="better")
        moved = better.join(further, on="better", how="left", maintain_order="left")
        better = moved.select("position", better=pl.coalesce("further", "better"))
    return better


def _same_nik(rows: pl.DataFrame, ranked: Ranking, members: pl.DataFrame) -> pl.DataFrame:
    """Rows whose NIK a better row has, with a name that agrees with that row's, and no date against it.

    Of one parent and born on one day, the name may be any, where one of the two is on a card: twins have both or none.
    Where the name is not the same, nor the day and the family, no parent may be named otherwise: a digit off, a number
    is a stranger's.
    """
    shared = ranked(rows.filter(pl.Series(is_repeated(as_keys(rows["nik_key"])))))
    first = shared.unique("nik_key", keep="first", maintain_order=True)
    pairs = shared.join(first, on="nik_key", how="inner", suffix="_first", maintain_order="left").filter(
        pl.col("position") != pl.col("position_first")
    )
    at = np.arange(pairs.height, dtype=np.uint32)
    # The level alone is asked for, and it does not depend on how common a name is: the few rows will do.
    known = frequencies.measure(shared)
    name, *parents = (
        compared_names(pairs[f"{name}_first"], pairs[name], (at, at), known)[0] for name in ("name_folded", *PARENTS)
    )
    born, sex, kk = (
        (pairs[name] == pairs[f"{name}_first"]).fill_null(value=False).to_numpy() for name in ("born", "sex", "kk_key")
    )
    cards = row_keys(members, _NAMED)
    has_card, first_has = (are_there(row_keys(pairs, [name + of for name in _NAMED]), cards) for of in ("", "_first"))
    of_one = of_one_parent(*parents) & (has_card != first_has)
    is_named_alike = np.isin(name, AGREES) & ((name == Name.EQUAL) | born | kk | ~of_two_parents(*parents))
    are_exchanged = pairs.select(
        (pl.col("name_folded") == pl.col("mother_first")) & (pl.col("mother") == pl.col("name_folded_first"))
    )
    agrees = is_named_alike | (born & sex & (of_one | ((name == Name.ALIKE) & kk)))
    agrees |= are_exchanged.to_series().fill_null(value=False).to_numpy() & kk
    told = pairs.filter(pl.Series(agrees & ~np.isin(_dates(pairs), _CONTRADICTS)))
    return told.select("position", better="position_first")


def _dates(pairs: pl.DataFrame) -> Levels:
    """Compare the recorded birth dates of two rows."""
    born, first = (pairs.select(packed(pl.col(name))).to_series() for name in ("born", "born_first"))
    is_default = (pairs["born_is_default"] | pairs["born_is_default_first"]).fill_null(value=False)
    return birth_date_level(first, born, is_default)


def _without_nik(rows: pl.DataFrame, ranked: Ranking) -> pl.DataFrame:
    """Rows without a usable NIK whose name, birth date, sex and KK are those of a better row.

    And rows without a KK either, of a list that was typed again: RT, street and house tell as much.
    """
    lacks_nik, lacks_kk = (pl.col(name).is_null() for name in ("nik_key", "kk_key"))
    told = [_alike(rows, ranked, _PERSON, lacks_nik), _alike(rows, ranked, _NEIGHBOUR, lacks_nik & lacks_kk)]
    return pl.concat(told).unique("position", keep="first", maintain_order=True)


def _alike(rows: pl.DataFrame, ranked: Ranking, by: Sequence[str], lacks: pl.Expr) -> pl.DataFrame:
    """Return the rows that lack something and are like a better row in some columns: `position`, `better`."""
    able = rows.lazy().select("nik_key", "kk_key", *(set(by) - {"nik_key", "kk_key"})).with_row_index("at")
    lacking = able.filter(lacks).drop_nulls(by).select(by).unique()
    alike = able.join(lacking, on=by, how="semi").filter(pl.struct(by).is_duplicated()).collect()
    best = ranked(rows.select(pl.all().gather(alike["at"].sort())))
    better = best.with_columns(better=pl.col("position").first().over(by))
    later = better.filter(pl.struct(by).is_first_distinct().not_())
    return later.filter(lacks).select("position", "better")


def _best_first(rows: pl.DataFrame, everybody: pl.DataFrame, shown: Shelf, members: pl.DataFrame) -> pl.DataFrame:
    """Rows with a NIK first, then with a KK, by what cards of their NIK confirm, by kin, by how much and what they say.

    It is one order of all rows: a row repeats a better one, which may repeat another.
    """
    cards = members.filter(pl.col("nik_key").is_in(rows["nik_key"].drop_nulls().implode()))
    of_few = pl.len().over("nik_key") <= _MOST_OF_NUMBER
    pairs = rows.select("position", "nik_key", *_TOLD).filter(of_few)
    pairs = pairs.join(cards.select("nik_key", *_TOLD).filter(of_few), on="nik_key", suffix="_card")
    same = pl.sum_horizontal((pl.col(name) == pl.col(f"{name}_card")).fill_null(False) for name in _TOLD)
    confirmed = pairs.group_by("position").agg(confirmed=same.max().cast(pl.Int64))
    told = rows.select("position", "name_folded").join(
        confirmed, on="position", how="left", maintain_order="left", validate="1:1"
    )
    shown = shown.gather(rows["position"])
    cells = shown.frame(*CELLS).select(pl.all().name.prefix("cell_"))
    beside = shown.frame(*BESIDE).select(pl.all().name.prefix("cell_"))
    unsaid = pl.sum_horizontal(pl.col(name).is_null() for name in cells.columns)
    shortness = -pl.col("name_folded").str.len_chars().cast(pl.Int32)
    order = told.with_columns(_kin(rows, everybody)).hstack(cells).hstack(beside).with_row_index("at")
    best = [-pl.col(name).fill_null(0).cast(pl.Int64) for name in ("confirmed", "kin")]
    lacks = [rows[name].is_null() for name in ("nik_key", "kk_key")]
    order = order.sort(*lacks, *best, unsaid, shortness, *cells.columns, *beside.columns, maintain_order=True)
    return rows.select(pl.all().gather(order["at"]))


def _kin(rows: pl.DataFrame, everybody: pl.DataFrame) -> pl.Series:
    """Return how many of the same KK live in the same RT: who has moved stands alone at one of the addresses."""
    keys = row_keys(rows, _HOME)
    homes = distinct(keys)
    at, everywhere = places(keys, homes), places(row_keys(everybody, _HOME), homes)
    count = np.bincount(everywhere[everywhere >= 0], minlength=homes.size)
    return pl.Series("kin", count).gather(pl.Series(at).set(pl.Series(at < 0), None))
