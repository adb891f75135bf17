"""Pairs of residents of one birth date and sex, of one KK or one parent: which are two rows of one person.

| where | NIK | name |
|---|---|---|
| anywhere | differs by a slip, and does not follow the other | equal; or but for a slip, where the last digit agrees |
| one KK | one row lacks it | shorter, or with a letter more or less |
| two KK | whatever it is | equal |
| two KK | does not follow the other | shorter, or with a letter more or less |

Twins stay two people: they live with their mother, their numbers follow each other, and their names differ by a letter
put in another's place. In two KK both parents are asked: where one is named alike and the other otherwise, these are
two people's rows. On a day that stands for an unknown one, sisters seem born together and a village has namesakes whose
parents are namesakes: there a name must be equal in one family, and in two all that agrees be too rare for chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage import frequencies
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik, Numbers, nik_level
from uhcmatch.linkage.hashed import are_there, as_keys, is_repeated, places, row_keys
from uhcmatch.linkage.names import compared_names

if TYPE_CHECKING:
    import numpy.typing as npt

    from uhcmatch.linkage.compare.name import Levels
    from uhcmatch.linkage.hashed import Keys

    Flags = npt.NDArray[np.bool_]

AGREES: Final = (Name.EQUAL, Name.SLIP, Name.TRUNCATED, Name.FEWER_TOKENS)
_OTHERWISE: Final = (Name.PARTLY, Name.LATER_TOKENS, Name.DIFFERENT)
PARENTS: Final = ("mother", "father")
_SHORTER: Final = (Name.TRUNCATED, Name.FEWER_TOKENS)
_ALIKE: Final = tuple(("born", "sex", shared) for shared in ("kk_key", *PARENTS))
_FOLLOWING: Final = 2
"""Numbers no further apart are those of twins or triplets, issued one after the other."""
_HOUSE: Final = ("kecamatan_key", "kelurahan_key", "street", "house")
_ON_CARD: Final = ("nik_key", "name_sorted")
_NO_STRANGER: Final = 16.0
"""Bits beyond those that single out one resident: of sixty-five thousand people one meets such a stranger."""
_NEARLY: Final = 8.0
"""Bits more where the name agrees but nearly: so many names are that near to one."""


def share_family(rows: pl.DataFrame) -> pl.Series:
    """Tell the rows whose birth date, sex, and KK or a parent's name some other row has too."""
    return pl.Series(np.logical_or.reduce([is_repeated(row_keys(rows, alike)) for alike in _ALIKE]))


def second_rows(best: pl.DataFrame, everybody: pl.DataFrame, members: pl.DataFrame) -> pl.Series:
    """Positions of the rows that are a better row's person once more, from `best`: better rows first.

    `everybody` tells how rare a name is, `members` which numbers are on cards: two that are belong to two people.
    """
    pairs = _Pairs.of(best)
    name = pairs.level("name_folded", best)
    alike = np.flatnonzero(np.isin(name, (*AGREES, Name.ALIKE)))
    pairs, name = pairs.only(alike), name[alike]
    mother, father = (pairs.level(parent, best) for parent in PARENTS)
    is_equal, is_default = name == Name.EQUAL, pairs.row["born_is_default"].to_numpy()
    is_nearly = np.isin(name, _SHORTER) | ((name == Name.SLIP) & pairs.letter_more_or_less())
    kk, kk_first = pairs.row["kk_key"], pairs.first["kk_key"]
    is_in_two = (kk != kk_first).fill_null(value=False).to_numpy()

    number = pairs.numbers()
    last_agrees = ~number.is_last & ~is_default & np.isin(name, (Name.SLIP, *_SHORTER))
    # The slip that one number alone has in its date is no twin's digit.
    is_any = is_equal & ~(number.is_last & ~pairs.same("name"))
    agrees = number.is_slip & (is_any | last_agrees | pairs.one_says_date())
    agrees |= ~is_in_two & number.is_lacking & is_nearly & ~is_default
    agrees |= is_in_two & (is_equal | (is_nearly & ~number.is_following))

    agrees &= ~is_in_two | of_one_parent(mother, father)
    asked = np.flatnonzero(agrees & is_in_two & is_default)
    needed = np.where(is_equal[asked], _NO_STRANGER, _NO_STRANGER + _NEARLY)
    agrees[asked] = pairs.only(asked).bits_beyond_one(everybody) >= needed
    return pairs.row["position"].filter(pl.Series(agrees & ~pairs.are_on_cards(members, number.is_slip)))


def of_one_parent(mother: Levels, father: Levels) -> Flags:
    """Tell by the Name levels of both parents which pairs have one in common, and none named otherwise."""
    has_one = (mother == Name.EQUAL) | (father == Name.EQUAL)
    told: Flags = has_one & ~np.isin(mother, _OTHERWISE) & ~np.isin(father, _OTHERWISE)
    return told


@dataclass(frozen=True)
class _Numbers:
    """Pair by pair: one row lacks a NIK · the NIKs follow each other · differ by a slip and do not · in the last digit.

    Twins' numbers follow each other.
    """

    is_lacking: Flags
    is_following: Flags
    is_slip: Flags
    is_last: Flags


