"""A sweep list → files, their sections and their doors.

A file (`Book`) is for one kelurahan, or one kecamatan where the list was asked by kecamatan, and one team. A section is
one RT, the unknown RT too; a door is one visit. Everybody of the list is in exactly one door.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from uhcmatch.coverage import Level
    from uhcmatch.words import Language

_BOOK: Final[dict[str, tuple[str, ...]]] = {"kecamatan": ("kecamatan",)}
_PER_KELURAHAN: Final = ("kecamatan", "kelurahan")
_SECTION: Final = ("kecamatan", "kelurahan", "rw", "rt")
_KELURAHAN: Final = Words("Kelurahan/Desa {}", "Kelurahan {}")
_UNKNOWN: Final = Words("{part} tidak diketahui", "{part} unknown")


@dataclass(frozen=True)
class Door:
    """One visit: `people` are rows of SWEEP, head of the family first; never empty."""

    people: tuple[dict[str, Any], ...]

    @property
    def first(self) -> dict[str, Any]:
        """Row that says what is common to all: number, address, KK, who is registered."""
        return self.people[0]


@dataclass(frozen=True)
class Section:
    """One RT: `area` is its (kecamatan, kelurahan, RW, RT), each null when unknown."""

    area: tuple[str | None, ...]
    doors: tuple[Door, ...]

    @property
    def people(self) -> int:
        """How many persons are listed."""
        return sum(len(door.people) for door in self.doors)

    def numbers(self, language: Language) -> str:
        """Return `RT 001 / RW 002`; an unknown one says so."""
        return " / ".join(_part(kind, self.area[at], language) for kind, at in (("RT", 3), ("RW", 2)))

    def place(self, language: Language) -> str:
        """Return the kelurahan and the kecamatan."""
        kelurahan, kecamatan = self.area[1], self.area[0]
        named = _KELURAHAN.said(language).format(kelurahan or _part("", None, language).strip())
        return f"{named}, {_part('Kecamatan', kecamatan, language)}"


@dataclass(frozen=True)
class Book:
    """One file: `area` has the names of its level, `team` is null where there are no teams."""

    area: tuple[str | None, ...]
    team: int | None
    people: pl.DataFrame

    def sections(self) -> Iterator[Section]:
        """Yield the RTs in the list's order, one at a time."""
        if self.people.is_empty():
            return
        for part in self.people.partition_by(_SECTION, maintain_order=True):
            rows = part.to_dicts()
            doors = tuple(Door(tuple(people)) for _, people in groupby(rows, key=lambda row: row["keluarga"]))
            yield Section(tuple(rows[0][name] for name in _SECTION), doors)


def book_level(by: Level) -> Level:
    """Return the area that a file is for when a list is asked by a level."""
    return "kecamatan" if by in _BOOK else "kelurahan"


def books(listed: pl.DataFrame, by: Level) -> list[Book]:
    """SWEEP → files in the list's order; a list without anybody is one file without sections."""
    names = _BOOK.get(by, _PER_KELURAHAN)
    if listed.is_empty():
        return [Book((), None, listed)]
    parts = listed.partition_by([*names, "tim"], maintain_order=True)
    return [Book(tuple(part[name][0] for name in names), part["tim"][0], part) for part in parts]


def _part(kind: str, named: str | None, language: Language) -> str:
    return _UNKNOWN.fill(part=kind).said(language) if named is None else f"{kind} {named}"
