"""Which column of a file is which canonical field."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from rapidfuzz import fuzz, process

from uhcmatch.reference.header_words import key
from uhcmatch.reference.headers import (
    ALIASES,
    FIELDS_OF,
    FIELDS_OF_WORDS,
    NOT_NEEDED,
    NOT_NEEDED_WORDS,
    SHOWN,
    fold,
    misspelt,
    shortened,
    spellings,
    worded,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uhcmatch.columns import Role
    from uhcmatch.reference.headers import Alias

NEAR: Final = 80
"""Similarity (0–100) from which an unknown header is shown its nearest known alias."""

MAX_HEADER: Final = 200
"""Letters beyond which a cell is no header."""


@dataclass(frozen=True)
class Heading:
    """A header row understood: canonical field → positions of its columns (several are joined with a space).

    `doubled` headers that stand twice for one field · `missing` headers that the settings name and the file lacks ·
    `misspelt` headers with a wrong letter → the words that they were read as.
    """

    names: tuple[str, ...]
    fields: dict[str, tuple[int, ...]]
    doubled: tuple[str, ...]
    missing: tuple[str, ...]
    misspelt: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def written(self) -> dict[str, tuple[str, ...]]:
        """Return canonical field → headers as written in the file."""
        return {field: tuple(self.names[place] for place in places) for field, places in self.fields.items()}

    def unused(self) -> dict[str, str | None]:
        """Return each header that was not used → the nearest known alias, if one is near and the header unknown."""
        taken = {place for places in self.fields.values() for place in places}
        unused = [name for place, name in enumerate(self.names) if name and place not in taken]
        return {name: _nearest(name, frozenset(self.fields)) for name in unused}


def resolve(names: Sequence[str], role: Role, columns: Mapping[str, str | list[str]]) -> Heading:
    """Read a header row; headers named in the settings go before the table of aliases."""
    chosen, missing = _chosen(names, columns)
    taken = {place for places in chosen.values() for place in places}
    readings = [Reading() if place in taken else _reading(name) for place, name in enumerate(names)]
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
    return Heading(tuple(names), fields, tuple(doubled), missing, _misspelt(names, readings, fields))


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


@dataclass(frozen=True)
class Reading:
    """How a header is compared: as written; where that is no known header, by its words, then without idle ones.

    `mended` the words of one with a wrong letter, if nothing else is known of it.
    """

    written: tuple[str, ...] = ()
    worded: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def _reading(name: str) -> Reading:
    written = spellings(name) if name else ()
    if not name or len(name) > MAX_HEADER or any(_is_known(reading) for reading in written):
        return Reading(written)
    words = worded(name)
    if any(map(_is_known_by_words, words)):
        return Reading(written, words)
    shorter, meant = shortened(name), misspelt(name)
    is_known = meant is None or any(map(_is_known_by_words, shorter))
    return Reading(written, words, shorter, () if is_known else (*worded(str(meant)), *shortened(str(meant))))


def _first_alias(readings: Sequence[Reading], aliases: Sequence[Alias]) -> tuple[tuple[int, ...], list[int]]:
    """Return the columns of the best alias in the header, and columns that repeat it.

    What is read only by its words must be the only such column: two are for people to decide.
    """
    for alias in aliases:
        hits = [[at for at, reading in enumerate(readings) if part in reading.written] for part in alias.folded]
        if all(hits):
            return tuple(hit[0] for hit in hits), [place for hit in hits for place in hit[1:]]
        if places := _only(readings, alias.worded, "worded"):
            return places, []
    ways: tuple[Literal["shortened", "mended"], ...] = ("shortened", "mended")
    found = (_only(readings, alias.worded, way) for way in ways for alias in aliases)
    return next((places for places in found if places), ()), []


def _misspelt(
    names: Sequence[str], readings: Sequence[Reading], fields: Mapping[str, tuple[int, ...]]
) -> dict[str, str]:
    taken = sorted({place for places in fields.values() for place in places if readings[place].mended})
    return {names[place]: str(misspelt(names[place])) for place in taken}


def _only(
    readings: Sequence[Reading], parts: tuple[str, ...], how: Literal["worded", "shortened", "mended"]
) -> tuple[int, ...]:
    hits = [[at for at, reading in enumerate(readings) if part in getattr(reading, how)] for part in parts]
    return tuple(hit[0] for hit in hits) if all(len(hit) == 1 for hit in hits) else ()


def _is_known_header(cell: str) -> bool:
    reading = _reading(cell)
    is_known = any(map(_is_known, reading.written)) or any(map(_is_known_by_words, reading.worded))
    return is_known or any(one in FIELDS_OF_WORDS for one in (*reading.shortened, *reading.mended))


def _is_known(reading: str) -> bool:
    return reading in SHOWN or reading in NOT_NEEDED


def _is_known_by_words(reading: str) -> bool:
    return reading in FIELDS_OF_WORDS or reading in NOT_NEEDED_WORDS


@lru_cache(maxsize=4096)
def _nearest(name: str, found: frozenset[str]) -> str | None:
    """Return the alias nearest to an unknown header, unless the file has that field already."""
    reading = _reading(name)
    if any(map(_is_known, reading.written)) or any(one in NOT_NEEDED_WORDS for one in reading.worded):
        return None
    open_ones = [alias for alias in SHOWN if alias not in FIELDS_OF or FIELDS_OF[alias] - found]
    by_letters = process.extractOne(fold(name), open_ones, scorer=fuzz.ratio, score_cutoff=NEAR)
    by_words = process.extractOne(
        key(name), {alias: key(SHOWN[alias]) for alias in open_ones}, scorer=fuzz.ratio, score_cutoff=NEAR
    )
    near = [(score, alias) for score, alias in (_scored(by_letters, 0), _scored(by_words, 2)) if alias]
    return SHOWN[max(near)[1]] if near else None


def _scored(found: tuple[str, float, object] | None, alias_at: int) -> tuple[float, str]:
    return (found[1], str(found[alias_at])) if found else (0.0, "")
