"""Headers that the settings name and a file lacks: said per file, an error when no file has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import process

from uhcmatch.errors import SettingsRefused
from uhcmatch.files.refusals import LOOK
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.files.find_header import Wanted
    from uhcmatch.files.table import Table


def notes_on_settings(tables: Sequence[Table], wanted: Wanted) -> list[tuple[Words, ...]]:
    """Return per table what the settings name in vain; raises `SettingsRefused` for a header that no table has."""
    in_all = set.intersection(*(set(table.heading.missing) for table in tables))
    if in_all:
        raise _unknown(min(in_all), tables, wanted)
    note = Words(
        "Judul kolom {header} dari [columns.{role}] tidak ada di berkas ini.",
        "The header {header} of [columns.{role}] is not in this file.",
    )
    return [tuple(note.fill(header=header, role=wanted.role) for header in table.heading.missing) for table in tables]


def _unknown(header: str, tables: Sequence[Table], wanted: Wanted) -> SettingsRefused:
    headers = [name for table in tables for name in table.heading.names if name]
    nearest = process.extractOne(header, headers)
    return SettingsRefused(
        Words(
            "Judul kolom {header} dari [columns.{role}] tidak ada di berkas mana pun.",
            "The header {header} of [columns.{role}] is in none of the files.",
        ).fill(header=header, role=wanted.role),
        Words("Maksud Anda {nearest}?", "Did you mean {nearest}?").fill(nearest=nearest[0][:60]) if nearest else LOOK,
    )
