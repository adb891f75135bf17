"""How many of how many, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Final

_Z: Final = 1.959964
"""Standard deviations that hold 95 % of a normal distribution."""


@dataclass(frozen=True)
class Rate:
    """How many of how many; null share when there were none."""

    part: int
    whole: int

    @property
    def share(self) -> float | None:
        """Return part of whole, or None of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return the 95 % interval of the share after Wilson (1927), which holds near 0 and 1 too; None of nothing."""
        if not self.whole:
            return None
        share, spread = self.part / self.whole, _Z**2 / self.whole
        middle = (share + spread / 2) / (1 + spread)
        half = _Z * sqrt(share * (1 - share) / self.whole + spread / (4 * self.whole)) / (1 + spread)
        # The bounds of none and of all are exact; sums of floats come only near.
        return (middle - half if self.part else 0.0), (middle + half if self.part < self.whole else 1.0)
