"""What has to be said of many sheets of one file: once, with how many they are."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.files.container.snapshot import Snapshot
    from uhcmatch.files.header.table import Table


def said_once(tables: Sequence[tuple[Table, Snapshot]]) -> list[tuple[Table, Snapshot]]:
    """Return the tables, each beside its file, in which a note of several sheets of a file stands at the first only."""
    told = []
    for _, group in groupby(tables, key=lambda pair: pair[1].sha256):
        sheets = list(group)
        times = Counter(note for table, _ in sheets for note in table.notes)
        said: set[Words] = set()
        for table, taken in sheets:
            notes = [_counted(note, times[note]) for note in table.notes if note not in said]
            said.update(table.notes)
            told.append((table.changed(notes=tuple(notes)), taken))
    return told


def _counted(note: Words, times: int) -> Words:
    if times == 1:
        return note
    return Words(f"{note.id} ({times} lembar)", f"{note.en} ({times} sheets)")