@dataclass(frozen=True)
class _Pairs:
    """Pairs of rows, each with the better one as `first`; a NIK of one of them says a birth date at least."""

    row: pl.DataFrame
    first: pl.DataFrame

    @classmethod
    def of(cls, best: pl.DataFrame) -> _Pairs:
        """Pair the rows that share birth date, sex, and KK or a parent."""
        rows = best.with_row_index("at")
        pairs = pl.concat(
            rows.select("at", *alike)
            .drop_nulls()
            .join(rows.select(pl.col("at").alias("at_first"), *alike), on=alike, how="inner")
            .filter(pl.col("at_first") < pl.col("at"))
            .select("at", "at_first")
            for alike in _ALIKE
        )
        pairs = pairs.unique().sort("at", "at_first")
        row, first = (best.select(pl.all().gather(pairs[at])) for at in ("at", "at_first"))
        says = row["nik_born"].is_not_null() | first["nik_born"].is_not_null()
        return cls(row.filter(says), first.filter(says))

    def only(self, at: npt.NDArray[np.int64]) -> _Pairs:
        """Return some of the pairs."""
        return _Pairs(self.row[at], self.first[at])

    def same(self, name: str) -> Flags:
        """Tell which pairs have the same in a column; null is like nothing."""
        same: Flags = (self.row[name] == self.first[name]).fill_null(value=False).to_numpy()
        return same

    def level(self, name: str, among: pl.DataFrame) -> Levels:
        """Compare a column of folded names."""
        at = np.arange(self.row.height, dtype=np.uint32)
        # The level alone is asked for, and it does not depend on how common a name is: the few rows will do.
        level, _ = compared_names(self.first[name], self.row[name], (at, at), frequencies.measure(among))
        return level

    def letter_more_or_less(self) -> Flags:
        """Tell names that do not differ by a letter put in another's place, as twins' names do."""
        joined, first = (rows["name"].str.replace_all(" ", "", literal=True) for rows in (self.row, self.first))
        in_order, first_in_order = (names.str.split("").list.sort().list.join("") for names in (joined, first))
        is_other = (joined.str.len_bytes() != first.str.len_bytes()) | (in_order == first_in_order)
        told: Flags = is_other.fill_null(value=False).to_numpy()
        return told

    def numbers(self) -> _Numbers:
        """Compare the NIKs."""
        at = np.arange(self.row.height, dtype=np.uint32)
        one, other = (Numbers.of(rows["nik_key"]) for rows in (self.first, self.row))
        is_following = (one.digits > 0) & (np.abs(one.digits - other.digits) <= _FOLLOWING)
        return _Numbers(
            is_lacking=(one.key == 0) | (other.key == 0),
            is_following=is_following,
            is_slip=(nik_level(one, other, (at, at)) == Nik.ONE_SLIP) & ~is_following,
            is_last=one.digits % 10 != other.digits % 10,
        )

    def one_says_date(self) -> Flags:
        """Tell which pairs have one number that says the recorded birth date, and one that does not."""
        says, first = ((rows["nik_born"] == rows["born"]).fill_null(value=False) for rows in (self.row, self.first))
        one: Flags = (says != first).to_numpy()
        return one

    def bits_beyond_one(self, everybody: pl.DataFrame) -> npt.NDArray[np.float64]:
        """Return how rare all that agrees is together, beyond the bits that single out one of all residents."""
        bits = np.full(self.row.height, -np.log2(max(everybody.height, 1)))
        for alike in (("born",), ("mother",), ("father",), _HOUSE):
            keys, first = (row_keys(rows, alike) for rows in (self.row, self.first))
            bits += np.where((keys == first) & (keys != 0), _rarity(keys, row_keys(everybody, alike)), 0.0)
        names = as_keys(everybody["name_sorted"])
        rare, first_rare = (_rarity(as_keys(rows["name_sorted"]), names) for rows in (self.row, self.first))
        less: npt.NDArray[np.float64] = bits + np.minimum(rare, first_rare)
        return less

    def are_on_cards(self, members: pl.DataFrame, is_slip: Flags) -> Flags:
        """Tell whose numbers are both on cards; a slip may have made somebody else's, so that the name is asked too."""
        told = []
        for on_card in (("nik_key",), _ON_CARD):
            cards = row_keys(members, on_card)
            told.append(np.logical_and(*(are_there(row_keys(rows, on_card), cards) for rows in (self.row, self.first))))
        number, both = told
        on_cards: Flags = np.where(is_slip, both, number)
        return on_cards


def _rarity(few: Keys, many: Keys) -> npt.NDArray[np.float64]:
    """Return in bits how rare each of a few keys is among many, all of which they come from."""
    distinct = np.unique(few)
    met = places(many, distinct)
    count = np.bincount(met[met >= 0], minlength=distinct.size)[places(few, distinct)]
    rarity: npt.NDArray[np.float64] = np.log2(max(many.size, 1) / np.maximum(count, 1))
    return rarity
