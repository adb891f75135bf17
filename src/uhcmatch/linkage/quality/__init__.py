"""How many links of a run are false and how many are missing, without one labelled pair."""

from __future__ import annotations

from uhcmatch.linkage.quality.control import ASKED_ATOMS
from uhcmatch.linkage.quality.expected import Quality, expected_errors
from uhcmatch.linkage.quality.figures import figures
from uhcmatch.linkage.quality.material import Material

__all__ = ["ASKED_ATOMS", "Material", "Quality", "expected_errors", "figures"]
