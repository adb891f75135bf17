"""How many links of a run are false and how many are missing, without one labelled pair."""

from __future__ import annotations

from uhcmatch.linkage.quality.answered import answered, with_answers
from uhcmatch.linkage.quality.control import ASKED_ATOMS
from uhcmatch.linkage.quality.expected import Quality, expected_errors
from uhcmatch.linkage.quality.figures import figures
from uhcmatch.linkage.quality.material import Material
from uhcmatch.linkage.quality.shown import shown_of

__all__ = [
    "ASKED_ATOMS",
    "Material",
    "Quality",
    "answered",
    "expected_errors",
    "figures",
    "shown_of",
    "with_answers",
]
