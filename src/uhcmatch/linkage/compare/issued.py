"""Numbers that nobody was issued: of a kecamatan that never was, or with a serial that no birth date has reached.

A mistyped NIK often is such a one, and the true number of a stranger never: a number that was issued to nobody, and is
a resident's but for a digit, was typed wrong for somebody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.linkage.compare.same_day import SameDay, on_default_day, same_day
from uhcmatch.reference.regions import known_region

Ints = npt.NDArray[np.int64]

_REACHED: Final = 0.995
"""Share of residents' serials that are thought to be typed right."""
_FURTHER: Final = 2
"""Times by which another place's serials may be higher than those of this register."""
_LEAST: Final = 20
"""No serial up to here is strange anywhere."""


@dataclass(frozen=True, slots=True)
class Issued:
    """What the residents' numbers say of NIKs: `regions` (six digits) that two of them bear, ascending.

    `serial` the highest that is thought to be issued on an ordinary day, `default_serial` on one that stands for an
    unknown one · `same_day` how usual each number is among those born on its day.
    """

    regions: Ints
    serial: int
    default_serial: int
    same_day: SameDay


def issued(nik: pl.Series) -> Issued:
    """Learn from the residents' numbers; null ones and those without a grammar say nothing."""
    numbers = _numbers(nik)
    numbers = numbers[numbers > 0]
    regions, times = np.unique(numbers // 10**10, return_counts=True)
    is_default = on_default_day(numbers)
    ordinary, default = numbers[~is_default] % 10**4, numbers[is_default] % 10**4
    usual = same_day(regions, times, (ordinary, default))
    return Issued(regions[times > 1], _highest(ordinary), _highest(default), usual)


def is_unissued(nik: pl.Series, known: Issued) -> pl.Series:
    """Tell which numbers nobody was issued; false for null and for numbers without a grammar."""
    numbers = _numbers(nik)
    highest = np.where(on_default_day(numbers), known.default_serial, known.serial)
    is_strange = (numbers % 10**4 > highest) | (numbers % 10**4 == 0)
    unknown = ~np.isin(numbers // 10**10, known.regions)
    unknown &= (
        ~nik.to_frame("nik")
        .select(known_region(pl.col("nik").str.head(6)).fill_null(value=True))
        .to_series()
        .to_numpy()
    )
    return pl.Series("is_unissued", (numbers > 0) & (is_strange | unknown))


def _highest(serials: Ints) -> int:
    serials = np.sort(serials)
    reached = int(serials[int(_REACHED * (serials.size - 1))]) if serials.size else 0
    return max(_FURTHER * reached, _LEAST)


def _numbers(nik: pl.Series) -> Ints:
    """Return NIKs as whole numbers, 0 for others."""
    whole = nik.to_frame("nik").select(
        pl.when(pl.col("nik").str.len_bytes() == 16).then(pl.col("nik").cast(pl.Int64, strict=False)).fill_null(0)
    )
    return whole.to_series().to_numpy()
