"""Pairs of residents of one name, nearly, and one birth date, KK or parent: which are two rows of one person.

Of one birth date and sex, and of one KK or one parent:

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

In two KK and of one name, one thing more may be wrong in one of the rows (a part of the date, a letter of a parent's
name, the sex) or missing, if all that agrees is too rare for chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage import frequencies
from uhcmatch.linkage.compare.birth_date import BirthDate, birth_date_level, packed
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
_OTHER_DAYS: Final = (BirthDate.SAME_YEAR, BirthDate.NEAR_YEAR, BirthDate.DIFFERENT)
_SHORTER: Final = (Name.TRUNCATED, Name.FEWER_TOKENS)
_FAMILY: Final = ("kk_key", *PARENTS)
_ALIKE: Final = (
    *(("born", "sex", shared) for shared in _FAMILY),
    ("name_sorted", "born"),
    *(("name_sorted", parent) for parent in PARENTS),
)
"""What a pair shares at least: one of these."""
_FOLLOWING: Final = 2
"""Numbers no further apart are those of twins or triplets, issued one after the other."""
_HOUSE: Final = ("kecamatan_key", "kelurahan_key", "street", "house")
_ON_CARD: Final = ("nik_key", "name_sorted")
_NO_STRANGER: Final = 16.0
"""Bits beyond those that single out one resident: of sixty-five thousand people one meets such a stranger."""
_NEARLY: Final = 8.0
"""Bits more where the name agrees but nearly: so many names are that near to one."""
_NAME_NEARLY: Final = 4.0
"""Likewise beside a number that is no twin's."""
_PARENT_NEARLY: Final = 5.0
"""Bits that a parent's name is worth less where it agrees but nearly."""
_DATE_NEARLY: Final = 8.0
"""Bits that a birth date is worth of which one part is another's: some sixty days of eighty years are that near."""
_SLIP: Final = 8.0
"""Bits of a number but for a slip, beside a birth date that agrees."""
_OTHER_SEX: Final = 5.0
"""Bits against: of thirty rows one has the wrong sex."""


def seem_twice(rows: pl.DataFrame) -> pl.Series:
    """Tell the rows that share with some other row what two rows of one person do."""
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

    agrees &= pairs.are_of_family() & (~is_in_two | of_one_parent(mother, father))
    asked = np.flatnonzero(agrees & is_in_two & is_default)
    needed = np.where(is_equal[asked], _NO_STRANGER, _NO_STRANGER + _NEARLY)
    agrees[asked] = pairs.only(asked).bits_beyond_one(everybody) >= needed

    is_other = np.isin(mother, _OTHERWISE) | np.isin(father, _OTHERWISE)
    is_named = is_equal | (np.isin(name, AGREES) & ~number.is_following)
    asked = np.flatnonzero(is_in_two & is_named & ~agrees & ~is_other)
    bits = pairs.only(asked).bits_but_for_one(everybody, mother[asked], father[asked], number.is_slip[asked])
    agrees[asked] = bits - np.where(is_equal[asked], 0.0, _NAME_NEARLY) >= _NO_STRANGER
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
        """Pair the rows that share one of `_ALIKE`."""
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

    def are_of_family(self) -> Flags:
        """Tell which pairs are of one birth date and sex, and of one KK or one parent."""
        shared: Flags = np.logical_or.reduce([self.same(name) for name in _FAMILY])
        return shared & self.same("born") & self.same("sex")

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
        return bits + self._rarest("name_sorted", everybody)

    def bits_but_for_one(
        self, everybody: pl.DataFrame, mother: Levels, father: Levels, is_slip: Flags
    ) -> npt.NDArray[np.float64]:
        """Return likewise how rare all that agrees is, exactly or nearly; −∞ where the dates are two people's.

        `mother` and `father` are the levels of the parents' names, `is_slip` whether the numbers differ by one.
        """
        bits = np.full(self.row.height, -np.log2(max(everybody.height, 1)))
        bits += self._rarest("name_sorted", everybody)
        for parent, level in (("mother", mother), ("father", father)):
            rare = self._rarest(parent, everybody)
            bits += np.where(level == Name.EQUAL, rare, np.where(level == Name.MISSING, 0.0, rare - _PARENT_NEARLY))
        keys, first = (row_keys(rows, _HOUSE) for rows in (self.row, self.first))
        bits += np.where((keys == first) & (keys != 0), _rarity(keys, row_keys(everybody, _HOUSE)), 0.0)
        bits += self._date_bits(everybody) + np.where(is_slip, _SLIP, 0.0)
        bits -= np.where(self.same("sex"), 0.0, _OTHER_SEX)
        return bits

    def _rarest(self, name: str, everybody: pl.DataFrame) -> npt.NDArray[np.float64]:
        """Return how rare the commoner of the two values is."""
        keys = as_keys(everybody[name])
        rare, first_rare = (_rarity(as_keys(rows[name]), keys) for rows in (self.row, self.first))
        rarer: npt.NDArray[np.float64] = np.minimum(rare, first_rare)
        return rarer

    def _date_bits(self, everybody: pl.DataFrame) -> npt.NDArray[np.float64]:
        """Return how rare the birth date is on which the rows agree, as recorded or in both numbers."""
        default = self.row["born_is_default"] | self.first["born_is_default"]
        dates = pl.DataFrame({"one": self.first["born"], "other": self.row["born"], "default": default})
        level = dates.select(birth_date_level(packed(pl.col("one")), packed(pl.col("other")), pl.col("default")))
        near = np.isin(level.to_series(), (BirthDate.ONE_PART, BirthDate.SWAPPED))
        is_other = np.isin(level.to_series(), _OTHER_DAYS)
        bits = np.where(near, _DATE_NEARLY, np.where(is_other, -np.inf, 0.0))
        for name, is_told in (("nik_born", ~is_other), ("born", level.to_series().to_numpy() == BirthDate.EQUAL)):
            told = self.same(name) & is_told
            bits = np.where(told, np.maximum(bits, self._rarest(name, everybody)), bits)
        return bits

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
