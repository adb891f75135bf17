"""From outcomes to numbers and lists: how many are registered per area, and who is to be visited."""

from __future__ import annotations

from uhcmatch.coverage.areas import LEVELS, Level, chosen_areas, unify_areas
from uhcmatch.coverage.doubts import DOUBTS, Doubts, doubts
from uhcmatch.coverage.rates import rates
from uhcmatch.coverage.sweep import SWEEP, RunDay, Wanted, grouped, sweep_list

__all__ = [
    "DOUBTS",
    "LEVELS",
    "SWEEP",
    "Doubts",
    "Level",
    "RunDay",
    "Wanted",
    "chosen_areas",
    "doubts",
    "grouped",
    "rates",
    "sweep_list",
    "unify_areas",
]
