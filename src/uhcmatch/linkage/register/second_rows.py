"""Pairs of residents of one name, nearly, and one birth date, KK or parent: which are two rows of one person.

Of one birth date and sex, and of one KK or one parent:

| where | NIK | name |
|---|---|---|
| anywhere | differs by a slip, and does not follow the other | equal; or but for a slip, where the last digit agrees |
| one KK | of another kabupaten; or any, where both are head or spouse | the same to the letter |
| one KK and parent | of another kabupaten by more than a digit | but for a slip, if twins have no such |
| likewise, dates a part apart | likewise | equal, or but for a slip |
| one KK | any, where both are head or both the spouse, on no default day | but for a slip, or shorter |
| one KK | any, where BPJS knows but one of the two | the same to the letter |
| one KK | one row lacks it | shorter, or with a letter more or less |
| two KK | whatever it is | equal |
| two KK | does not follow the other | shorter, or with a letter more or less |

Twins stay two people: they live with their mother, their numbers follow each other, and their names differ by a letter
put in another's place. In two KK both parents are asked: where one is named alike and the other otherwise, these are
two people's rows. On a day that stands for an unknown one, sisters seem born together and a village has namesakes whose
parents are namesakes: there a name must be equal in one family, and in two all that agrees be too rare for chance.

Twins have both a card or neither: of one name and one card in one KK, a child was registered twice, though the second
number follows the first, and there the sex or a part of the date may be wrong beside a parent; with the same parent in
another KK the name may be shorter, or have a letter more or less. In two KK and of one name, one thing more may be
wrong in one of the rows (a part of the date, a letter of a parent's name, the sex) or missing, if all that agrees is
too rare for chance; where nothing is wrong, and no parent named at all, less will do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.compare.birth_date import OTHER_DAYS
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.hashed import row_keys, times
from uhcmatch.linkage.register.numbered_apart import (
    OTHERWISE,
    are_a_date_apart,
    are_nearly_named,
    are_seldom_twins,
)
from uhcmatch.linkage.register.rarity import Rarity
from uhcmatch.linkage.register.row_pairs import PARENTS, RowPairs

if TYPE_CHECKING:
    from uhcmatch.linkage.compare.name import Levels
    from uhcmatch.linkage.hashed import Flags

AGREES: Final = (Name.EQUAL, Name.SLIP, Name.TRUNCATED, Name.FEWER_TOKENS)
_SHORTER: Final = (Name.TRUNCATED, Name.FEWER_TOKENS)
_NO_STRANGER: Final = 16.0
"""Bits beyond those that single out one resident: of sixty-five thousand people one meets such a stranger."""
_ALL_ALIKE: Final = 9.0
"""Likewise where name, birth date and sex are the same: one in two hundred stands in the register twice, and of two
strangers both have a card. Of pairs with 9 to 16 such bits 167 of 175 were one person."""
_NEARLY: Final = 8.0
"""Bits more where the name agrees but nearly: so many names are that near to one."""
_NAMED: Final = ("name_sorted", "born")
_MANY: Final = 4
"""Rows of one name and birth date: more than one person ever has, but for the commonest."""
_NAME_NEARLY: Final = 4.0
"""Likewise beside a number that is no twin's."""


