"""How many members are residents at all, and how often a true pair's numbers differ: counted by expectation.

The prior of a pair is not for a program to ship: in one town nineteen of twenty members live there, in another half do.
A few rounds of expectation and counting (EM with the evidence's weights fixed) settle it, apart for cards without a
usable number: those could not be verified, so among them most are residents who only lack it. Nor were their names
compared with the register's when numbers were matched: on old lists, written by ear, they differ oftener than those
that the weights were learnt from, and how often is counted too.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.linkage.compare.address import Address
from uhcmatch.linkage.compare.area import Area
from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.household import Household
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import WITHOUT, Nik
from uhcmatch.linkage.compare.sex import Sex
from uhcmatch.linkage.weigh.model import SECOND_CARD, odds_bits
from uhcmatch.linkage.weigh.seen import UNITS, Seen

if TYPE_CHECKING:
    from enum import IntEnum

    from uhcmatch.linkage.weigh.model import Model

USUAL: Final[dict[str, dict[IntEnum, float]]] = {
    "nik": {Nik.ONE_SLIP: 0.018, Nik.RELATIVES: 0.0035, Nik.TWO_SLIPS: 0.002, Nik.DIFFERENT: 0.02},
}
"""Of true pairs that can be compared in an attribute, the share at each level: what the shipped weights suppose.

A number of odd length is not among them: how many cards bear one tells nothing of whose such a card is, only whether
it fits."""

UNTAUGHT: Final[dict[str, dict[IntEnum, float]]] = {
    **USUAL,
    "name": {
        Name.EQUAL: 0.90,
        Name.SLIP: 0.06,
        Name.TRUNCATED: 0.003,
        Name.FEWER_TOKENS: 0.025,
        Name.ALIKE: 0.006,
        Name.PARTLY: 0.002,
        Name.LATER_TOKENS: 0.002,
        Name.DIFFERENT: 0.002,
    },
    "birth_date": {
        BirthDate.EQUAL: 0.95,
        BirthDate.SWAPPED: 0.004,
        BirthDate.ONE_PART: 0.03,
        BirthDate.GUESSED: 0.01,
        BirthDate.SAME_YEAR: 0.005,
        BirthDate.NEAR_YEAR: 0.003,
        BirthDate.DIFFERENT: 0.003,
    },
    "sex": {Sex.EQUAL: 0.98, Sex.DIFFERENT: 0.02},
    "household": {Household.SAME: 0.90, Household.OTHER: 0.10},
    "area": {Area.SAME_RT: 0.70, Area.SAME_KELURAHAN: 0.20, Area.SAME_KECAMATAN: 0.05, Area.ELSEWHERE: 0.05},
    "address": {
        Address.SAME_HOUSE: 0.70,
        Address.SAME_STREET: 0.05,
        Address.LIKE_HOUSE: 0.05,
        Address.OTHER_HOUSE: 0.05,
        Address.DIFFERENT: 0.15,
    },
}
"""Likewise for a run that has too few verified pairs to learn its weights from."""

_APART: Final[dict[str, IntEnum]] = {
    "nik": Nik.DIFFERENT,
    "name": Name.DIFFERENT,
    "birth_date": BirthDate.DIFFERENT,
    "sex": Sex.DIFFERENT,
    "household": Household.OTHER,
    "area": Area.ELSEWHERE,
    "address": Address.DIFFERENT,
}
"""How nearly all strangers agree in an attribute: however often one person's do, as where all cards bear old KK
numbers or an office's address, it speaks for no pair."""

_WRITTEN: Final = (Name.SLIP, Name.TRUNCATED, Name.FEWER_TOKENS, Name.ALIKE)
"""How one name is written twice. Names that agree in less are a relative's oftener than they are counted."""
_ROUNDS: Final = 8
_PSEUDO: Final = 50.0
"""Members' worth of belief in what was supposed before."""
_MOST_BITS: Final = 3.0
_MOST_OF_NAMES: Final = 0.75
"""Bits by which a level is moved at most; what was learnt of names, less."""


