"""Residents who stand in the population file more than once: one row is kept, the others are set aside, named.

A double has the same NIK and a name that agrees, unless the birth date says that it is a junior's; or it has the name,
recorded birth date, sex and KK of another row, and no NIK fit to be compared; or the NIK of another row but for a slip,
and its name, recorded birth date, sex, and KK or mother; or all these but the NIK, which may lack too, the mother's
name among them, in the KK of another family. Other rows with two NIKs are two people, and so are those of one family
whose numbers follow each other: twins may bear one name in a dirty file, and a resident set aside wrongly is a family
nobody visits. Of the rows of one person the one is kept that says what the card with this NIK says, then the one that
stands among its family, then the one that says most, then the first by content: no order of rows changes whose address
is visited.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.columns import CELLS
from uhcmatch.linkage import frequencies
from uhcmatch.linkage.compare.birth_date import BirthDate, birth_date_level, packed
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik, Numbers, nik_level
from uhcmatch.linkage.hashed import are_there, as_keys, is_repeated, places, row_keys
from uhcmatch.linkage.names import compared_names

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from uhcmatch.linkage.hashed import Keys

    Flags = npt.NDArray[np.bool_]
    Ranking = Callable[[pl.DataFrame], pl.DataFrame]

_AGREES: Final = (Name.EQUAL, Name.SLIP, Name.TRUNCATED, Name.FEWER_TOKENS)
_CONTRADICTS: Final = (BirthDate.NEAR_YEAR, BirthDate.DIFFERENT)
_TOLD: Final = ("name_sorted", "born", "kk_key", "kecamatan_key", "kelurahan_key", "rw", "rt", "street", "house")
_HOME: Final = ("kk_key", "kecamatan_key", "kelurahan_key", "rt")
_ON_CARD: Final = ("nik_key", "name_sorted")
_FOLLOWING: Final = 2
"""Numbers no further apart are those of twins or triplets, issued one after the other."""
_BUT_NAME: Final = ("born", "sex", "kk_key")
_SAME_FAMILY: Final = (_BUT_NAME, ("born", "sex", "mother"))
_PERSON: Final = ("name_sorted", *_BUT_NAME)
_NEARLY: Final = (Name.SLIP, Name.TRUNCATED, Name.FEWER_TOKENS)
_HOUSE: Final = ("kecamatan_key", "kelurahan_key", "street", "house")
_NO_STRANGER: Final = 16.0
"""Bits beyond those that single out one resident: of sixty-five thousand people one meets such a stranger."""
_ASKED: Final = ("at", "nik_key", "nik_born", "name", "name_folded", "name_sorted", *_HOUSE)


def doubles(residents: pl.DataFrame, shown: pl.DataFrame, members: pl.DataFrame) -> pl.Series:
    """Return the positions of residents who repeat the person of a better row.

    `residents` and `members` are the rows that take part (`link.able`), `shown` the cells of all residents.
    """
    ranked = partial(_best_first, everybody=residents, shown=shown, members=members)
    other = _other_nik(residents, ranked, members)
    return pl.concat([_same_nik(residents, ranked), other, _without_nik(residents, ranked)]).unique().sort()


def _same_nik(rows: pl.DataFrame, ranked: Ranking) -> pl.Series:
    """Positions of rows whose NIK a better row has, with a name that agrees with that row's, and no date against it."""
    shared = ranked(rows.filter(pl.Series(is_repeated(as_keys(rows["nik_key"])))))
    first = shared.unique("nik_key", keep="first", maintain_order=True)
    pairs = shared.join(first, on="nik_key", how="inner", suffix="_first", maintain_order="left").filter(
        pl.col("position") != pl.col("position_first")
    )
    at = np.arange(pairs.height, dtype=np.uint32)
    names = pairs["name_folded_first"], pairs["name_folded"]
    # The level alone is asked for, and it does not depend on how common a name is: the few rows will do.
    level, _ = compared_names(*names, (at, at), frequencies.measure(shared))
    is_alike = pl.all_horizontal((pl.col(name) == pl.col(f"{name}_first")).fill_null(False) for name in _BUT_NAME)
    agrees = pl.col("level").is_in(_AGREES) | ((pl.col("level") == Name.ALIKE) & is_alike)
    return pairs.with_columns(level=pl.Series(level)).filter(agrees & ~_date().is_in(_CONTRADICTS))["position"]


def _date() -> pl.Expr:
    """The agreement of two rows' recorded birth dates."""
    born, first = (packed(pl.col(name)) for name in ("born", "born_first"))
    is_default = (pl.col("born_is_default") | pl.col("born_is_default_first")).fill_null(value=False)
    return birth_date_level(first, born, is_default)


