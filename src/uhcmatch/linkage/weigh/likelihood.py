"""What weights of evidence the hidden members make likeliest, near the shipped ones: a conditional logit."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float64]

SAMPLE: Final = 20_000
"""Members whose NIK is hidden."""
_STEPS: Final = 25
_LN2: Final = math.log(2)


@dataclass(frozen=True)
class Task:
    """Pairs of members with hidden NIK, sorted by member: what each shows, and which is right.

    `shown` pair × learnt feature · `offset` bits that are not learnt · `start` where each member's pairs begin ·
    `is_true` the pair is one person · `share` of members expected to be residents · `codes`, `shipped`, `deviation` of
    the learnt features · `members` hidden, those without any candidate included.
    """

    codes: tuple[str, ...]
    shipped: Vector
    deviation: Vector
    shown: Matrix
    offset: Vector
    start: npt.NDArray[np.int64]
    is_true: npt.NDArray[np.bool_]
    share: float
    members: int

    @cached_property
    def size(self) -> npt.NDArray[np.int64]:
        """Pairs of each member."""
        return np.diff(self.start, append=self.is_true.size)

    @cached_property
    def filled(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Vector]:
        """What is not 0 in `shown`, four cells in five are: pair, place in a table member × feature, value."""
        pair, feature = np.nonzero(self.shown)
        member = np.repeat(np.arange(self.start.size), self.size)
        return pair, member[pair] * self.shown.shape[1] + feature, self.shown[pair, feature]

    def first(self, members: int) -> Task:
        """Return the pairs of the first members that have any."""
        if members >= self.start.size:
            return self
        pairs = slice(int(self.start[members]))
        return replace(
            self,
            shown=self.shown[pairs],
            offset=self.offset[pairs],
            start=self.start[:members],
            is_true=self.is_true[pairs],
        )


def fitted(task: Task) -> Vector:
    """Return the weights that maximise the likelihood of the right answers and the shipped weights' prior.

    Some members show roughly where that is; then few steps are left to be taken with all.
    """
    near = _climbed(task.first(SAMPLE // 10), task.shipped)
    return _climbed(task, near).round(3)


def _climbed(task: Task, weights: Vector) -> Vector:
    """Climb to the top by Newton's steps, halved where they lead down."""
    here = _valued(task, weights)
    for _ in range(_STEPS):
        gradient, curvature = _slopes(task, weights, here)
        step = np.linalg.solve(curvature, gradient)
        for _ in range(12):
            tried = _valued(task, weights + step)
            if tried.value >= here.value:
                break
            step /= 2
        gain = tried.value - here.value
        if gain <= 0:
            break
        weights, here = weights + step, tried
        if gain < 1e-6 * abs(here.value):
            break
    return weights


@dataclass(frozen=True, slots=True)
class _Valued:
    """Log likelihood of some weights, and each pair's chance in both worlds, with the share of each world."""

    value: float
    worlds: tuple[tuple[Vector, float], ...]


def likelihood(task: Task, weights: Vector) -> tuple[float, Vector, Matrix]:
    """Log likelihood with its gradient and negative Hessian, in bits of the weights."""
    here = _valued(task, weights)
    return here.value, *_slopes(task, weights, here)


def _valued(task: Task, weights: Vector) -> _Valued:
    """Return the log likelihood of weights.

    Each hidden member counts twice: as it is (weight `share`), and as if its resident were not here (the rest), for
    the list is made for those who are not.
    """
    away = (weights - task.shipped) / task.deviation
    bits = np.clip(task.offset + _dot(task.shown, weights), -60, 60)
    odds = np.exp2(bits)
    value = -0.5 * float(away @ away) + task.share * float(bits[task.is_true].sum()) * _LN2
    worlds = []
    for counted, weight in ((odds, task.share), (np.where(task.is_true, 0.0, odds), 1 - task.share)):
        total = 1 + np.add.reduceat(counted, task.start)
        value -= weight * float(np.log(total).sum())
        worlds.append((counted / np.repeat(total, task.size), weight))
    return _Valued(value, tuple(worlds))


def _slopes(task: Task, weights: Vector, here: _Valued) -> tuple[Vector, Matrix]:
    """Return the gradient of the log likelihood, and its negative Hessian."""
    pair, place, value = task.filled
    chances = np.zeros(task.is_true.size)
    means = np.zeros((weights.size, weights.size))
    for chance, weight in here.worlds:
        chances += weight * chance
        sums = np.bincount(place, weights=value * chance[pair], minlength=task.start.size * weights.size)
        mean: Matrix = sums.astype(np.float64, copy=False).reshape(-1, weights.size)
        means += weight * _product(mean, mean)
    gradient = (task.shipped - weights) / task.deviation**2
    gradient += _LN2 * _dot(task.shown.T, task.share * task.is_true - chances)
    spread = _product(task.shown, task.shown * chances[:, None]) - means
    return gradient, np.diag(1 / task.deviation**2) + _LN2**2 * spread


def _dot(shown: Matrix, weights: Vector) -> Vector:
    """Multiply without BLAS, whose threads fight for the cores with those of polars."""
    product: Vector = np.einsum("pf,f->p", shown, weights)
    return product


_SMALL: Final = 64
"""Rows of a product that BLAS does not divide among threads (up to 2¹⁸ multiplications)."""


def _product(one: Matrix, other: Matrix) -> Matrix:
    """Return `one.T @ other` of two tall matrices, in pieces so small that BLAS starts no threads for them."""
    whole = one.shape[0] // _SMALL * _SMALL
    shape = (-1, _SMALL, one.shape[1])
    pieces = np.matmul(one[:whole].reshape(shape).transpose(0, 2, 1), other[:whole].reshape(shape))
    product: Matrix = pieces.sum(axis=0) + np.einsum("pf,pg->fg", one[whole:], other[whole:])
    return product
