"""The sentence behind any code that a `reason` or `rule` column can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uhcmatch.linkage import RULES
from uhcmatch.reference import reasons

if TYPE_CHECKING:
    from uhcmatch.words import Words


def sentence(code: str) -> Words:
    """Return what a code means: a rule's words, or those of a reason; an unknown code speaks for itself."""
    return RULES[code][1] if code in RULES else reasons.sentence(code)
