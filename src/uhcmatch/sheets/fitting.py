"""Texts → texts that fit their place on paper: as they are, else smaller and on more lines, at the very end cut.

The typesetter could find out by itself, but measuring each text twice cost half of its time; letters are measured once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uhcmatch.sheets.typesetter import letter_widths

if TYPE_CHECKING:
    from collections.abc import Iterable

Fitted = str | list[str | float]
"""A text as it is, or how much smaller it is set, and its lines."""

_MM_A_POINT: Final = 25.4 / 72
_SCALES: Final = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.6, 0.5)
_PITCH: Final = 0.92
"""Ems from line to line."""
_LEAST_HEIGHT: Final = 0.8
"""Ems of a line alone: capital letters, and some of what hangs below."""
_CUT: Final = "…"


@dataclass(frozen=True)
class Place:
    """Room for a text: millimetres, and the size in points it is set in where it fits."""

    width: float
    height: float
    size: float
    is_bold: bool = False

    def lines(self, scale: float) -> int:
        """Return how many lines there is room for; never less than one."""
        ems = self.height / (self.size * scale * _MM_A_POINT)
        return max(1, int((ems - _LEAST_HEIGHT) / _PITCH) + 1)

    def ems(self, scale: float) -> float:
        """Return how wide a line may be."""
        return self.width / (self.size * scale * _MM_A_POINT)


class Ruler:
    """Knows how wide letters are, asking the typesetter when it meets new ones."""

    def __init__(self) -> None:
        self._widths: dict[str, tuple[float, float]] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Measure the letters of these texts that are not known yet, all at once."""
        new = sorted({letter for text in texts for letter in text} - self._widths.keys())
        if new:
            self._widths.update(zip(new, letter_widths(new), strict=True))

    def ems(self, text: str, *, is_bold: bool) -> float:
        """Return the width of a text; what kerning saves is left as slack."""
        if not self._widths.keys() >= set(text):
            self.learn([text])
        return sum(self._widths[letter][is_bold] for letter in text)

    def fit(self, text: str, place: Place) -> Fitted:
        """Return the text at the first size at which its lines fit, on as few lines as that takes."""
        if self.ems(text, is_bold=place.is_bold) <= place.ems(1):
            return text
        for scale in _SCALES:
            lines = self._broken(text, place.ems(scale), is_bold=place.is_bold)
            if len(lines) <= place.lines(scale):
                return [scale, *lines]
        kept = lines[: place.lines(scale)]
        return [scale, *kept[:-1], self._cut(kept[-1], place.ems(scale), is_bold=place.is_bold)]

    def _broken(self, text: str, width: float, *, is_bold: bool) -> list[str]:
        """Break a text between words, and inside a word that is wider than a line."""
        lines = [""]
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if self.ems(longer, is_bold=is_bold) <= width:
                lines[-1] = longer
                continue
            lines += [word] if lines[-1] else []
            lines[-1] = word
            while self.ems(lines[-1], is_bold=is_bold) > width and len(lines[-1]) > 1:
                head = self._as_much_as_fits(lines[-1], width, is_bold=is_bold)
                lines[-1:] = [head, lines[-1][len(head) :]]
        return lines

    def _as_much_as_fits(self, word: str, width: float, *, is_bold: bool) -> str:
        """Return the beginning of a word that fits on a line, one letter at least."""
        used, count = 0.0, 0
        for letter in word:
            used += self._widths[letter][is_bold]
            if used > width:
                break
            count += 1
        return word[: max(count, 1)]

    def _cut(self, line: str, width: float, *, is_bold: bool) -> str:
        """Return a line that says by `…` that there was more."""
        self.learn([_CUT])
        room = width - self.ems(_CUT, is_bold=is_bold)
        return self._as_much_as_fits(line, room, is_bold=is_bold) + _CUT
