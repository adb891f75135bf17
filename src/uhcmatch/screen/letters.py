"""Texts as pieces with a look, broken into lines of a width; what a look means is decided where it is drawn."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal

from rich.cells import cell_len

from uhcmatch.sheets.differing import differing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Look = Literal["plain", "label", "other", "note"]
Line = list[tuple[str, Look]]
"""A line of the screen: pieces in order, each with its look; `other` marks letters that the other record has not."""

_MARKS: Final = ("[", "]")
"""Around letters that differ where there is no colour: seen on every terminal, and heard."""
_MOSTLY: Final = 2 / 3
"""Share of a text that must be equal for brackets inside it to be readable; with less they stand around all of it."""


def marked(one: str, other: str, *, is_dressed: bool) -> tuple[Line, Line]:
    """Return both texts with the letters marked that differ."""
    sides = differing(one, other)
    left, right = ([(text, _look(is_other)) for text, is_other in side] for side in sides)
    return (left, right) if is_dressed else (_bracketed(left), _bracketed(right))


def broken(pieces: Sequence[tuple[str, Look]], width: int) -> list[Line]:
    """Break a text into lines of at most `width` cells, between words where there are any; at least one line."""
    lines: list[list[tuple[str, Look]]] = [[]]
    for letter in ((letter, look) for text, look in pieces for letter in text):
        if _width(lines[-1]) + cell_len(letter[0]) > width and letter[0] != " ":
            lines.append(_carried(lines[-1]))
        lines[-1].append(letter)
    return [_joined(_stripped(line)) for line in lines]


def filled(line: Line, width: int) -> Line:
    """Return a line with blanks up to a width."""
    lacking = width - sum(cell_len(text) for text, _ in line)
    return [*line, (" " * lacking, "plain")] if lacking > 0 else list(line)


def plain(line: Iterable[tuple[str, Look]]) -> str:
    """Return the text of a line."""
    return "".join(text for text, _ in line)


def _look(is_other: bool) -> Look:
    return "other" if is_other else "plain"


def _bracketed(line: Line) -> Line:
    opening, closing = _MARKS
    text = plain(line)
    equal = sum(len(piece) for piece, look in line if look == "plain")
    pieces: Line = line if equal >= _MOSTLY * len(text) else [(text, "other")]
    return [(f"{opening}{piece}{closing}" if look == "other" else piece, look) for piece, look in pieces]


def _carried(line: Line) -> Line:
    """Cut the last word off a line that is full, for the next line to begin with; a single word is cut nowhere."""
    at = max((at for at, (letter, _) in enumerate(line) if letter == " "), default=-1)
    carried = line[at + 1 :] if at > 0 else []
    del line[len(line) - len(carried) :]
    return carried


def _stripped(line: Line) -> Line:
    while line and line[-1][0] == " ":
        line = line[:-1]
    return line


def _width(line: Line) -> int:
    return sum(cell_len(letter) for letter, _ in line)


def _joined(letters: Line) -> Line:
    return [("".join(letter for letter, _ in run), look) for look, run in groupby(letters, key=lambda one: one[1])]
