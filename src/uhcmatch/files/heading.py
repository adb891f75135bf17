"""Which column of a file is which canonical field."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from uhcmatch.reference.headers import ALIASES, NOT_NEEDED, SHOWN, fold, spellings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uhcmatch.columns import Role

NEAR: Final = 80
"""Similarity (0–100) from which an unknown header is shown its nearest known alias."""

MAX_HEADER: Final = 200
"""Letters beyond which a cell is no header."""


@dataclass(frozen=True)
class Heading:
    """A header row understood: canonical field → positions of its columns (several are joined with a space).

    `doubled` headers that stand twice for one field · `missing` headers that the settings name and the file lacks.
    """

    names: tuple[str, ...]
    fields: dict[str, tuple[int, ...]]
    doubled: tuple[str, ...]
    missing: tuple[str, ...]

    def written(self) -> dict[str, tuple[str, ...]]:
        """Return canonical field → headers as written in the file."""
        return {field: tuple(self.names[place] for place in places) for field, places in self.fields.items()}

    def unused(self) -> dict[str, str | None]:
        """Return each header that was not used → the nearest known alias, if one is near and the header unknown."""
        taken = {place for places in self.fields.values() for place in places}
        return {name: _nearest(name) for place, name in enumerate(self.names) if name and place not in taken}


def resolve(names: Sequence[str], role: Role, columns: Mapping[str, str | list[str]]) -> Heading:
    """Read a header row; headers named in the settings go before the table of aliases."""
    chosen, missing = _chosen(names, columns)
    taken = {place for places in chosen.values() for place in places}
    readings = [spellings(name) if name and place not in taken else () for place, name in enumerate(names)]
    fields, doubled = dict(chosen), []
    for field, aliases in ALIASES[role].items():
        if field in fields:
            continue
        places, doubles = _first_alias(readings, aliases)
        doubled += [names[place] for place in doubles]
        if places:
            fields[field] = places
    if "tanggal_lahir" in fields or "tempat_lahir" in fields:
        fields.pop("tempat_tanggal_lahir", None)
    return Heading(tuple(names), fields, tuple(doubled), missing)


def known_cells(cells: Sequence[str]) -> int:
    """Return how many cells are headers that the table of aliases knows for either side."""
    return sum(_is_known_header(cell) for cell in cells if cell and len(cell) <= MAX_HEADER)


def _chosen(
    names: Sequence[str], columns: Mapping[str, str | list[str]]
) -> tuple[dict[str, tuple[int, ...]], tuple[str, ...]]:
    folded = {fold(name): place for place, name in reversed(list(enumerate(names))) if name}
    exact = {name: place for place, name in reversed(list(enumerate(names))) if name}
    chosen: dict[str, tuple[int, ...]] = {}
    missing: list[str] = []
    for field, wanted in columns.items():
        headers = [wanted] if isinstance(wanted, str) else wanted
        places = [exact.get(header.strip(), folded.get(fold(header))) for header in headers]
        missing += [header for header, place in zip(headers, places, strict=True) if place is None]
        if all(place is not None for place in places):
            chosen[field] = tuple(place for place in places if place is not None)
    return chosen, tuple(missing)


def _first_alias(
    readings: Sequence[tuple[str, ...]], aliases: Sequence[tuple[str, ...]]
) -> tuple[tuple[int, ...], list[int]]:
    for alias in aliases:
        hits = [[place for place, reading in enumerate(readings) if part in reading] for part in alias]
        if all(hits):
            return tuple(hit[0] for hit in hits), [place for hit in hits for place in hit[1:]]
    return (), []


@lru_cache(maxsize=4096)
def _is_known_header(cell: str) -> bool:
    return any(_is_known(reading) for reading in spellings(cell))


def _is_known(reading: str) -> bool:
    return reading in SHOWN or reading in NOT_NEEDED


def _nearest(name: str) -> str | None:
    if any(_is_known(reading) for reading in spellings(name)):
        return None
    near = process.extractOne(fold(name), SHOWN.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
    return SHOWN[near[0]] if near else None
