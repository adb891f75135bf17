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
_REMEMBERED: Final = 10_000
"""Texts whose fit is kept: ways in, relations and common names come again and again."""


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
        self._regular: dict[str, float] = {}
        self._bold: dict[str, float] = {}
        self._fitted: dict[tuple[str, Place], Fitted] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Measure the letters of these texts that are not known yet, all at once."""
        new = sorted({letter for text in texts for letter in text} - self._regular.keys())
        for letter, (regular, bold) in zip(new, letter_widths(new) if new else [], strict=True):
            self._regular[letter], self._bold[letter] = regular, bold

    def ems(self, text: str, *, is_bold: bool) -> float:
        """Return the width of a text; what kerning saves is left as slack."""
        widths = self._bold if is_bold else self._regular
        try:
            return sum(map(widths.__getitem__, text))
        except KeyError:
            self.learn([text])
            return sum(map(widths.__getitem__, text))

    def fit(self, text: str, place: Place) -> Fitted:
        """Return the text at the first size at which its lines fit, on as few lines as that takes."""
        if (text, place) not in self._fitted:
            if len(self._fitted) >= _REMEMBERED:
                self._fitted.clear()
            self._fitted[text, place] = self._fit(text, place)
        return self._fitted[text, place]

    def _fit(self, text: str, place: Place) -> Fitted:
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
        lines: list[str] = []
        used, blank = width, self.ems(" ", is_bold=is_bold)
        for word in text.split(" "):
            wide = self.ems(word, is_bold=is_bold)
            if lines and used + blank + wide <= width:
                lines[-1] += f" {word}"
                used += blank + wide
                continue
            parts = self._pieces(word, width, is_bold=is_bold)
            lines += parts
            used = self.ems(parts[-1], is_bold=is_bold)
        return lines

    def _pieces(self, word: str, width: float, *, is_bold: bool) -> list[str]:
        """Cut a word into pieces that fit on a line each; a letter that is wider stands alone."""
        pieces, used = [""], 0.0
        for letter in word:
            wide = self.ems(letter, is_bold=is_bold)
            if pieces[-1] and used + wide > width:
                pieces.append("")
                used = 0.0
            pieces[-1] += letter
            used += wide
        return pieces

    def _cut(self, line: str, width: float, *, is_bold: bool) -> str:
        """Return a line that says by `…` that there was more."""
        return self._pieces(line, width - self.ems(_CUT, is_bold=is_bold), is_bold=is_bold)[0] + _CUT
