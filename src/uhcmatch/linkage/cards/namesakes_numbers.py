"""Numbers that were looked up by name: a card bears that of a namesake, and says whose it is.

By the door: a card without birth date and KK has number and name of one resident; but another of the very name, who has
no card, lives at the door that it names, and the number's owner does not. Likewise a card with his date, if he has
another: there the mother tells as well. By the person: a card says another birth date than that of the number's owner,
another KK and another place; and another of that name has the date, or the KK.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.linkage.cards.likeness import likeness
from uhcmatch.linkage.cards.one_day import may_be_one_day
from uhcmatch.linkage.cards.unsaid import OF_DATE, OF_NUMBER, without
from uhcmatch.linkage.hashed import are_there, as_keys, meeting, only_one, row_keys, times

if TYPE_CHECKING:
    from uhcmatch.linkage.hashed import Flags

    Counts = npt.NDArray[np.int64]

_PLACE: Final = ("kelurahan_key", "rt", "street")
_DOOR: Final = (*_PLACE, "house")
_OF_MOTHER: Final = ("name_sorted", "mother")
_NAMES: Final = ("name_sorted", "name_joined")
_WHOSE: Final = ("", "owner_")
_GUESSED: Final = 5
"""Years by which the default day of somebody who was asked for an age is off."""
_PERSON: Final = (*_NAMES, "born", "born_is_default", "kk_key", "kelurahan_key", "rt")
_AT_HOME: Final = pl.any_horizontal(
    pl.col("kk_key") == pl.col("owner_kk_key"),
    pl.all_horizontal(pl.col(name) == pl.col(f"owner_{name}") for name in ("kelurahan_key", "rt")),
).fill_null(value=False)
_MAY_BE_GUESSED: Final = pl.col("born_is_default").fill_null(value=True) & (
    (pl.col("born").dt.year() - pl.col("owner_born").dt.year()).abs() <= _GUESSED
)
_BY_CHANCE: Final = 1 / 3
"""Chance that a namesake lives at the place on a card for no reason, from which on that tells nothing."""
_LIKE: Final = 0.85
"""Likeness of two spaceless names from which they are one, written badly."""


def without_namesakes_numbers(
    cards: pl.DataFrame, people: pl.DataFrame, verified: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return RECORDS of cards without the numbers of namesakes, and the pairs that are `verified` without them."""
    dated = _by_second_card(cards, people, verified)
    lent = pl.concat([_by_door(cards, people, verified), _by_person(cards, people, verified), dated]).unique()
    still = verified.filter(~verified["member"].is_in(lent.implode()))
    return without(without(cards, OF_NUMBER, lent), OF_DATE, dated), still


def _by_second_card(cards: pl.DataFrame, people: pl.DataFrame, verified: pl.DataFrame) -> pl.Series:
    """Return the verified cards with the date of one who has another, and the house or the mother of a namesake.

    The namesake has no card. The owner lives elsewhere, and has another mother if she is asked.
    """
    resident = verified["resident"].to_numpy()
    cards_of = np.bincount(resident, minlength=people.height)
    of_two = verified.filter(pl.Series(cards_of[resident] > 1))
    card, owner = cards[of_two["member"]], people[of_two["resident"]]
    is_dated = (card["born"] == owner["born"]).fill_null(value=False).to_numpy()
    is_dated &= ~(card["kk_key"] == owner["kk_key"]).fill_null(value=False).to_numpy()
    is_free = cards_of == 0
    place, own = (row_keys(side, _PLACE) for side in (card, owner))
    at = np.flatnonzero(is_dated & (place != own) & (own != 0))
    card, owner = card[at], owner[at]
    at_home = _at_namesakes(card, people, is_free, card["house"].is_not_null().to_numpy())
    free = people.select(_OF_MOTHER).filter(pl.Series(is_free))
    of_mother = are_there(row_keys(card, _OF_MOTHER), row_keys(free, _OF_MOTHER))
    of_mother &= (card["mother"] != owner["mother"]).fill_null(value=False).to_numpy()
    told = np.zeros(of_two.height, dtype=np.bool_)
    told[at] = at_home | of_mother
    # One of them is the owner's own.
    kept = np.bincount(of_two["resident"].to_numpy()[~told], minlength=people.height)
    return of_two["member"].filter(pl.Series(told & (kept[of_two["resident"].to_numpy()] > 0)))


