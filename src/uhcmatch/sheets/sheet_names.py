"""What a section is called on a tab or in a table of contents: short, and unique in its file."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST: Final = 31
"""Letters that a spreadsheet allows in the name of a sheet; `[]:*?/\\` are not, nor an apostrophe at either end."""
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")

Area = tuple[str | None, ...]


def section_names(areas: Sequence[Area], unknown: str) -> list[str]:
    """Return `RT 001` for each (kecamatan, kelurahan, RW, RT); with its RW, or its kelurahan, where several share it.

    `unknown` is the word for what is not known. Names differ whatever their case.
    """
    with_rt = Counter(rt for *_, rt in areas)
    is_one_place = len({area[:2] for area in areas}) < 2
    names: dict[str, str] = {}
    for area in areas:
        name = _named(area, unknown, with_rw=with_rt[area[3]] > 1, with_place=not is_one_place)
        tried = (name if at == 1 else f"{name[: _LONGEST - len(str(at)) - 3]} ({at})" for at in count(1))
        free = next(one for one in tried if one.casefold() not in names)
        names[free.casefold()] = free
    return list(names.values())


def _named(area: Area, unknown: str, *, with_rw: bool, with_place: bool) -> str:
    _, kelurahan, rw, rt = area
    name = f"RT {rt or unknown}"
    if with_rw and rw is not None:
        name = f"RW {rw} {name}"
    name = _FORBIDDEN.sub(" ", name)[:_LONGEST]
    if with_place:
        place = _FORBIDDEN.sub(" ", kelurahan or unknown)[: max(_LONGEST - len(name) - 1, 0)].strip(" '")
        name = f"{place} {name}".strip()
    return name