def second_rows(best: pl.DataFrame, near: pl.DataFrame, everybody: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Rows that are a better row's person once more, `position` and `better`, the best first, from `best`, likewise.

    `near` are the pairs by their places among them, `one` and `other` (`near_pairs`). `everybody` tells how rare a name
    is, `members` which numbers are on cards: two that are belong to two people.
    """
    pairs, rarity = RowPairs.of(best, near), Rarity(everybody)
    name = pairs.level("name_folded", best)
    are_seldom = are_seldom_twins(pairs, name)
    alike = np.flatnonzero(np.isin(name, (*AGREES, Name.ALIKE)))
    pairs, name = pairs.only(alike), name[alike]
    mother, father = (pairs.level(parent, best) for parent in PARENTS)
    is_equal, is_default = name == Name.EQUAL, pairs.row["born_is_default"].to_numpy()
    is_nearly, slips = np.isin(name, _SHORTER), np.flatnonzero(name == Name.SLIP)
    is_nearly[slips] = pairs.only(slips).letter_more_or_less()
    kk, kk_first = pairs.row["kk_key"], pairs.first["kk_key"]
    is_in_two = (kk != kk_first).fill_null(value=False).to_numpy()
    are_twins = (name == Name.SLIP) & ~is_nearly & is_in_two & pairs.same("born")
    slips = np.flatnonzero(are_twins)
    are_twins[slips] = pairs.only(slips).have_names_of_others(everybody)

    number = pairs.numbers()
    last_agrees = ~are_twins & ~number.is_last & ~is_default & np.isin(name, (Name.SLIP, *_SHORTER))
    # The slip that one number alone has in its date is no twin's digit.
    is_any = is_equal & ~(number.is_last & ~pairs.same("name"))
    agrees = number.is_slip & (is_any | last_agrees | pairs.one_says_date())
    agrees |= ~is_in_two & number.is_lacking & is_nearly & ~is_default
    agrees |= pairs.same("kk_key") & pairs.same("name") & (number.is_of_elsewhere | pairs.are_spouses())
    agrees |= pairs.same("kk_key") & np.isin(name, AGREES) & pairs.are_spouses() & ~is_default
    agrees |= is_in_two & (is_equal | (is_nearly & ~number.is_following))

    agrees &= pairs.are_of_family() & (~is_in_two | of_one_parent(mother, father))
    asked = np.flatnonzero(agrees & is_in_two & is_default)
    needed = np.where(is_equal[asked], _NO_STRANGER, _NO_STRANGER + _NEARLY)
    agrees[asked] = pairs.only(asked).bits_beyond_one(rarity) >= needed

    # Twins are numbered in one place, and both their names are names.
    is_far = number.is_of_far & of_one_parent(mother, father)
    agrees |= are_a_date_apart(pairs, name, is_far)
    is_far &= pairs.same("kk_key") & pairs.are_of_family()
    agrees |= is_far & are_nearly_named(pairs, name) & are_seldom
    far = np.flatnonzero(is_far & (name == Name.SLIP))
    agrees[far] |= ~pairs.only(far).have_names_of_others(everybody)

    is_other = of_two_parents(mother, father)
    is_named = is_equal | (np.isin(name, AGREES) & ~number.is_following & ~are_twins)
    asked = np.flatnonzero(is_in_two & is_named & ~agrees & ~is_other)
    bits = pairs.only(asked).bits_but_for_one(rarity, mother[asked], father[asked], number.is_slip_elsewhere[asked])
    is_alike = (is_equal & pairs.same("born") & pairs.same("sex"))[asked]
    needed = np.where(is_alike, _ALL_ALIKE, np.where(is_equal[asked], _NO_STRANGER, _NO_STRANGER + _NAME_NEARLY))
    agrees[asked] = bits >= needed

    is_same = pairs.same("kk_key") & pairs.same("name") & ~is_other
    is_one = pairs.are_of_family() | (pairs.differ_by_one() & of_one_parent(mother, father))
    is_same_elsewhere = is_in_two & is_nearly & ~is_default & pairs.are_of_family() & of_one_parent(mother, father)
    asked = np.flatnonzero(((is_same & is_one) | is_same_elsewhere) & ~agrees)
    agrees[asked] = pairs.only(asked).are_on_one_card(members)
    told = pl.DataFrame([pairs.row["position"], pairs.first["position"].alias("better")])
    are_two = pairs.are_on_cards(members, number.is_slip) | (is_in_two & pairs.have_cards_each(members))
    # Name, date and parents that were copied down a sheet stand beside numbers of other people.
    are_two |= _copied_down(pairs, everybody)
    return told.filter(pl.Series(agrees & ~are_two))


def _copied_down(pairs: RowPairs, everybody: pl.DataFrame) -> Flags:
    """Tell pairs of a name and birth date that many rows have, whose numbers say dates with but a year in common."""
    many = times(row_keys(pairs.row, _NAMED), row_keys(everybody, _NAMED)) >= _MANY
    told: Flags = many & np.isin(pairs.dates("nik_born"), OTHER_DAYS)
    return told


def of_one_parent(mother: Levels, father: Levels) -> Flags:
    """Tell by the Name levels of both parents which pairs have one in common, and none named otherwise."""
    told: Flags = ((mother == Name.EQUAL) | (father == Name.EQUAL)) & ~of_two_parents(mother, father)
    return told


def of_two_parents(mother: Levels, father: Levels) -> Flags:
    """Tell likewise which pairs have a parent who is named otherwise."""
    told: Flags = np.isin(mother, OTHERWISE) | np.isin(father, OTHERWISE)
    return told
