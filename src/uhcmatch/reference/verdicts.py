"""What a clerk can say of a pair, and what people write instead."""

from __future__ import annotations

import re
from typing import Final

from uhcmatch.words import Words

SAME: Final = "SAMA"
DIFFERENT: Final = "BEDA"
UNSURE: Final = "RAGU"

VERDICTS: Final[dict[str, Words]] = {
    SAME: Words("satu orang", "one person"),
    DIFFERENT: Words("orang yang berbeda", "two people"),
    UNSURE: Words("belum dapat diputuskan", "not decided yet"),
}
"""In the order they are offered."""

_WRITTEN: Final[dict[str, tuple[str, ...]]] = {
    SAME: ("SAMA", "S", "YA", "Y", "SATU ORANG", "ORANG SAMA", "ORANG YANG SAMA", "COCOK", "BENAR", "SAME", "YES"),
    DIFFERENT: (
        "BEDA", "B", "TIDAK", "TDK", "BUKAN", "BERBEDA", "LAIN", "ORANG LAIN", "BEDA ORANG", "ORANG BERBEDA",
        "TIDAK SAMA", "DIFFERENT", "NO",
    ),
    UNSURE: ("RAGU", "R", "RAGU RAGU", "TIDAK TAHU", "BELUM TAHU", "BELUM", "UNSURE", "PENDING"),
}  # fmt: skip
_FOLDED: Final = {text: verdict for verdict, texts in _WRITTEN.items() for text in texts}
_QUESTION_MARKS: Final = re.compile(r"[?\s]+")


def verdict_of(text: str) -> str | None:
    """Return the verdict that a text stands for; null when it is none that is known."""
    if text.strip() and _QUESTION_MARKS.fullmatch(text):
        return UNSURE
    return _FOLDED.get(re.sub(r"[^A-Z]+", " ", text.upper()).strip())