def _by_door(cards: pl.DataFrame, people: pl.DataFrame, verified: pl.DataFrame) -> pl.Series:
    """Return the verified cards at the door of a namesake; one that names a house has to name that of the namesake.

    He may live there by chance, unless the number's owner has another card. Two of one family at one place have moved:
    no two numbers of a family are looked up by name.
    """
    card = cards.select("name_sorted", "born", "kk_key", *_DOOR)[verified["member"]]
    owner = people.select("kk_key", *_DOOR)[verified["resident"]]
    says_nothing = card["born"].is_null() & card["kk_key"].is_null()
    place = row_keys(card, _PLACE)
    family = pl.DataFrame({"family": as_keys(owner["kk_key"]), "place": place})
    is_alone = family.select((pl.len().over("family", "place") == 1) | (pl.col("family") == 0)).to_series()
    is_elsewhere = pl.Series(place != row_keys(owner, _PLACE)) & owner["kelurahan_key"].is_not_null()
    at = (says_nothing & is_elsewhere & is_alone).arg_true()
    resident = verified["resident"].to_numpy()
    cards_of = np.bincount(resident, minlength=people.height)
    is_free, is_served = cards_of == 0, cards_of[resident] > 1
    told = _at_namesakes(card[at], people, is_free, is_served[at.to_numpy()])
    return verified["member"].gather(at.filter(pl.Series(told)))


def _at_namesakes(card: pl.DataFrame, people: pl.DataFrame, is_free: Flags, is_sure: Flags) -> Flags:
    """Tell the cards at whose door a namesake lives who has no card, by no chance; if `is_sure` none is asked about."""
    namesakes = people.select("name_sorted", *_DOOR, is_free=pl.Series(is_free)).filter(
        pl.col("name_sorted").is_in(card["name_sorted"].drop_nulls().implode())
    )
    free, held = namesakes.filter("is_free"), namesakes.filter(~pl.col("is_free"))
    lives_there = _lives_there(card, free)
    names_house = card["house"].is_not_null().to_numpy()
    names = as_keys(card["name_sorted"])
    having = [times(names, as_keys(of["name_sorted"])) for of in (free, held)]
    for alike in (names_house, ~names_house):
        by_chance = _by_chance(lives_there[alike], _lives_there(card, held)[alike], *(of[alike] for of in having))
        lives_there[alike] &= (by_chance <= _BY_CHANCE) | is_sure[alike]
    return lives_there


def _by_chance(of_free: Flags, of_held: Flags, free: Counts, held: Counts) -> npt.NDArray[np.float64]:
    """Return the chance that a namesake without a card lives at the place on a card for no reason, if one does.

    A place without houses is that of some sixty families, and a card may name the old one of the number's owner. How
    often somebody of the name lives there by chance those tell who have a card (`of_held`). `free` and `held` count who
    has the name, without a card and with one, the number's owner among these.
    """
    each = of_held.sum() / max((held - 1).sum(), 1)
    looked_up = max(of_free.sum() - (each * free).sum(), 0) / max((free > 0).sum(), 1)
    chance: npt.NDArray[np.float64] = each * free / np.maximum(each * free + looked_up, np.finfo(float).tiny)
    return chance


def _lives_there(cards: pl.DataFrame, people: pl.DataFrame) -> Flags:
    """Tell the cards at whose door one of some people lives who has the name on it."""
    at_door, in_place = (
        are_there(row_keys(cards, ("name_sorted", *of)), row_keys(people, ("name_sorted", *of)))
        for of in (_DOOR, _PLACE)
    )
    there: Flags = np.where(cards["house"].is_null().to_numpy(), in_place, at_door)
    return there


def _by_person(cards: pl.DataFrame, people: pl.DataFrame, verified: pl.DataFrame) -> pl.Series:
    """Return the cards with number and name of a resident that say what a namesake is known by, and no more of him.

    Two names that are one but for a slip agree; which of them the namesake bears does not matter.
    """
    is_open = np.ones(cards.height, dtype=np.bool_)
    is_open[verified["member"].to_numpy()] = False
    still = pl.Series(np.flatnonzero(is_open), dtype=pl.UInt32)
    owned = only_one(meeting(people["nik_key"], cards["nik_key"].gather(still)))
    owner = people.select(pl.col(_PERSON).gather(owned["resident"]).name.prefix("owner_"))
    pairs = cards.select(pl.col(_PERSON).gather(still.gather(owned["member"]))).hstack(owner)
    pairs = pairs.with_columns(member=still.gather(owned["member"])).filter(~_AT_HOME, ~may_be_one_day())
    by_date = _are_named(pairs, people, "born") & ~pairs.select(_MAY_BE_GUESSED).to_series().to_numpy()
    said = pairs.filter(pl.Series(by_date | _are_named(pairs, people, "kk_key"))).drop_nulls(_NAMES)
    alike = likeness(said["name_joined"], said["owner_name_joined"])
    return said["member"].filter((alike >= _LIKE) | (said["name_sorted"] == said["owner_name_sorted"]))


def _are_named(pairs: pl.DataFrame, people: pl.DataFrame, by: str) -> Flags:
    """Tell the pairs of which the register knows the name, the card's or the owner's, with what the card says."""
    told = []
    for name in _NAMES:
        keys = row_keys(people, (name, by))
        told += [are_there(row_keys(pairs.select(whose + name, by), (whose + name, by)), keys) for whose in _WHOSE]
    known: Flags = np.logical_or.reduce(told)
    return known
