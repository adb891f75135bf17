"""Undecided pairs weighed once more, by what is known of a kind of card and not of a pair alone.

| cards | what the weights do not say |
|---|---|
| that bear a resident's number | a card of nobody bears one only by mistake, no oftener than another resident's card |
| | whoever has no card yet is likelier to be the one whose card this is |
| | how many are their owner's own: told by the owners who are served already (`borrowed`) |
| whose number Excel has cut | a slip of the number cannot be told from another number |
"""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING, Final

import numpy as np

from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.decide.assign import FLOOR
from uhcmatch.linkage.quality.borrowed import agrees
from uhcmatch.linkage.weigh.model import Hindsight
from uhcmatch.linkage.weigh.shares import USUAL

if TYPE_CHECKING:
    import numpy.typing as npt

    from uhcmatch.linkage.quality.borrowed import Borrowed
    from uhcmatch.linkage.quality.material import Material
    from uhcmatch.linkage.quality.odds import Vector

    Flags = npt.NDArray[np.bool_]

_MOST_BITS: Final = 16.0
_FEWEST_LEFT: Final = 0.01
"""Share of residents without a card, at least, in the odds of those who have none."""


def reweighed(run: Material, known: Hindsight) -> Vector:
    """Return the probability of each open pair (`run.open`) weighed again; other kinds of card keep theirs."""
    left, bits, agree = run.open, _bits(run, known.of_another, known.unserved), _agree(run)
    odds = _odds(run, bits + known.own_number * agree)
    member = left["member"].to_numpy()
    total = 1 + np.bincount(member, weights=odds, minlength=1)
    weighed = (odds / total[member]).round(9) if member.size else odds
    is_told = _shares_number(run) | _is_cut(run)
    told: Vector = np.where(is_told, weighed, left["probability"].to_numpy())
    return told


def hindsight(run: Material, numbers: Borrowed, line: tuple[float, float]) -> Hindsight:
    """Count what the open pairs are weighed again by; `line` is that of the hidden members' (`recovery`)."""
    of_another, unserved = _of_another(run), _unserved(run)
    odds, agree = _odds(run, _bits(run, of_another, unserved)), _agree(run)
    own_number = round(_own_number(run.open["member"].to_numpy(), odds, agree, numbers.own), 3)
    return Hindsight(of_another, unserved, own_number, *line)


def _bits(run: Material, of_another: float, unserved: float) -> Vector:
    left = run.open
    held = run.holds[left["resident"].to_numpy()]
    bits = left["score"].to_numpy() / 1000 + run.model.second_card * held
    bits = bits + _shares_number(run) * (unserved * ~held + of_another * ~_agree(run))
    told: Vector = bits + _unseen_slips(run) * (_is_cut(run) & (left["nik"] == Nik.DIFFERENT).to_numpy())
    return told


def _odds(run: Material, bits: Vector) -> Vector:
    odds: Vector = np.where(run.open["score"].to_numpy() >= FLOOR, np.exp2(np.clip(bits, -60, 60)), 0.0)
    return odds


def _agree(run: Material) -> Flags:
    told: Flags = run.open.select(agrees()).to_series().to_numpy()
    return told


def _shares_number(run: Material) -> Flags:
    told: Flags = (run.kind == "shared").gather(run.open["member"]).to_numpy()
    return told


def _is_cut(run: Material) -> Flags:
    told: Flags = run.members["nik_prefix15"].is_not_null().gather(run.open["member"]).to_numpy()
    return told


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


def _own_number(member: npt.NDArray[np.uint32], odds: Vector, agree: Flags, own: float) -> float:
    """Return in bits how far the odds of numbers that agree must be moved for `own` of them to be their owners'."""
    others = 1 + np.bincount(member, weights=np.where(agree, 0.0, odds), minlength=1)
    # Only members with such a number are weighed again and again.
    borne, theirs, at = odds[agree], others[member[agree]], np.unique(member[agree], return_inverse=True)[1]
    low, high, middle = -_MOST_BITS, _MOST_BITS, 0.0
    for _ in range(40):
        middle = (low + high) / 2
        moved = borne * 2.0**middle
        told = float((moved / (theirs + np.bincount(at, weights=moved, minlength=1)[at])).sum())
        low, high = (middle, high) if told < own else (low, middle)
    return middle if borne.size else 0.0
