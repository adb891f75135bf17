"""How high a row must be to show its texts whole: viewers do not agree on who works it out, so it is written."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LINE: Final = 13.5
"""Points a line of text takes."""
_LEAST: Final = 16.5
"""Points of a row of one line: room enough for a finger."""
_MOST_LINES: Final = 12
_WIDEST: Final = 2.0
"""Width in digits of the widest letters there are (Chinese)."""


def height(texts: Iterable[tuple[str, float]]) -> float:
    """Return the height in points of a row with these texts, each with the width in digits of its column."""
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return max(_LEAST, min(lines, _MOST_LINES) * LINE)


def _lines(text: str, width: float) -> int:
    """Return on how many lines a text is broken; a word that is wider than its column is broken itself."""
    if len(text) * _WIDEST <= width:
        return 1
    lines, used = 1, 0.0
    for word in text.split(" "):
        wide = sum(_wide(letter) for letter in word)
        if used and used + 1 + wide > width:
            lines, used = lines + 1, 0.0
        used += wide + (1 if used else 0)
        if used > width:
            lines += ceil(used / width) - 1
            used %= width
    return lines


def _wide(letter: str) -> float:
    """Return the width of a letter in digits, generously."""
    if letter.isupper():
        return 1.3 if letter in "MW" else 1.1
    return _WIDEST if ord(letter) > 0x1100 else 0.92
