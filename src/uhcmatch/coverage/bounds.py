"""Expected errors of an area → the range of people that its true number of registered lies in, nine times of ten.

True registered = counted + overlooked cards + open questions that end well − false links. The first and the last are
Poisson numbers whose rates are only estimated (gamma), the questions are coins of their own chances; their sum is
reckoned exactly, by its characteristic function, because in a kelurahan these are a few people and no bell curve.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

HELD: Final = 0.90
"""Share of areas whose bounds hold the truth."""
ODDS_SPREAD: Final = 0.5
"""Standard deviation of what the odds of all questions of a run are off by, in natural logarithms."""
_OFF, _WEIGHTS = np.polynomial.hermite_e.hermegauss(7)
_OFF_WEIGHTS: Final = _WEIGHTS / _WEIGHTS.sum()
"""Points and weights that stand for a normal distribution (Gauss and Hermite)."""
_SURELY_NOBODY: Final = 0.02
"""Errors so few that the range is the counted number itself."""
_NOISE: Final = 1e-12
"""What the transform leaves where there is no chance at all."""
_TAIL: Final = 12
"""Standard deviations (and twenty people) beyond which nothing is reckoned."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A number of errors: `mean` of them, and the `shape` of the gamma that says how well that is known."""

    mean: float
    shape: float

    def reach(self) -> int:
        """Return a number that is practically never passed."""
        return ceil(self.mean + _TAIL * sqrt(self.mean + self.mean**2 / self.shape) + 20) if self.mean > 0 else 0

    def spread_over(self, turn: npt.NDArray[np.complex128]) -> npt.NDArray[np.complex128]:
        """Return the characteristic function of this number (a negative binomial) at points of the unit circle."""
        chance: npt.NDArray[np.complex128] = (1 + self.mean / self.shape * (1 - turn)) ** -self.shape
        return chance


def likely_range(false: Expected, missed: Expected, questions: Sequence[float]) -> tuple[int, int]:
    """Return how many people to add to the counted registered, at the least and at the most; 0 lies between.

    The shortest range of whole people around the counted number whose chance is nearest to `HELD`: one person more or
    less can be the step from 80 to 99 %, and always taking the wider would make every small area look less sure than
    it is.
    """
    if not len(questions) and false.mean + missed.mean < _SURELY_NOBODY:
        return 0, 0
    below, above = false.reach(), missed.reach() + len(questions)
    chances = _chances(false, missed, questions, below + above + 1)
    first, last = _grown(np.roll(chances, below)[: below + above + 1], below)
    return first - below, last - below


def _chances(false: Expected, missed: Expected, questions: Sequence[float], width: int) -> npt.NDArray[np.float64]:
    """Return the chance of each number of people to add, negative ones at the end (as the Fourier transform has it)."""
    size = 1 << (width - 1).bit_length()
    turn = np.exp(-2j * np.pi * np.arange(size) / size)
    whole = missed.spread_over(turn) * false.spread_over(turn.conj())
    chances = np.fft.ifft(whole * _answers(questions, turn)).real
    return np.where(chances > _NOISE, chances, 0.0)


def _answers(questions: Sequence[float], turn: npt.NDArray[np.complex128]) -> npt.NDArray[np.complex128]:
    """Return the characteristic function of the questions that end well: coins that are all off by the same odds."""
    shares, times = np.unique(np.round(questions, 2), return_counts=True)
    whole = np.zeros_like(turn)
    for off, weight in zip(_OFF, _OFF_WEIGHTS, strict=True):
        odds = shares * np.exp(ODDS_SPREAD * off)
        moved = odds / (1 - shares + odds)
        part = np.ones_like(turn)
        for share, often in zip(moved, times, strict=True):
            part *= (1 - share + share * turn) ** often
        whole += weight * part
    return whole


def _grown(chances: npt.NDArray[np.float64], counted: int) -> tuple[int, int]:
    """Grow a range from the counted number by its likelier neighbour while that brings its chance nearer to HELD."""
    first = last = counted
    held, likeliest = chances[counted], int(chances.argmax())
    while held < HELD:
        left = chances[first - 1] if first > 0 else -1.0
        right = chances[last + 1] if last + 1 < len(chances) else -1.0
        more = max(left, right)
        if max(first, len(chances) - 1 - last) == 0 or abs(held + more - HELD) > abs(held - HELD):
            break
        held += more
        is_left = likeliest < first if left == right else left > right
        first, last = (first - 1, last) if is_left else (first, last + 1)
    return first, last
