"""Pairs of residents' rows that may be one person's, and how their attributes compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.compare import frequencies
from uhcmatch.linkage.compare.birth_date import BirthDate, birth_date_level, packed
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.names import compared_names
from uhcmatch.linkage.compare.nik import Nik, Numbers, nik_level
from uhcmatch.linkage.hashed import are_there, as_keys, row_keys, times

if TYPE_CHECKING:
    import numpy.typing as npt

    from uhcmatch.linkage.compare.name import Levels
    from uhcmatch.linkage.hashed import Flags
    from uhcmatch.linkage.register.rarity import Bits, Rarity

PARENTS: Final = ("mother", "father")
_FAMILY: Final = ("kk_key", *PARENTS)
_FOLLOWING: Final = 2
"""Numbers no further apart are those of twins or triplets, issued one after the other."""
_SPOUSES: Final = ("KEPALA KELUARGA", "SUAMI", "ISTRI")
_HOUSE: Final = ("kecamatan_key", "kelurahan_key", "street", "house")
_ON_CARD: Final = ("nik_key", "name_sorted")
_NAMED: Final = ("name_sorted", "born")
_PARENT_NEARLY: Final = 5.0
"""Bits that a parent's name is worth less where it agrees but nearly."""
_DATE_NEARLY: Final = 8.0
"""Bits that a birth date is worth of which one part is another's: some sixty days of eighty years are that near."""
_SLIP: Final = 8.0
"""Bits of a number but for a slip, beside a birth date that agrees."""
_OTHER_SEX: Final = 5.0
"""Bits against: of thirty rows one has the wrong sex."""


@dataclass(frozen=True)
class Compared:
    """What two NIKs are to each other, pair by pair.

    One row lacks one · they follow each other, as twins' do · differ by a slip and do not · by one that leaves the
    kecamatan · in the last digit · in the kabupaten · and then in two digits of the kecamatan's code at least.
    """

    is_lacking: Flags
    is_following: Flags
    is_slip: Flags
    is_slip_elsewhere: Flags
    is_last: Flags
    is_of_elsewhere: Flags
    is_of_far: Flags


