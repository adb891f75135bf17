"""Which files of a pattern a night is about: the newest of each layout, for a folder keeps those of earlier nights."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uhcmatch.errors import InputRefused
from uhcmatch.files.container.containers import parts
from uhcmatch.files.container.paths import expand
from uhcmatch.files.container.snapshot import beginning, take
from uhcmatch.files.header.find_header import SEARCHED, Wanted
from uhcmatch.files.line.decode import decode
from uhcmatch.files.read import tables_of
from uhcmatch.files.text.dialect import HEADER_SPAN, open_text
from uhcmatch.reference.calendar import MONTHS
from uhcmatch.reference.headers import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from uhcmatch.columns import Role
    from uhcmatch.files.container.containers import Part

_HEAD: Final = 1 << 16
"""Bytes of a text in which its header stands."""
_WORDS: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Newest:
    """The files that are read, and those that are not though their names are of another series than any of these."""

    files: tuple[Path, ...]
    passed: tuple[Path, ...]


def newest(pattern: str | Path, role: Role, columns: Mapping[str, str | list[str]]) -> Newest:
    """Return of a pattern or folder the file that was written last, of members the last of each layout.

    Files whose names differ in digits and months only are one series, of which the last stands for all, however its
    columns changed; of several series with the same headers too. Of two files written at once the last by name counts.
    Population files are one layout: people in two of them would be there twice.
    """
    series: dict[str, Path] = {}
    for file in sorted(expand([pattern]), key=lambda one: (one.stat().st_mtime_ns, one.name), reverse=True):
        series.setdefault(_series(file.name), file)
    first, *others = series.values()
    if role == "population" or not others:
        return Newest((first,), tuple(others))
    of_layout: dict[object, Path] = {}
    for file in series.values():
        of_layout.setdefault(_layout(file, Wanted(role, columns)) or file, file)
    kept = tuple(of_layout.values())
    return Newest(tuple(sorted(kept)), tuple(file for file in others if file not in kept))


def _series(name: str) -> str:
    """Return a file's name without what tells one night's from another's."""
    return " ".join(word for word in _WORDS.findall(name.lower()) if word.upper() not in MONTHS)


def _layout(path: Path, wanted: Wanted) -> frozenset[str] | None:
    """Return the headers of a file, folded; null for one that is no table, which is for the reader to refuse."""
    try:
        head = beginning(path, _HEAD)
        inner = parts(path.name, head if _is_plain(head) else take(path).content)
        found = frozenset(name for part in inner for name in _headers(part, wanted))
    except InputRefused:
        return None
    return found or None


def _is_plain(head: bytes) -> bool:
    return not head.startswith((b"PK", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PAR1"))


def _headers(part: Part, wanted: Wanted) -> list[str]:
    if part.kind != "text":
        return [fold(name) for table in tables_of(part, wanted) for name in table.heading.names]
    whole = part.content[:_HEAD].rpartition(b"\n")[0] or part.content[:_HEAD]
    lines = decode(part.name, whole).content.decode(errors="ignore").replace("\r\n", "\n").split("\n")
    opening = open_text(lines[: SEARCHED + HEADER_SPAN], wanted)
    return [fold(name) for name in opening.found.heading.names] if opening else []
