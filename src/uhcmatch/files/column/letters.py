"""Letters that went wrong before the file reached us: counted per column and said, never repaired."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.files.line.decode import UNDECODABLE
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.files.header.table import Table

_TEXTS: Final = ("nama", "nama_ibu", "nama_ayah", "tempat_lahir", "alamat", "dusun", "kelurahan", "kecamatan")
_MOJIBAKE: Final = "[ÃÂ][\u0080-\u00bf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]|â€"
"""UTF-8 that was once read as Windows-1252: `JosÃ©`."""


def with_letter_notes(table: Table) -> Table:
    """Return the table with a note for each text column whose letters were ruined by another program."""
    notes = []
    for field in _TEXTS:
        place = table.place(field)
        if place is None:
            continue
        cells = table.rows[place]
        cells = cells.filter(cells.str.len_bytes() != cells.str.len_chars())
        ruined = int((cells.str.contains(_MOJIBAKE) | cells.str.contains(UNDECODABLE, literal=True)).sum())
        if ruined:
            notes.append(_note(table.heading.written()[field][0], ruined))
    return table.changed(notes=(*table.notes, *notes))


def _note(header: str, ruined: int) -> Words:
    return Words(
        "Kolom {header}: {count} sel memuat huruf rusak (seperti Ã©); dibaca apa adanya.",
        "Column {header}: {count} cells hold ruined letters (like Ã©); read as they are.",
    ).fill(header=header, count=ruined)
