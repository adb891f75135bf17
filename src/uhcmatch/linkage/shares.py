"""How many members are residents at all, and how often a true pair's numbers differ: counted by expectation.

The prior of a pair is not for a program to ship: in one town nineteen of twenty members live there, in another half do.
A few rounds of expectation and counting (EM with the evidence's weights fixed) settle it, apart for cards without a
usable number: those could not be verified, so among them most are residents who only lack it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from uhcmatch.linkage.compare.address import Address
from uhcmatch.linkage.compare.area import Area
from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.household import Household
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.compare.sex import Sex
from uhcmatch.linkage.model import SECOND_CARD, odds_bits

if TYPE_CHECKING:
    from enum import IntEnum

    import polars as pl

    from uhcmatch.linkage.model import Model

USUAL: Final[dict[str, dict[IntEnum, float]]] = {
    "nik": {Nik.ONE_SLIP: 0.018, Nik.RELATIVES: 0.0035, Nik.DIFFERENT: 0.022},
}
"""Of true pairs that can be compared in an attribute, the share at each level: what the shipped weights suppose."""

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
        BirthDate.SAME_YEAR: 0.01,
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

_ROUNDS: Final = 8
_PSEUDO: Final = 50.0
"""Members' worth of belief in what was supposed before."""
_MOST_BITS: Final = 3.0
_UNITS: Final = 2.0**40


def counted(
    scored: pl.DataFrame, members: pl.DataFrame, decided: int, held: npt.NDArray[np.uint32], model: Model
) -> Model:
    """Return the model with the shares of this run.

    `scored` are the pairs of the members not decided yet, by this model; `decided` the number of members verified.
    """
    usual = USUAL if model.learnt_from else UNTAUGHT
    is_held = np.isin(scored["resident"].to_numpy(), held)
    # In this order a member's odds sum up alike whatever the order of rows.
    scored = scored.with_columns(is_held=is_held).sort("member", "score", "is_held", *usual)
    levels = {attribute: scored[attribute].to_numpy() for attribute in usual}
    member, resident = scored["member"].to_numpy(), scored["resident"].to_numpy()
    lacks = (members["nik_key"].is_null() & members["nik_prefix15"].is_null()).to_numpy()
    bits = scored["score"].to_numpy() / 1000 + model.second_card * scored["is_held"].to_numpy()
    share, without = model.share, model.share_without_nik
    moved: dict[str, dict[IntEnum, float]] = {
        attribute: dict.fromkeys(table, 0.0) for attribute, table in usual.items()
    }
    for _ in range(_ROUNDS):
        prior = np.where(
            levels["nik"] == Nik.MISSING,
            odds_bits(without) - odds_bits(model.share_without_nik),
            odds_bits(share) - odds_bits(model.share),
        )
        shift = sum(by * (levels[name] == at) for name, table in moved.items() for at, by in table.items())
        weighed = bits + prior + shift
        weighed += model.second_card * ~_is_best(weighed, resident)
        odds = np.exp2(np.clip(weighed, -60, 60))
        chance = odds / (1 + np.bincount(member, weights=odds, minlength=members.height)[member])
        with_number = decided + _expected(chance[~lacks[member]])
        share = _bounded((with_number + _PSEUDO * model.share) / (decided + (~lacks).sum() + _PSEUDO))
        without = _bounded((_expected(chance[lacks[member]]) + _PSEUDO * share) / (lacks.sum() + _PSEUDO))
        for name, table in usual.items():
            # The number's levels are shares of all numbers, those verified by it included.
            total = with_number if name == "nik" else _expected(chance[levels[name] > 0])
            for at, supposed in table.items():
                found = _expected(chance[levels[name] == at])
                ratio = (found + _PSEUDO * supposed) / (total + _PSEUDO) / supposed
                moved[name][at] = round(float(np.clip(math.log2(ratio), -_MOST_BITS, _MOST_BITS)), 3)
    shifts = {f"{name}.{at.name}": by for name, table in moved.items() for at, by in table.items() if by}
    second_card = model.second_card if model.learnt_from else _second_card(resident, chance)
    return model.changed(
        bits={**model.bits, **{code: round(model.bits[code] + by, 3) for code, by in shifts.items()}},
        moved=shifts,
        share=share,
        share_without_nik=without,
        second_card=second_card,
    )


def _is_best(weighed: npt.NDArray[np.float64], resident: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Tell which pairs are the best of their resident: any other card would be a second one."""
    best = np.full(int(resident.max(initial=0)) + 1, -np.inf)
    np.maximum.at(best, resident, weighed)
    is_best: npt.NDArray[np.bool_] = weighed == best[resident]
    return is_best


def _expected(chance: npt.NDArray[np.float64]) -> float:
    """Sum chances as whole numbers of 2⁻⁴⁰: floats would sum to something else in another order."""
    return float(np.rint(chance * _UNITS).astype(np.int64).sum() / _UNITS)


def _second_card(resident: npt.NDArray[np.uint32], chance: npt.NDArray[np.float64]) -> float:
    """Return what a second card costs, from how many cards each resident is expected to have."""
    cards = np.bincount(resident, weights=np.rint(chance * _UNITS)) / _UNITS
    return round(
        math.log2((_expected(np.maximum(cards - 1, 0)) + _PSEUDO * 2**SECOND_CARD) / (_expected(chance) + _PSEUDO)), 3
    )


def _bounded(share: float) -> float:
    return round(min(max(share, 0.02), 0.995), 5)
