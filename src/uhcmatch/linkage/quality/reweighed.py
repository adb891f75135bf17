"""Undecided pairs weighed once more, by what is known of a kind of card and not of a pair alone.

| cards | what the weights do not say |
|---|---|
| that bear a resident's number | a card of nobody bears one only by mistake, no oftener than another resident's card |
| | whoever has no card yet is likelier to be the one whose card this is |
| | how many are their owner's own: told by the owners who are served already (`borrowed`) |
| whose number Excel has cut | a slip of the number cannot be told from another number |
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING, Final

import numpy as np

from uhcmatch.linkage.assign import FLOOR
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.quality.borrowed import agrees
from uhcmatch.linkage.shares import USUAL

if TYPE_CHECKING:
    import numpy.typing as npt

    from uhcmatch.linkage.quality.borrowed import Borrowed
    from uhcmatch.linkage.quality.material import Material
    from uhcmatch.linkage.quality.odds import Vector

    Flags = npt.NDArray[np.bool_]

_MOST_BITS: Final = 16.0
_FEWEST_LEFT: Final = 0.01
"""Share of residents without a card, at least, in the odds of those who have none."""


@dataclass(frozen=True)
class Reweighed:
    """`probability` of each open pair · `of_another` bits by which a linked card is surer, its number another's."""

    probability: Vector
    of_another: float


def reweighed(run: Material, numbers: Borrowed) -> Reweighed:
    """Weigh the open pairs (`run.open`) again; those of other kinds of card keep their probability."""
    of_another = _of_another(run)
    left = run.open
    agree = left.select(agrees()).to_series().to_numpy()
    shares_number = (run.kind == "shared").gather(left["member"]).to_numpy()
    held = run.holds[left["resident"].to_numpy()]
    is_cut = run.members["nik_prefix15"].is_not_null().gather(left["member"]).to_numpy()
    bits = left["score"].to_numpy() / 1000 + run.model.second_card * held
    bits = bits + shares_number * (_unserved(run) * ~held + of_another * ~agree)
    bits = bits + _unseen_slips(run) * (is_cut & (left["nik"] == Nik.DIFFERENT).to_numpy())
    odds = np.where(left["score"].to_numpy() >= FLOOR, np.exp2(np.clip(bits, -60, 60)), 0.0)
    weighed = _shares(left["member"].to_numpy(), odds, agree, numbers.own)
    return Reweighed(np.where(shares_number | is_cut, weighed, left["probability"].to_numpy()), of_another)


def _of_another(run: Material) -> float:
    """Return in bits how rarely a card bears another's number; by so much nobody is overrated where one does.

    Less what `nik.LENT` has said of it already.
    """
    linked = run.matched.filter((run.kind == "shared").gather(run.matched["member"])).filter(~agrees())
    cards = run.verified.height + run.confirmed.height + run.matched.height
    return round(max(log2((cards + 1) / (linked.height + 1)) - run.model.bits["nik.LENT"], 0.0), 3)


def _unserved(run: Material) -> float:
    """Return in bits how much likelier a resident without a card is to be the owner of one."""
    served, twice = float(run.holds.mean()), 2.0**run.model.second_card
    return round(log2((1 - twice * served) / max(1 - served, _FEWEST_LEFT)), 3)


def _unseen_slips(run: Material) -> float:
    """Return in bits how much oftener a true pair's number differs at all than by more than a slip."""
    often = {at: share * 2.0 ** run.model.moved.get(f"nik.{at.name}", 0.0) for at, share in USUAL["nik"].items()}
    return round(log2(sum(often.values()) / often[Nik.DIFFERENT]), 3)


def _shares(member: npt.NDArray[np.uint32], odds: Vector, agree: Flags, own: float) -> Vector:
    """Return each pair's share of all its member could be, the odds of numbers that agree moved until `own` are."""
    others = 1 + np.bincount(member, weights=np.where(agree, 0.0, odds), minlength=1)
    # Only members with such a number are weighed again and again.
    borne, theirs, at = odds[agree], others[member[agree]], np.unique(member[agree], return_inverse=True)[1]
    low, high = -_MOST_BITS, _MOST_BITS
    for _ in range(40):
        middle = (low + high) / 2
        moved = borne * 2.0**middle
        told = float((moved / (theirs + np.bincount(at, weights=moved, minlength=1)[at])).sum())
        low, high = (middle, high) if told < own else (low, middle)
    moved = np.where(agree, odds * 2.0**middle, odds)
    total = others + np.bincount(member, weights=np.where(agree, moved, 0.0), minlength=1)
    share: Vector = moved / total[member] if member.size else moved
    return share.round(9)
