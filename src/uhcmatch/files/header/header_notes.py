"""What has to be said of a file's headers: misspelt ones, and those that the settings name and the file lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import process

from uhcmatch.errors import SettingsRefused
from uhcmatch.files.refusals import LOOK
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.files.header.find_header import Wanted
    from uhcmatch.files.header.table import Table


def notes_on_headers(tables: Sequence[Table], wanted: Wanted) -> list[tuple[Words, ...]]:
    """Return per table how misspelt headers were read and what the settings name in vain.

    Raises `SettingsRefused` for a header of the settings that no table has.
    """
    in_all = set.intersection(*(set(table.heading.missing) for table in tables))
    if in_all:
        raise _unknown(min(in_all), tables, wanted)
    return [(*_on_misspelt(table), *_on_missing(table, wanted)) for table in tables]


def _on_misspelt(table: Table) -> list[Words]:
    note = Words(
        "Judul kolom {header} dibaca sebagai {meant}.",
        "The header {header} is read as {meant}.",
    )
    return [note.fill(header=header[:60], meant=meant[:60]) for header, meant in table.heading.misspelt.items()]


def _on_missing(table: Table, wanted: Wanted) -> list[Words]:
    note = Words(
        "Judul kolom {header} dari [columns.{role}] tidak ada di berkas ini.",
        "The header {header} of [columns.{role}] is not in this file.",
    )
    return [note.fill(header=header, role=wanted.role) for header in table.heading.missing]


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