def counted(  # noqa: PLR0913 - what is open, what was decided, what was learnt
    scored: pl.DataFrame,
    members: pl.DataFrame,
    decided: int,
    held: npt.NDArray[np.uint32],
    model: Model,
    *,
    hidden: pl.DataFrame | None = None,
) -> Model:
    """Return the model with the shares of this run.

    `scored` are the pairs of the members not decided yet, by this model; `decided` the number of members verified,
    `held` the residents who have such a card. `hidden` are the pairs that the weights were learnt from, if they were.
    """
    usual = UNTAUGHT if hidden is None else {**USUAL, "name": _written(hidden)}
    lacks = (members["nik_key"].is_null() & members["nik_prefix15"].is_null()).to_numpy()
    seen = Seen.of(scored, held, lacks, tuple(usual))
    bits = seen.score / 1000 + model.second_card * seen.kinds["is_held"].to_numpy()[seen.kind]
    kinds = {attribute: seen.kinds[attribute].to_numpy() for attribute in usual}
    kind_lacks = seen.kinds["lacks"].to_numpy()
    share, without = model.share, model.share_without_nik
    moved: dict[str, dict[IntEnum, float]] = {
        attribute: dict.fromkeys(table, 0.0) for attribute, table in usual.items()
    }
    for _ in range(_ROUNDS):
        before = (share, without, moved)
        prior = np.where(
            np.isin(kinds["nik"], WITHOUT),
            odds_bits(without) - odds_bits(model.share_without_nik),
            odds_bits(share) - odds_bits(model.share),
        )
        shift = sum(by * (kinds[name] == at) for name, table in moved.items() for at, by in table.items())
        weighed = bits + (prior + shift)[seen.kind]
        weighed[~seen.is_best(weighed)] += model.second_card
        odds = np.exp2(np.clip(weighed, -60, 60))
        chance = odds / (1 + np.bincount(seen.member, weights=odds, minlength=members.height)[seen.member])
        expected = seen.expected(chance)
        with_number = decided + _links(expected[~kind_lacks])
        share = _bounded((with_number + _PSEUDO * model.share) / (decided + (~lacks).sum() + _PSEUDO))
        without = _bounded((_links(expected[kind_lacks]) + _PSEUDO * share) / (lacks.sum() + _PSEUDO))
        moved = {}
        for name, table in usual.items():
            # The number's levels are shares of all numbers, those verified by it included.
            total = with_number if name == "nik" else _links(expected[kinds[name] > 0])
            found = {at: _links(expected[kinds[name] == at]) for at in table}
            most = _MOST_BITS if name == "nik" or hidden is None else _MOST_OF_NAMES
            moved[name] = {at: _bits_moved(found[at], total, supposed, most) for at, supposed in table.items()}
            apart = _APART[name]
            if apart in moved[name]:
                moved[name][apart] = min(moved[name][apart], max(-model.bits[f"{name}.{apart.name}"], 0.0))
        if before == (share, without, moved):
            break
    shifts = {f"{name}.{at.name}": by for name, table in moved.items() for at, by in table.items() if by}
    second_card = model.second_card if model.learnt_from else _second_card(seen.resident, chance)
    return model.changed(
        bits=_bounded_lent({**model.bits, **{code: round(model.bits[code] + by, 3) for code, by in shifts.items()}}),
        moved=shifts,
        share=share,
        share_without_nik=without,
        second_card=second_card,
    )


_HARDLY: Final = 1.0
"""Bits by which somebody else's number, lent, may speak for a pair: who bears one mostly lives here."""


def _bounded_lent(bits: dict[str, float]) -> dict[str, float]:
    """Bound what a lent number takes back: another number hardly speaks for a pair, however often true pairs have one.

    In a file whose column of numbers slid by a row nearly all have.
    """
    return {**bits, "nik.LENT": min(bits["nik.LENT"], _HARDLY - bits["nik.DIFFERENT"])}


def _links(units: npt.NDArray[np.int64]) -> float:
    return float(units.sum() / UNITS)


def _written(hidden: pl.DataFrame) -> dict[IntEnum, float]:
    """Return how often the names of one person differ in writing among the members with a hidden number."""
    names = hidden.filter(pl.col("is_true") & (pl.col("name") > 0))["name"]
    return {
        level: (names.filter(names == level).len() + _PSEUDO * UNTAUGHT["name"][level]) / (len(names) + _PSEUDO)
        for level in _WRITTEN
    }


def _bits_moved(found: float, total: float, supposed: float, most: float) -> float:
    """Return by how many bits a level is oftener than supposed."""
    ratio = (found + _PSEUDO * supposed) / (total + _PSEUDO) / supposed
    return round(float(np.clip(math.log2(ratio), -most, most)), 3)


def _expected(chance: npt.NDArray[np.float64]) -> float:
    """Sum chances as whole numbers of 2⁻⁴⁰."""
    return float(np.rint(chance * UNITS).astype(np.int64).sum() / UNITS)


def _second_card(resident: npt.NDArray[np.uint32], chance: npt.NDArray[np.float64]) -> float:
    """Return what a second card costs, from how many cards each resident is expected to have."""
    cards = np.bincount(resident, weights=np.rint(chance * UNITS)) / UNITS
    return round(
        math.log2((_expected(np.maximum(cards - 1, 0)) + _PSEUDO * 2**SECOND_CARD) / (_expected(chance) + _PSEUDO)), 3
    )


def _bounded(share: float) -> float:
    return round(min(max(share, 0.02), 0.995), 5)
