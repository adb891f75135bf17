"""Numbers that were looked up by name, told by how many they are: number and name agree, and nothing else.

Such a card may be its owner's all the same, its date wrong and its KK and place old. How often a date is wrong that way
tell the cards at whose home the number's owner lives: nobody looks up a number and finds that of a namesake at home.
As often it is wrong on cards from elsewhere; what is more is of namesakes, most of whom the register does not know.
Where cards say no home, those tell it whose name nobody else in the register bears.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.linkage.cards.one_day import may_be_one_day
from uhcmatch.linkage.hashed import as_keys, is_repeated

if TYPE_CHECKING:
    from uhcmatch.linkage.hashed import Flags

    Kinds = npt.NDArray[np.int8]

_OF_NUMBER: Final = ("nik_key", "nik_born", "nik_sex")
_GUESSED: Final = 5
"""Years by which an age is guessed too high or too low, at most."""
_KINDS: Final = 4
"""Kinds of dates: 0 may be the owner's, or an age that was guessed; 1 of the same year, 2 some years off, 3 further
than ages are guessed."""
_LEAST: Final = 1_000
"""Cards that cannot be looked up from which on they tell how often a date is wrong."""
_TOGETHER: Final = 2.0
"""Times that a wrong date is likelier where the home is old, too: mistakes come together."""
_PSEUDO: Final = 1.0
"""Cards' worth of belief that the number is its owner's."""
_RATHER: Final = 0.5
"""Share of such cards that are their owner's below which their numbers are not compared."""
_BY_CHANCE: Final = 0.4
"""Standard deviations by which a count is above its mean on average, where what is below counts as nothing."""


def without_looked_up(
    people: pl.DataFrame, cards: pl.DataFrame, verified: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return RECORDS of cards without numbers that are rather a namesake's, and the pairs that are left of `verified`.

    These get `doubt`, the share of such pairs that are too many, and `is_second`: the number's owner has another card,
    which agrees in more than number and name.
    """
    dates = _dates(people, cards, verified)
    kind = _kinds(dates)
    dated = dates.select(pl.all_horizontal(pl.col("born", "owner_born").is_not_null())).to_series().to_numpy()
    at_home = _at_home(people, cards, verified)
    resident = verified["resident"].to_numpy()
    is_likely = at_home | (kind == 0)
    is_second = np.bincount(resident, is_likely, minlength=people.height)[resident] > is_likely
    told = dated & at_home
    if told.sum() < _LEAST:
        told = dated & ~is_repeated(as_keys(people["name_sorted"]))[resident]
    often = np.bincount(kind[told], minlength=_KINDS) / max(told.sum(), 1)
    is_lent = np.zeros(verified.height, dtype=np.bool_)
    doubt = np.zeros(verified.height, dtype=np.float32)
    for second in (False, True) if told.sum() >= _LEAST else ():
        elsewhere = dated & ~told & ~at_home & (is_second == second)
        unseen = elsewhere.sum() / told.sum() / 2
        for code in range(1, _KINDS):
            seen = elsewhere & (kind == code)
            count, expected = seen.sum(), often[code] * elsewhere.sum()
            at_most = _TOGETHER * (expected + unseen)
            is_lent[seen] = (at_most + _PSEUDO) / (count + _PSEUDO) < _RATHER
            by_chance = expected + _BY_CHANCE * sqrt(expected) if second else at_most
            doubt[seen] = max(count - by_chance, 0.0) / max(count, 1)
    sure = verified.with_columns(doubt=pl.Series(doubt), is_second=pl.Series(is_second))
    lent = verified["member"].filter(pl.Series(is_lent))
    if lent.is_empty():
        return cards, sure
    return cards.with_columns(cards[name].scatter(lent, None) for name in _OF_NUMBER), sure.filter(pl.Series(~is_lent))


def _dates(people: pl.DataFrame, cards: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    owner_born = people["born"].gather(pairs["resident"]).alias("owner_born")
    return cards.select(pl.col("born", "born_is_default").gather(pairs["member"])).hstack([owner_born])


def _kinds(dates: pl.DataFrame) -> Kinds:
    """Return pair by pair the kind of date, 0 where it may be the owner's."""
    at = dates.select(pl.col("born") != pl.col("owner_born")).to_series().arg_true()
    years = (pl.col("born").dt.year() - pl.col("owner_born").dt.year()).abs()
    is_guessed = pl.col("born_is_default").fill_null(value=False) & (years <= _GUESSED)
    kind = (
        pl.when(may_be_one_day() | is_guessed)
        .then(0)
        .when(years > _GUESSED)
        .then(3)
        .when(years > 0)
        .then(2)
        .otherwise(1)
    )
    kinds = np.zeros(dates.height, dtype=np.int8)
    kinds[at.to_numpy()] = dates.select(pl.all().gather(at)).select(kind).to_series().to_numpy()
    return kinds


def _at_home(people: pl.DataFrame, cards: pl.DataFrame, pairs: pl.DataFrame) -> Flags:
    """Tell the pairs whose KK agrees, or kelurahan and RT."""

    def agrees(name: str) -> pl.Series:
        own, said = people[name].gather(pairs["resident"]), cards[name].gather(pairs["member"])
        return (own == said).fill_null(value=False)

    at_home: Flags = (agrees("kk_key") | (agrees("kelurahan_key") & agrees("rt"))).to_numpy()
    return at_home
