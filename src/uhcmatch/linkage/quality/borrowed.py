"""Numbers that somebody else's card bears: how many there are, and how many of them the name cannot give away.

A borrowed number has an owner who mostly holds a card of his own; the number of one and the same person only where
that person has two cards. So the share of equal numbers whose owner is served already tells how many are borrowed.
Who lends is family: numbers are lent within the families of the register, and the cheap passes say whom they believe.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.settle.confirmed import confirmed, equal_numbers
from uhcmatch.linkage.settle.verified import verified

if TYPE_CHECKING:
    from uhcmatch.linkage.quality.material import Material

_HOUSEHOLDS: Final = 4_000
_BELIEF: Final = 2.0
"""Pairs' worth of belief in the weights' own opinion."""
_TELLING: Final = 0.2
"""Least difference between the shares of owners served that tells anything."""


@dataclass(frozen=True)
class Borrowed:
    """Numbers that agree, whole or as far as a file has left them, of cards the cheap passes left.

    `own` expected pairs of one person among the open ones · `borrowed` expected borrowed numbers in all, and of them
    `mute` those whose card has no birth date of its own to object · `in_family` share of them lent under one roof, as
    far as borrowers were found.
    """

    own: float
    borrowed: float
    mute: float
    in_family: float


def agrees() -> pl.Expr:
    """Tell the pairs whose number agrees."""
    return pl.col("nik").is_in([Nik.EQUAL, Nik.PREFIX])


def borrowed(run: Material) -> Borrowed:
    """Count the borrowed among the numbers that agree."""
    is_mute = pl.col("date_from_nik") | (pl.col("birth_date") == BirthDate.MISSING)
    is_equal = pl.col("nik") == Nik.EQUAL
    left = run.open.filter(agrees())
    linked = run.matched.select("member", owner="resident")
    elsewhere = (
        run.scored.filter(is_equal).join(linked, on="member", how="inner").filter(pl.col("owner") != pl.col("resident"))
    )
    borrowers = run.matched.join(elsewhere.select("member"), on="member", how="semi")
    in_family = (int((borrowers["nik"] == Nik.RELATIVES).sum()) + 1) / (borrowers.height + 1)
    whole = left.filter(is_equal)
    own, own_whole, own_mute = (_own(run, pairs) for pairs in (left, whole, whole.filter(is_mute)))
    return Borrowed(
        own=own,
        borrowed=whole.height - own_whole + elsewhere.height,
        mute=whole.filter(is_mute).height - own_mute + elsewhere.filter(is_mute).height,
        in_family=in_family,
    )


def _own(run: Material, left: pl.DataFrame) -> float:
    """Return how many open pairs whose number agrees are of one person; a member's likeliest speaks for it."""
    left = left.filter(pl.col("score") == pl.col("score").max().over("member"))
    if left.is_empty():
        return 0.0
    believed = float(left["probability"].sum())
    served = float(run.holds[left["resident"].to_numpy()].mean())
    of_others, of_own = float(run.holds.mean()), 2.0**run.model.second_card
    if of_others - of_own < _TELLING:
        return believed
    counted = min(max((of_others - served) / (of_others - of_own), 0.0), 1.0) * left.height
    return float((counted * left.height + believed * _BELIEF) / (left.height + _BELIEF))


def lent_in_families(run: Material) -> pl.DataFrame:
    """Lend numbers within families and let the cheap passes decide: `resident` who borrows, `verified`, `confirmed`.

    One row per pair of residents who share a KK: the card of one with the number of the other and no birth date. Of
    the households whose hash is lowest, so that no order of rows changes the choice.
    """
    rows = run.residents.select("kk_key", "nik_key").with_row_index("resident").drop_nulls()
    rows = rows.with_columns(key=pl.col("kk_key").hash(seed=7))
    last = rows["key"].unique().sort().head(_HOUSEHOLDS).max()
    rows = rows.filter(pl.col("key") <= pl.lit(last, pl.UInt64)).unique("nik_key", keep="none").sort("resident")
    pairs = rows.join(rows, on="key", suffix="_lent", maintain_order="left_right")
    pairs = pairs.filter(pl.col("resident") != pl.col("resident_lent"))
    people = run.residents.select(pl.all().gather(rows["resident"]))
    lenders = run.residents.select(pl.all().gather(pairs["resident_lent"]))
    cards = run.residents.select(pl.all().gather(pairs["resident"])).with_columns(
        lenders["nik_key"], lenders["nik_born"], lenders["nik_sex"], born=pl.lit(None, pl.Date)
    )
    passed = equal_numbers(people, cards, run.known, run.shipped)
    passes = {
        "verified": verified(people, cards)["member"],
        "confirmed": passed.filter(confirmed(run.thresholds.match))["member"],
    }
    return pairs.select(
        "resident",
        *(pl.int_range(pl.len()).is_in(by.cast(pl.Int64).implode()).alias(name) for name, by in passes.items()),
    ).with_columns(confirmed=pl.col("confirmed") & ~pl.col("verified"))
