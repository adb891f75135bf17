"""Numbers that somebody else's card bears: how many there are, and how many of them the name cannot give away.

A borrowed number has an owner who mostly holds a card of his own; the number of one and the same person only where
that person has two cards. So the share of equal numbers whose owner is served already tells how many are borrowed.
Who lends is family: how often two names under one roof agree is counted in the register.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.names import compared_names

if TYPE_CHECKING:
    from uhcmatch.linkage.quality.material import Material

_HOUSEHOLDS: Final = 10_000
_BELIEF: Final = 10.0
"""Pairs' worth of belief in the weights' own opinion."""
_TELLING: Final = 0.2
"""Least difference between the shares of owners served that tells anything."""
_SO_SO: Final = (Name.SLIP, Name.TRUNCATED, Name.FEWER_TOKENS)


@dataclass(frozen=True)
class Borrowed:
    """Equal numbers the cheap passes left: those of one person still open, and the borrowed.

    `own` expected pairs of one person among the open ones · `borrowed` expected borrowed numbers in all, and of them
    `mute` those whose card has no birth date of its own to object.
    """

    own: float
    borrowed: float
    mute: float


def borrowed(run: Material) -> Borrowed:
    """Count the equal numbers that the cheap passes left."""
    is_equal = pl.col("nik") == Nik.EQUAL
    is_mute = pl.col("date_from_nik") | (pl.col("birth_date") == BirthDate.MISSING)
    left = run.open.filter(is_equal)
    linked = run.matched.select("member", owner="resident")
    elsewhere = run.scored.filter(is_equal).join(linked, on="member", how="inner").filter(
        pl.col("owner") != pl.col("resident")
    )
    own, own_mute = _own(run, left), _own(run, left.filter(is_mute))
    mute = left.filter(is_mute).height - own_mute + elsewhere.filter(is_mute).height
    return Borrowed(own, left.height - own + elsewhere.height, mute)


def _own(run: Material, left: pl.DataFrame) -> float:
    """Return how many of some open equal numbers are of one person."""
    if left.is_empty():
        return 0.0
    believed = float(left["probability"].sum())
    served = float(run.holds[left["resident"].to_numpy()].mean())
    of_others, of_own = float(run.holds.mean()), 2.0**run.model.second_card
    if of_others - of_own < _TELLING:
        return believed
    counted = min(max((of_others - served) / (of_others - of_own), 0.0), 1.0) * left.height
    return (counted * left.height + believed * _BELIEF) / (left.height + _BELIEF)


def under_one_roof(run: Material) -> pl.DataFrame:
    """Pairs of residents who share a KK: `resident`, and `same` or `alike` where the names would not tell them apart.

    Of the households whose hash is lowest, so that no order of rows changes the choice.
    """
    rows = run.residents.select("kk_key", "name_sorted", "name_joined").with_row_index("resident").drop_nulls("kk_key")
    rows = rows.with_columns(key=pl.col("kk_key").hash(seed=7))
    chosen = rows["key"].unique().sort().head(_HOUSEHOLDS)
    rows = rows.filter(pl.col("key") <= chosen.max()) if chosen.len() else rows
    pairs = rows.join(rows, on="key").filter(pl.col("resident") != pl.col("resident_right"))
    names = run.residents["name_folded"]
    level, _ = compared_names(
        names, names, (pairs["resident"].to_numpy(), pairs["resident_right"].to_numpy()), run.known
    )
    same = (pl.col("name_sorted") == pl.col("name_sorted_right")) | (pl.col("name_joined") == pl.col("name_joined_right"))
    return pairs.select(
        "resident",
        same=same.fill_null(value=False),
        alike=pl.Series(np.isin(level, _SO_SO)) & ~same.fill_null(value=False),
    )