def _other_nik(rows: pl.DataFrame, ranked: Ranking, members: pl.DataFrame) -> pl.Series:
    """Positions of rows with another NIK than a better row of their name, birth date, sex, and KK or mother.

    In one family the NIK may differ by a slip, in two it may be any or none: twins live with their mother. Where the
    name does not agree letter by letter, the last digit must not be the one that differs: so twins may be called; where
    the slip is in the date, which one number says and the other does not, it may agree as it will: twins' numbers both
    say it.
    Where both numbers are on cards of such a name, BPJS knows two people too.
    """
    is_alike = np.logical_or(*(is_repeated(row_keys(rows, alike)) for alike in _SAME_FAMILY))
    ranked_rows = ranked(rows.filter(pl.Series(is_alike)))
    best = ranked_rows.sort(pl.col("nik_key").is_null(), maintain_order=True).with_row_index("at")
    pairs = pl.concat([_pairs_alike(best, alike) for alike in _SAME_FAMILY]).sort("at", "at_first", "in_two_families")
    at = np.arange(pairs.height, dtype=np.uint32)
    one, other = (Numbers.of(pairs[name]) for name in ("nik_key_first", "nik_key"))
    level = nik_level(one, other, (at, at))
    is_slip = (level == Nik.ONE_SLIP) & (np.abs(one.digits - other.digits) > _FOLLOWING)
    names = pairs["name_folded_first"], pairs["name_folded"]
    name, _ = compared_names(*names, (at, at), frequencies.measure(best))
    # On a day that stands for an unknown one, sisters may seem born together.
    may_slip = (one.digits % 10 == other.digits % 10) & ~pairs["born_is_default"].to_numpy()
    is_in_two = pairs["in_two_families"].to_numpy()
    is_last = one.digits % 10 != other.digits % 10
    is_spelt_otherwise = (pairs["name"] != pairs["name_first"]).fill_null(value=False).to_numpy()
    agrees = ((is_slip & ~(is_last & is_spelt_otherwise)) | is_in_two) & (name == Name.EQUAL)
    agrees |= is_slip & may_slip & np.isin(name, _NEARLY)
    agrees |= is_slip & pairs["is_one_date"].to_numpy() & np.isin(name, (*_AGREES, Name.ALIKE))
    agrees &= ~is_in_two | _is_no_chance(pairs, rows)
    cards = row_keys(members, _ON_CARD)
    has_card, first_has = (are_there(row_keys(pairs, [name + of for name in _ON_CARD]), cards) for of in ("", "_first"))
    return pairs["position"].filter(pl.Series(agrees & ~(has_card & first_has)))


def _pairs_alike(best: pl.DataFrame, alike: tuple[str, ...]) -> pl.DataFrame:
    """Return the pairs of rows that share some columns, the better row, which has a NIK, as `…_first`."""
    pairs = best.join(
        best.select(*dict.fromkeys((*_ASKED, "kk_key", *alike))), on=alike, how="inner", suffix="_first"
    ).filter(
        pl.col("at_first") < pl.col("at"),
        pl.any_horizontal(pl.col("nik_born", "nik_born_first").is_not_null()),
    )
    says, first_says = ((pl.col(f"nik_born{of}") == pl.col("born")).fill_null(value=False) for of in ("", "_first"))
    in_two = (pl.col("kk_key") != pl.col("kk_key_first")) if "mother" in alike else pl.lit(value=False)
    asked = (*_ASKED, "born", "born_is_default", "mother", *(f"{name}_first" for name in _ASKED))
    return pairs.select(
        "position", *asked, in_two_families=in_two.fill_null(value=False), is_one_date=says != first_says
    )


def _is_no_chance(pairs: pl.DataFrame, rows: pl.DataFrame) -> Flags:
    """Tell which pairs of one name, mother and birth date share more than two strangers do by chance.

    On a day that stands for an unknown one a village has namesakes whose mothers are namesakes: there name, mother and
    day must be so rare together, or the house be the same too, that among all residents no such stranger is expected.
    """
    is_default = pairs["born_is_default"].to_numpy()
    asked = pairs.filter(pl.Series(is_default))
    house, first_house = (row_keys(asked, [name + of for name in _HOUSE]) for of in ("", "_first"))
    bits = np.where((house == first_house) & (house != 0), _rarity(house, row_keys(rows, _HOUSE)), 0.0)
    bits += sum(_rarity(as_keys(asked[name]), as_keys(rows[name])) for name in ("name_sorted", "mother", "born"))
    is_rare = ~is_default
    is_rare[is_default] = bits >= np.log2(max(rows.height, 1)) + _NO_STRANGER
    return is_rare


def _rarity(few: Keys, many: Keys) -> npt.NDArray[np.float64]:
    """Return in bits how rare each of a few keys is among many, all of which they come from."""
    distinct = np.unique(few)
    met = places(many, distinct)
    count = np.bincount(met[met >= 0], minlength=distinct.size)[places(few, distinct)]
    rarity: npt.NDArray[np.float64] = np.log2(max(many.size, 1) / np.maximum(count, 1))
    return rarity


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
