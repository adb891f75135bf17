"""Probabilities as natural log odds and back."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]


def logit(probability: Vector) -> Vector:
    """Return the log odds; those of none and all are bounded."""
    bounded = np.clip(probability, 1e-12, 1 - 1e-12)
    odds: Vector = np.log(bounded / (1 - bounded))
    return odds


def sigmoid(odds: Vector) -> Vector:
    """Return the probability of log odds."""
    probability: Vector = 1 / (1 + np.exp(-np.clip(odds, -40, 40)))
    return probability


def lifted(probability: Vector, by: float | Vector) -> Vector:
    """Return probabilities whose log odds are higher by some amount."""
    return sigmoid(logit(probability) + by)
