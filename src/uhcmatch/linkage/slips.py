"""How often two residents of one birth date and sex have NIKs one digit apart: what such a slip is worth beside a date.

NIKs begin with the kecamatan and end with a serial that is mostly 0001: whoever shares the date in the middle is one
digit away in one of five cases, in a small town oftener than in a large one. The run's own register tells.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.shares import USUAL

if TYPE_CHECKING:
    from uhcmatch.linkage.model import Model

Ints = npt.NDArray[np.int64]

_CODE: Final = "nik.ONE_SLIP_AND_DATE"
_BESIDE_DATE: Final = (0, 1, 2, 3, 10, 11, 12, 13, 14, 15)
"""Places of the digits left and right of the date, counted from the last."""
_RESIDENTS: Final = 100_000
"""Residents looked at: all of some days, so that nobody's neighbours are left out."""
_PSEUDO: Final = 50.0
"""Residents' worth of belief in the shipped weight."""


def beside_date(model: Model, residents: pl.DataFrame) -> Model:
    """Return the model with the weight of a NIK one slip apart where the card's own birth date agrees."""
    usual = USUAL["nik"][Nik.ONE_SLIP]
    near, people = _neighbours(_numbers(residents["nik_key"]))
    by_chance = (near + _PSEUDO * usual / 2 ** model.bits[_CODE]) / (people + _PSEUDO)
    return model.changed(bits=dict(model.bits) | {_CODE: round(math.log2(usual / by_chance), 3)})


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
