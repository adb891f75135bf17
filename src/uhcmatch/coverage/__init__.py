"""From outcomes to numbers and lists: how many are registered per area, and who is to be visited."""

from __future__ import annotations

from uhcmatch.coverage.anomalies import anomalies, by_segment, summary
from uhcmatch.coverage.anomaly_rows import ANOMALIES
from uhcmatch.coverage.areas import LEVELS, Level, area_key, chosen_areas, unify_areas
from uhcmatch.coverage.change_counts import change_counts, changes_by_area
from uhcmatch.coverage.changes import CHANGES, SAID, changes, people, second_rows
from uhcmatch.coverage.denominator import NOTHING_OFFICIAL, OFFICIAL, Official, unmatched, with_official
from uhcmatch.coverage.doubts import DOUBTS, Doubts, doubts
from uhcmatch.coverage.goals import Goals, with_goals
from uhcmatch.coverage.rates import rates
from uhcmatch.coverage.segments import missing_segments, segment_counts
from uhcmatch.coverage.sweep import SWEEP, RunDay, Wanted, grouped, sweep_list

__all__ = [
    "ANOMALIES",
    "CHANGES",
    "DOUBTS",
    "LEVELS",
    "NOTHING_OFFICIAL",
    "OFFICIAL",
    "SAID",
    "SWEEP",
    "Doubts",
    "Goals",
    "Level",
    "Official",
    "RunDay",
    "Wanted",
    "anomalies",
    "area_key",
    "by_segment",
    "change_counts",
    "changes",
    "changes_by_area",
    "chosen_areas",
    "doubts",
    "grouped",
    "missing_segments",
    "people",
    "rates",
    "second_rows",
    "segment_counts",
    "summary",
    "sweep_list",
    "unify_areas",
    "unmatched",
    "with_goals",
    "with_official",
]
