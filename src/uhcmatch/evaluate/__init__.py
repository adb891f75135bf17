"""How right a run is, against a file that knows the truth."""

from __future__ import annotations

from uhcmatch.evaluate.by_decisions import Band, ByDecisions, by_decisions
from uhcmatch.evaluate.metrics import Scores, score
from uhcmatch.evaluate.rate import Rate
from uhcmatch.evaluate.strata import Stratum, strata
from uhcmatch.evaluate.truth import TRUTH, checked_truth
from uhcmatch.evaluate.unnamed import Unnamed, unnamed

__all__ = [
    "TRUTH",
    "Band",
    "ByDecisions",
    "Rate",
    "Scores",
    "Stratum",
    "Unnamed",
    "by_decisions",
    "checked_truth",
    "score",
    "strata",
    "unnamed",
]