@dataclass(frozen=True)
class RowPairs:
    """Pairs of rows, each with the better one as `first`; a NIK of one of them says a birth date at least."""

    row: pl.DataFrame
    first: pl.DataFrame

    @classmethod
    def of(cls, best: pl.DataFrame, places: pl.DataFrame) -> RowPairs:
        """Pair rows by their places, `one` and `other`; of two rows the one that stands first is the better."""
        pairs = places.select(at=pl.max_horizontal("one", "other"), at_first=pl.min_horizontal("one", "other")).sort(
            "at", "at_first"
        )
        return cls(*(best.select(pl.all().gather(pairs[at])) for at in ("at", "at_first")))

    def only(self, at: npt.NDArray[np.int64]) -> RowPairs:
        """Return some of the pairs."""
        return RowPairs(self.row[at], self.first[at])

    def same(self, name: str) -> Flags:
        """Tell which pairs have the same in a column; null is like nothing."""
        same: Flags = (self.row[name] == self.first[name]).fill_null(value=False).to_numpy()
        return same

    def are_of_family(self) -> Flags:
        """Tell which pairs are of one birth date and sex, and of one KK or one parent."""
        shared: Flags = np.logical_or.reduce([self.same(name) for name in _FAMILY])
        return shared & self.same("born") & self.same("sex")

    def differ_by_one(self) -> Flags:
        """Tell which pairs are of another sex, or of birth dates that are one but for a part."""
        is_born, is_sex = self.same("born"), self.same("sex")
        is_near = np.isin(self.dates("born"), (BirthDate.ONE_PART, BirthDate.SWAPPED))
        told: Flags = (is_born & ~is_sex) | (is_sex & is_near)
        return told

    def born_a_part_apart(self) -> Flags:
        """Tell which pairs have birth dates that differ in one part, by a year at most, and are no default days."""
        years = (self.row["born"].dt.year() - self.first["born"].dt.year()).abs() <= 1
        is_default = (self.row["born_is_default"] | self.first["born_is_default"]).fill_null(value=True)
        is_near = (years & ~is_default).fill_null(value=False).to_numpy()
        told: Flags = is_near & (self.dates("born") == BirthDate.ONE_PART)
        return told

    def dates(self, name: str) -> Levels:
        """Compare a column of dates; what is a default day is not asked."""
        first, row = (rows.select(packed(pl.col(name))).to_series() for rows in (self.first, self.row))
        return birth_date_level(first, row, pl.repeat(False, len(row), dtype=pl.Boolean, eager=True))

    def are_spouses(self) -> Flags:
        """Tell which pairs are both the head of a family, or both the spouse of one."""
        told: Flags = self.same("relation") & self.row["relation"].is_in(_SPOUSES).fill_null(value=False).to_numpy()
        return told

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

    def have_names_of_others(self, everybody: pl.DataFrame) -> Flags:
        """Tell pairs whose names differ in words that other residents bear as well: no slip of the pen."""
        sides = {"row": self.row, "first": self.first}
        words = pl.DataFrame({side: rows["name_folded"].str.split(" ") for side, rows in sides.items()})
        apart = [
            words.select(pl.col(one).list.set_difference(other).list.sort().list.first()).to_series()
            for one, other in (("row", "first"), ("first", "row"))
        ]
        asked = pl.concat(apart).drop_nulls().unique().sort()
        names = everybody["name_folded"].drop_nulls()
        borne = names.filter(names.str.contains_any(asked.implode())).str.split(" ").explode()
        told: Flags = np.logical_and(*(times(as_keys(word), as_keys(borne)) > 1 for word in apart))
        return told

    def numbers(self) -> Compared:
        """Compare the NIKs."""
        at = np.arange(self.row.height, dtype=np.uint32)
        one, other = (Numbers.of(rows["nik_key"]) for rows in (self.first, self.row))
        is_following = (one.digits > 0) & (np.abs(one.digits - other.digits) <= _FOLLOWING)
        is_slip = nik_level(one, other, (at, at)) == Nik.ONE_SLIP
        is_of_elsewhere = (one.key != 0) & (other.key != 0) & (one.digits // 10**12 != other.digits // 10**12)
        return Compared(
            is_lacking=(one.key == 0) | (other.key == 0),
            is_following=is_following,
            is_slip=is_slip & ~is_following,
            is_slip_elsewhere=is_slip & ~is_following & (one.digits // 10**10 == other.digits // 10**10),
            is_last=one.digits % 10 != other.digits % 10,
            is_of_elsewhere=is_of_elsewhere,
            is_of_far=is_of_elsewhere & (_digits_apart(one.digits // 10**10, other.digits // 10**10) > 1),
        )

    def one_says_date(self) -> Flags:
        """Tell which pairs have one number that says the recorded birth date, and one that does not."""
        says, first = ((rows["nik_born"] == rows["born"]).fill_null(value=False) for rows in (self.row, self.first))
        one: Flags = (says != first).to_numpy()
        return one

    def bits_beyond_one(self, rarity: Rarity) -> Bits:
        """Return how rare all that agrees is together, beyond the bits that single out one of all residents."""
        agrees = [self._equal(rarity, alike) for alike in (("born",), *((parent,) for parent in PARENTS), _HOUSE)]
        bits: Bits = np.sum([*agrees, self._rarest(rarity, "name_sorted")], axis=0) - rarity.one
        return bits

    def bits_but_for_one(self, rarity: Rarity, mother: Levels, father: Levels, is_slip: Flags) -> Bits:
        """Return likewise how rare all that agrees is, exactly or nearly.

        `mother` and `father` are the levels of the parents' names, `is_slip` whether the numbers differ by one that
        leaves the kecamatan: of strangers born on one day, many have the same serial in another.
        """
        bits = self._rarest(rarity, "name_sorted") + self._equal(rarity, _HOUSE) + self._date_bits(rarity) - rarity.one
        for parent, level in (("mother", mother), ("father", father)):
            rare = self._rarest(rarity, parent)
            bits += np.where(level == Name.EQUAL, rare, np.where(level == Name.MISSING, 0.0, rare - _PARENT_NEARLY))
        return bits + np.where(is_slip, _SLIP, 0.0) - np.where(self.same("sex"), 0.0, _OTHER_SEX)

    def _equal(self, rarity: Rarity, alike: tuple[str, ...]) -> Bits:
        """Return how rare the columns are in which the rows agree, 0 where they do not."""
        keys, first = (row_keys(rows, alike) for rows in (self.row, self.first))
        bits: Bits = np.where((keys == first) & (keys != 0), rarity.of(self.row, alike), 0.0)
        return bits

    def _rarest(self, rarity: Rarity, name: str) -> Bits:
        """Return how rare the commoner of the two values is."""
        bits: Bits = np.minimum(*(rarity.of(rows, (name,)) for rows in (self.row, self.first)))
        return bits

    def _date_bits(self, rarity: Rarity) -> Bits:
        """Return how rare the birth date is that the rows share, as recorded (if it is known) or in both numbers."""
        is_near = (self.row["born"] != self.first["born"]) & ~self.row["born_is_default"]
        nearly = np.where(is_near.fill_null(value=False).to_numpy(), _DATE_NEARLY, 0.0)
        bits: Bits = np.maximum.reduce([nearly, *(self._equal(rarity, (name,)) for name in ("born", "nik_born"))])
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

    def have_cards_each(self, members: pl.DataFrame) -> Flags:
        """Tell which pairs have two names, or dates, and a card with each.

        A card without a date is that of a name by its number: of one name both could have the same card.
        """
        (named, numbered), (row, row_number), (first, first_number) = (
            [row_keys(side, on_card) for on_card in (_NAMED, _ON_CARD)] for side in (members, self.row, self.first)
        )
        have_two_names = ~self.same("name_sorted")
        of_row, of_first = (
            are_there(key, named) | (have_two_names & are_there(number, numbered))
            for key, number in ((row, row_number), (first, first_number))
        )
        told: Flags = (row != first) & of_row & of_first
        return told

    def are_on_one_card(self, members: pl.DataFrame) -> Flags:
        """Tell which pairs BPJS knows once: by one of the two numbers, and by name and birth date no oftener."""
        told = []
        for on_card in (("nik_key",), _NAMED):
            cards = row_keys(members, on_card)
            told.append([times(row_keys(rows, on_card), cards) for rows in (self.row, self.first)])
        (row, first), named = told
        once: Flags = ((row > 0) != (first > 0)) & (np.maximum(*named) <= 1)
        return once


def _digits_apart(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Count the digits in which two codes of six differ."""
    apart: npt.NDArray[np.int64] = np.sum([one // 10**at % 10 != other // 10**at % 10 for at in range(6)], axis=0)
    return apart
