"""Areas → names of files: ASCII, short, unique whatever the case, and never a word of a person."""

from __future__ import annotations

import re
import unicodedata
from itertools import count
from typing import TYPE_CHECKING, Final

from uhcmatch.coverage import LEVELS
from uhcmatch.sheets import book_level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.coverage import Level
    from uhcmatch.sheets import Book

_UNKNOWN: Final = "tidak-diketahui"
_LONGEST: Final = 80
_NUMBERED: Final = ("rw", "rt")
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)


def file_names(areas: list[tuple[str | None, ...]], by: Level) -> list[str]:
    """Return a file name without its ending for each area: ASCII, short, and unique whatever the case."""
    names: dict[str, None] = {}
    for area in areas:
        slug = _slug(area, by)
        numbered = (slug if at == 1 else f"{slug}-{at}" for at in count(1))
        names[next(name for name in numbered if name not in names)] = None
    return list(names)


def _slug(area: tuple[str | None, ...], by: Level) -> str:
    """Return the area's names and numbers; where that is too long the names give way."""
    parts = list(zip(LEVELS[by], area, strict=False))
    names = "_".join(_plain(text) for column, text in parts if column not in _NUMBERED)
    numbers = "".join(f"_{column}-{_plain(text)}" for column, text in parts if column in _NUMBERED)
    name = names[: _LONGEST - len(numbers)].rstrip("-_") + numbers or "semua"
    return f"{name}-" if _RESERVED.fullmatch(name) else name


def _plain(text: str | None) -> str:
    if text is None:
        return _UNKNOWN
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", ascii_only).strip("-") or "tanpa-nama"


def book_names(wanted: Sequence[Book], by: Level) -> list[str]:
    """Return a file name without its ending for each book: that of its area, and its team where there are several."""
    areas = list(dict.fromkeys(book.area for book in wanted))
    of_area = dict(zip(areas, file_names(areas, book_level(by)), strict=True))
    return [of_area[book.area] + ("" if book.team is None else f"_tim-{book.team}") for book in wanted]
