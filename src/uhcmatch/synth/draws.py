"""Random draws that are the same on every machine: only uniform numbers of PCG64, everything else by arithmetic."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Floats: TypeAlias = NDArray[np.float64]


class Draws:
    """A stream of draws named by the seed and a path of numbers; equal names give equal streams."""

    def __init__(self, seed: int, *path: int) -> None:
        self._generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *path])))

    def unit(self, n: int) -> Floats:
        """Return n numbers in [0, 1)."""
        return self._generator.random(n)

    def below(self, n: int, bound: ArrayLike) -> Ints:
        """Return n whole numbers from 0 to bound - 1; the bound may differ per number."""
        whole: Ints = np.floor(self.unit(n) * np.asarray(bound)).astype(np.int64)
        return whole

    def between(self, n: int, low: ArrayLike, high: ArrayLike) -> Ints:
        """Return n whole numbers from low to high, both included."""
        return np.asarray(low) + self.below(n, np.asarray(high) - np.asarray(low) + 1)

    def chance(self, n: int, probability: ArrayLike) -> Flags:
        """Return n flags, each true with its probability."""
        flags: Flags = self.unit(n) < np.asarray(probability)
        return flags

    def pick(self, n: int, weights: ArrayLike) -> Ints:
        """Return n positions in a list of weights, heavier ones more often."""
        edges = np.cumsum(np.asarray(weights, dtype=np.float64))
        place: Ints = np.searchsorted(edges, self.unit(n) * edges[-1], side="right")
        return np.minimum(place, len(edges) - 1)

    def shuffled(self, n: int) -> Ints:
        """Return 0 … n - 1 in random order."""
        return np.argsort(self.unit(n), kind="stable")

    def some(self, positions: Ints, n: int) -> Ints:
        """Return n of the positions (all when there are fewer), in their own order."""
        taken = self.shuffled(len(positions))[:n]
        return positions[np.sort(taken)]
