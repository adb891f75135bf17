"""Numbers that were looked up by name, told by how many they are: number and name agree, and what else is said not.

Such a card may be its owner's all the same, its date or mother wrong and its KK and place old. How often they are wrong
that way tell the cards at whose home the number's owner lives: nobody looks up a number and finds that of a namesake at
home. As often they are wrong on cards from elsewhere; what is more is of namesakes, most of whom the register does not
know. Where cards say no home, those tell it whose name nobody else in the register bears.

Where a card names the mother she tells, also beside a date that agrees: it was looked up with the number. As many as
are another's by her are so among the cards that do not name her.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.linkage.cards.contradictions import KINDS, Contradictions, Kind
from uhcmatch.linkage.cards.unsaid import OF_DATE, OF_NUMBER, without
from uhcmatch.linkage.hashed import as_keys, is_repeated

if TYPE_CHECKING:
    from uhcmatch.linkage.hashed import Flags

    Numbers = npt.NDArray[np.float64]

_LEAST: Final = 1_000
"""Cards that cannot be looked up from which on they tell how often a date or a mother is wrong."""
_TOGETHER: Final = 2.0
"""Times that one is likelier wrong where the home is old, too: mistakes come together."""
_AT_MOST: Final = 1.0
"""Of second cards, which are few, standard deviations that are allowed for instead."""
_PSEUDO: Final = 1.0
"""Cards' worth of belief that the number is its owner's."""
_PSEUDO_FAR: Final = 0.25
"""Likewise of the second card of one person whose date is far off, or whose date and mother are others': on 130 made-up
towns nine of some 180 were his."""
_FAR: Final = (Kind.FAR, Kind.MOTHER_AND_DATE)
_RATHER: Final = 0.5
"""Share of such cards that are their owner's below which their numbers are not compared."""
_BY_CHANCE: Final = np.array([0.4, 0.4, 0.4, 0.4, 2.0, 2.0])
"""Standard deviations by Kind beyond which second cards are doubted. A count is above its mean by 0.4 on average, where
what is below counts as nothing; but where mothers tell, those who are too many lose their numbers."""
_UNSUSPECTED: Final = 10.0
"""Cards' worth of belief that no number is looked up."""


def without_looked_up(
    people: pl.DataFrame, cards: pl.DataFrame, verified: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return RECORDS of cards without numbers that are rather a namesake's, and the pairs that are left of `verified`.

    A date that agrees beside another mother is left out as well. The pairs get `doubt`, the share of such pairs that
    are too many, and `is_second`: the number's owner has another card, which agrees in more than number and name.
    """
    said = Contradictions.of(people, cards, verified)
    resident = verified["resident"].to_numpy()

    def tell(able: Flags) -> Flags:
        """Return who of some tell how often something is wrong."""
        told: Flags = able & said.at_home
        return told if told.sum() >= _LEAST else able & ~is_repeated(as_keys(people["name_sorted"]))[resident]

    if tell(said.names_mother).sum() < _LEAST:
        said = said.without_mothers()
    is_likely = said.at_home | (said.kind == Kind.NONE)
    is_second = np.bincount(resident, is_likely, minlength=people.height)[resident] > is_likely
    is_lent = np.zeros(verified.height, dtype=np.bool_)
    doubt = np.zeros(verified.height, dtype=np.float32)
    for second in (False, True):
        by_mother = 0.0
        for able in (said.names_mother, said.names_date & ~said.names_mother):
            told = tell(able)
            if told.sum() < _LEAST:
                continue
            elsewhere = np.flatnonzero(able & ~told & ~said.at_home & (is_second == second))
            kind = said.kind[elsewhere]
            are_lent, share = _too_many(said.kind[told], kind, is_second=second)
            # Of the cards that name no mother nor another date as many are a namesake's as she surely tells of others.
            share[Kind.NONE] = by_mother
            is_lent[elsewhere], doubt[elsewhere] = are_lent[kind], share[kind]
            by_mother = (share * are_lent * np.bincount(kind, minlength=KINDS)).sum() / (kind.size + _UNSUSPECTED)
    sure = verified.with_columns(doubt=pl.Series(doubt), is_second=pl.Series(is_second))
    lent, with_date = (
        verified["member"].filter(pl.Series(of)) for of in (is_lent, is_lent & (said.kind == Kind.MOTHER))
    )
    return without(without(cards, OF_NUMBER, lent), OF_DATE, with_date), sure.filter(pl.Series(~is_lent))


def _too_many(told: npt.NDArray[np.int8], seen: npt.NDArray[np.int8], *, is_second: bool) -> tuple[Flags, Numbers]:
    """Tell by kind whether such numbers are rather a namesake's, and which share of the `seen` ones is too many.

    `told` and `seen` are the kinds of cards that cannot be looked up, and of others.
    """
    often, count = (np.bincount(kind, minlength=KINDS) for kind in (told, seen))
    expected = often / told.size * seen.size
    unseen = seen.size / told.size / 2
    at_most = expected + unseen + _AT_MOST * np.sqrt(expected) if is_second else _TOGETHER * (expected + unseen)
    belief = np.full(KINDS, _PSEUDO)
    if is_second:
        belief[list(_FAR)] = _PSEUDO_FAR
    is_lent = (at_most + belief) / (count + belief) < _RATHER
    by_chance = expected + _BY_CHANCE * np.sqrt(expected) if is_second else at_most
    share = np.maximum(count - by_chance, 0.0) / np.maximum(count, 1)
    is_lent[Kind.NONE], share[Kind.NONE] = False, 0.0
    return is_lent, share
