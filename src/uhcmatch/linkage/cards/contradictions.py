"""What a card with number and name of a resident says against being theirs: another birth date, another mother."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.linkage.cards.likeness import likeness
from uhcmatch.linkage.cards.one_day import may_be_one_day
from uhcmatch.linkage.hashed import as_keys

if TYPE_CHECKING:
    from uhcmatch.linkage.hashed import Flags

    Kinds = npt.NDArray[np.int8]

_GUESSED: Final = 5
"""Years by which an age is guessed too high or too low, at most."""
_LIKE: Final = 0.7
"""Likeness of mothers' names from which they may be one, written badly."""


class Kind(IntEnum):
    """What a card says against its holder's being the number's owner.

    Nothing (the date is the owner's, written badly perhaps, or an age that was guessed, or not said; or the mother is
    the owner's) · a date of the same year · some years off · further off than ages are guessed · another mother · and
    another date.
    """

    NONE = 0
    OF_THE_YEAR = 1
    YEARS_OFF = 2
    FAR = 3
    MOTHER = 4
    MOTHER_AND_DATE = 5


KINDS: Final = len(Kind)


@dataclass(frozen=True)
class Contradictions:
    """What cards say against the pairs they are in, pair by pair.

    `kind` (Kind), and what it is by the date alone · whether both sides name a birth date, and a mother · whether the
    owner lives at the card's home.
    """

    kind: Kinds
    of_date: Kinds
    names_date: Flags
    names_mother: Flags
    at_home: Flags

    @classmethod
    def of(cls, people: pl.DataFrame, cards: pl.DataFrame, pairs: pl.DataFrame) -> Contradictions:
        """Compare RECORDS of both sides, pair by pair of their positions."""
        owner_born = people["born"].gather(pairs["resident"]).alias("owner_born")
        dates = cards.select(pl.col("born", "born_is_default").gather(pairs["member"])).hstack([owner_born])
        of_date = _of_dates(dates)
        names_mother, is_other = _mothers(people, cards, pairs)
        of_mother = np.where(of_date == Kind.NONE, Kind.MOTHER, Kind.MOTHER_AND_DATE)
        return cls(
            kind=np.where(names_mother, np.where(is_other, of_mother, Kind.NONE), of_date).astype(np.int8),
            of_date=of_date,
            names_date=dates.select(pl.all_horizontal(pl.col("born", "owner_born").is_not_null()))
            .to_series()
            .to_numpy(),
            names_mother=names_mother,
            at_home=_at_home(people, cards, pairs),
        )

    def without_mothers(self) -> Contradictions:
        """Return what the dates alone say."""
        return replace(self, kind=self.of_date, names_mother=np.zeros_like(self.names_mother))


def _of_dates(dates: pl.DataFrame) -> Kinds:
    """Return the Kind by the date alone."""
    at = dates.select(pl.col("born") != pl.col("owner_born")).to_series().arg_true()
    years = (pl.col("born").dt.year() - pl.col("owner_born").dt.year()).abs()
    is_guessed = pl.col("born_is_default").fill_null(value=False) & (years <= _GUESSED)
    kind = (
        pl.when(may_be_one_day() | is_guessed)
        .then(Kind.NONE)
        .when(years > _GUESSED)
        .then(Kind.FAR)
        .when(years > 0)
        .then(Kind.YEARS_OFF)
        .otherwise(Kind.OF_THE_YEAR)
    )
    kinds = np.zeros(dates.height, dtype=np.int8)
    kinds[at.to_numpy()] = dates.select(pl.all().gather(at)).select(kind).to_series().to_numpy()
    return kinds


def _mothers(people: pl.DataFrame, cards: pl.DataFrame, pairs: pl.DataFrame) -> tuple[Flags, Flags]:
    """Tell the pairs of which both sides name a mother, and where she is another."""
    resident, member = pairs["resident"].to_numpy(), pairs["member"].to_numpy()
    own, said = as_keys(people["mother"])[resident], as_keys(cards["mother"])[member]
    names_mother: Flags = (own != 0) & (said != 0)
    is_other: Flags = names_mother & (own != said)
    apart = np.flatnonzero(is_other)  # Texts of all pairs would take as much room as the people.
    names = people["mother"].gather(resident[apart]), cards["mother"].gather(member[apart])
    is_other[apart] = (likeness(*names) < _LIKE).to_numpy()
    return names_mother, is_other


def _at_home(people: pl.DataFrame, cards: pl.DataFrame, pairs: pl.DataFrame) -> Flags:
    """Tell the pairs whose KK agrees, or kelurahan and RT."""

    def agrees(name: str) -> pl.Series:
        own, said = people[name].gather(pairs["resident"]), cards[name].gather(pairs["member"])
        return (own == said).fill_null(value=False)

    at_home: Flags = (agrees("kk_key") | (agrees("kelurahan_key") & agrees("rt"))).to_numpy()
    return at_home
