"""Numbers that were looked up by name: a card bears that of a namesake, and says where its own holder lives.

Such a card has number and name of one resident; but another of the very name, who has no card, lives at the door that
it names, and the number's owner does not. Without a birth date or KK of its own nothing else speaks for the owner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.hashed import are_there, row_keys

if TYPE_CHECKING:
    from uhcmatch.linkage.hashed import Flags

_PLACE: Final = ("kelurahan_key", "rt", "street")
_DOOR: Final = (*_PLACE, "house")
_OF_NUMBER: Final = ("nik_key", "nik_born", "nik_sex")


def without_namesakes_numbers(
    cards: pl.DataFrame, people: pl.DataFrame, verified: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return RECORDS of cards without the numbers of namesakes, and the pairs that are `verified` without them.

    A card that names a house has to name that of the namesake.
    """
    card = cards.select("name_sorted", "born", "kk_key", *_DOOR)[verified["member"]]
    owner = people.select(*_DOOR)[verified["resident"]]
    says_nothing = card["born"].is_null() & card["kk_key"].is_null()
    is_elsewhere = pl.Series(row_keys(card, _PLACE) != row_keys(owner, _PLACE))
    at = (says_nothing & is_elsewhere & owner["kelurahan_key"].is_not_null()).arg_true()
    is_free = np.ones(people.height, dtype=np.bool_)
    is_free[verified["resident"].to_numpy()] = False
    is_namesakes = _lives_there(card[at], people.filter(pl.Series(is_free)))
    lent = verified["member"].gather(at.filter(pl.Series(is_namesakes)))
    if lent.is_empty():
        return cards, verified
    without = cards.with_columns(cards[name].scatter(lent, None) for name in _OF_NUMBER)
    return without, verified.filter(~verified["member"].is_in(lent.implode()))


def _lives_there(cards: pl.DataFrame, people: pl.DataFrame) -> Flags:
    """Tell the cards at whose door one of some people lives who has the name on it."""
    named = people.filter(pl.col("name_sorted").is_in(cards["name_sorted"].drop_nulls().implode()))
    at_door, in_place = (
        are_there(row_keys(cards, ("name_sorted", *of)), row_keys(named, ("name_sorted", *of)))
        for of in (_DOOR, _PLACE)
    )
    there: Flags = np.where(cards["house"].is_null().to_numpy(), in_place, at_door)
    return there
