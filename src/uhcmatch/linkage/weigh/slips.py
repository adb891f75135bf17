"""How often strangers of one birth date have NIKs one digit apart: what a slip or a lost digit is worth beside it.

NIKs begin with the kecamatan and end with a serial that is mostly 0001: whoever shares the date in the middle is one
digit away in one of five cases, in a small town oftener than in a large one. The run's own register tells, and of slips
also which (`same_day`). Strangers with a card are not in it: those who have a number of another place are no such
neighbours.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.compare.same_day import NEAR
from uhcmatch.linkage.weigh.shares import USUAL

if TYPE_CHECKING:
    from uhcmatch.linkage.weigh.model import Model

Ints = npt.NDArray[np.int64]

_SLIP: Final = "nik.ONE_SLIP_AND_DATE"
_ODD: Final = "nik.SHORT_OR_LONG_AND_DATE"
_FITS: Final = 0.95
"""Of numbers one digit short or long, those without another slip in them."""
_LOST: Final = 16 * _FITS
"""How often a true pair shows a digit too few or too many, for each time that a neighbour one digit away would: the
number of that one becomes the card's only if just that digit was lost, one case of sixteen."""
_BESIDE_DATE: Final = (0, 1, 2, 3, 10, 11, 12, 13, 14, 15)
"""Places of the digits left and right of the date, counted from the last."""
_RESIDENTS: Final = 100_000
"""Residents looked at: all of some days, so that nobody's neighbours are left out."""
_KECAMATAN: Final = 6
"""Digits of a NIK that tell the kecamatan in which it was issued."""
_FEW: Final = 0.005
"""Share of the residents with whom a kecamatan is none of this place."""
_PSEUDO: Final = 50.0
"""Residents' worth of belief in the shipped weight, and cards' worth in that strangers are from here."""


def beside_date(model: Model, residents: pl.DataFrame, remaining: pl.DataFrame) -> Model:
    """Return the model with the weights of a NIK one slip apart, or of odd length, where the card's own date agrees.

    `remaining` are the members whom no number settled: few residents among them, and all the strangers.
    """
    local = _local(residents["nik_key"], remaining["nik_key"])
    near, people = _neighbours(_numbers(residents["nik_key"]))
    by_chance = (near * local + _PSEUDO * _LOST / 2 ** model.bits[_ODD]) / (people + _PSEUDO)
    counted = {
        _SLIP: round(math.log2(USUAL["nik"][Nik.ONE_SLIP] / (NEAR * local)), 3),
        _ODD: min(round(math.log2(_LOST / by_chance), 3), model.bits["nik.SHORT_OR_LONG"]),
    }
    return model.changed(bits=dict(model.bits) | counted)


def _local(residents: pl.Series, cards: pl.Series) -> float:
    """Return the share of the numbers on cards that begin as those of many residents do."""
    here, there = (nik.drop_nulls().str.slice(0, _KECAMATAN) for nik in (residents, cards))
    places = here.value_counts().filter(pl.col("count") > _FEW * len(here))[here.name]
    return (float(there.is_in(places.implode()).sum()) + _PSEUDO) / (len(there) + _PSEUDO)


def _numbers(nik: pl.Series) -> Ints:
    """Return the distinct NIKs of some days as whole numbers."""
    whole = nik.filter(nik.str.contains("^[0-9]{16}$")).cast(pl.Int64).unique().sort().to_numpy()
    days = -(-whole.size // _RESIDENTS)
    return whole[_day(whole) % 97 % days == 0] if days > 1 else whole


def _day(numbers: Ints) -> Ints:
    """Return the six digits of date and sex."""
    day: Ints = numbers // 10**4 % 10**6
    return day


def _neighbours(numbers: Ints) -> tuple[float, int]:
    """Sum up, of those who share their day with anybody, the share of these others that is one digit away.

    Returns the sum and the number of people in it.
    """
    _, place, of_day = np.unique(_day(numbers), return_inverse=True, return_counts=True)
    others = of_day[place] - 1
    near = np.zeros(numbers.size, dtype=np.int64)
    for digit in _BESIDE_DATE:
        without = numbers - numbers // 10**digit % 10 * 10**digit
        _, alike, count = np.unique(without, return_inverse=True, return_counts=True)
        near += count[alike] - 1
    shared = others > 0
    return float((near[shared] / others[shared]).sum()), int(shared.sum())
