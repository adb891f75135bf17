"""Names cut at the comma before a title: `SITI AMINAH, S.PD` became two cells, and all behind them moved on by one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uhcmatch.reference.headers import fields_of
from uhcmatch.reference.titles import AFTER_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

_NO_LETTER: Final = re.compile(r"[^A-Z]")
_TITLES: Final = frozenset(_NO_LETTER.sub("", title) for title in AFTER_NAME)
_BETWEEN: Final = re.compile(r"[\s,]+")


def with_title(cells: list[str], width: int, header: Sequence[str]) -> list[str] | None:
    """Return a row's cells with its name and title in one; null unless nothing but titles stands in the cells too many.

    Where the header has no column of names, or several, nobody knows which cell was cut.
    """
    places = [place for place, name in enumerate(header) if "nama" in fields_of(name)]
    more = len(cells) - width
    if len(places) != 1 or not 1 <= more <= _MOST:
        return None
    first, behind = places[0], places[0] + 1 + more
    titles = [cell.strip() for cell in cells[first + 1 : behind]]
    if not all(titles) or not all(map(_is_title, titles)):
        return None
    return [*cells[:first], ", ".join([cells[first].strip(), *titles]), *cells[behind:]]


_MOST: Final = 3
"""Titles that a name may have behind commas."""


def _is_title(cell: str) -> bool:
    words = _BETWEEN.split(cell.upper())
    return all(_NO_LETTER.sub("", word) in _TITLES for word in words) or _NO_LETTER.sub("", cell.upper()) in _TITLES
