"""Hidden members made to resemble those who were left: mistakes come together, and verified cards have fewer of them.

Whose number is wrong has the name wrong more often too. How much more, the links of the cards that were left show: a
pair found among them against a pair found among the hidden. The odds by what disagrees are fitted and carried over to
the hidden members that were not found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.compare.address import Address
from uhcmatch.linkage.compare.area import Area
from uhcmatch.linkage.compare.birth_date import OTHER_DAYS, BirthDate
from uhcmatch.linkage.compare.household import Household
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.sex import Sex
from uhcmatch.linkage.quality.odds import sigmoid

if TYPE_CHECKING:
    import numpy.typing as npt

    from uhcmatch.linkage.quality.odds import Vector

_WRONG: Final = (
    pl.col("name").is_in([Name.SLIP, Name.TRUNCATED, Name.FEWER_TOKENS, Name.ALIKE]),
    pl.col("name").is_in([Name.PARTLY, Name.DIFFERENT]),
    pl.col("birth_date").is_in([BirthDate.SWAPPED, BirthDate.ONE_PART, BirthDate.NO_DAY, BirthDate.FEW_DAYS]),
    pl.col("birth_date").is_in(OTHER_DAYS),
    pl.col("sex") == Sex.DIFFERENT,
    pl.col("household") == Household.OTHER,
    pl.col("area").is_in([Area.SAME_KECAMATAN, Area.ELSEWHERE]),
    pl.col("address").is_in([Address.OTHER_HOUSE, Address.DIFFERENT]),
)
"""What disagrees in a true pair, on EVIDENCE."""
_DOUBT: Final = 2.0
"""Pairs' worth of belief that the two are alike in a mistake."""
_MOST: Final = 20.0


def resembling(hidden: pl.DataFrame, is_found: npt.NDArray[np.bool_], linked: pl.DataFrame) -> Vector:
    """Return a factor per hidden true pair (EVIDENCE), 1 on average: how much likelier it is among those left.

    `is_found` which of the hidden were linked rightly; `linked` EVIDENCE of the links among those left.
    """
    theirs, ours = _wrong(hidden), _wrong(linked)
    if not linked.height or not is_found.any():
        return np.ones(hidden.height)
    line = _fitted(np.concatenate([ours, theirs[is_found]]), ours.shape[0])
    factor: Vector = np.minimum(np.exp(np.einsum("pf,f->p", theirs, np.append(0.0, line[1:]))), _MOST)
    return factor / float(factor.mean())


def _wrong(pairs: pl.DataFrame) -> Vector:
    shown = pairs.select(pl.lit(1.0), *(wrong.cast(pl.Float64).alias(str(at)) for at, wrong in enumerate(_WRONG)))
    table: Vector = shown.to_numpy().astype(np.float64)
    return table if pairs.height else table[:0]


def _fitted(design: Vector, first: int) -> Vector:
    """Return the line of the log odds that a row is among the `first` (Newton)."""
    is_first = np.arange(design.shape[0]) < first
    doubt = np.append(0.01, np.full(design.shape[1] - 1, _DOUBT))
    line = np.zeros(design.shape[1])
    for _ in range(25):
        chance = sigmoid(np.einsum("pf,f->p", design, line))
        gradient = np.einsum("pf,p->f", design, is_first - chance) - doubt * line
        curvature = np.einsum("pf,p,pg->fg", design, chance * (1 - chance), design, optimize=True) + np.diag(doubt)
        step = np.linalg.solve(curvature, gradient)
        line = line + np.clip(step, -2, 2)
        if float(np.abs(step).max()) < 1e-9:
            break
    return line.round(4)
