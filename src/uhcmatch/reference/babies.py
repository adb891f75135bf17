"""Marks of newborns without a name of their own, and what is one slip from them."""

from __future__ import annotations

from typing import Final

from rapidfuzz.distance import OSA

_MARKS: Final = ("BAYI", "BBY", "BY")
_NO_MARKS: Final = frozenset({"BU", "BP", "NY", "SY"})
"""Mrs and Mr, and what is short for Syarifah, as near to `BY` as its misspellings."""


def is_nearly_baby(word: str) -> bool:
    """Tell whether a word is one slip from a mark of newborns; BAYU and BAYA are too, so what follows must tell."""
    letters = "".join(filter(str.isalpha, word))
    return letters not in _NO_MARKS and any(OSA.distance(letters, mark, score_cutoff=1) <= 1 for mark in _MARKS)
