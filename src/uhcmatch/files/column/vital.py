"""Who died or moved away, where the header of the column does not say so: STATUS, KET, KONDISI.

What stands in the column decides: only there is told whether STATUS is that of life or of marriage.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.reference.codes import THERE, VITAL
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.columns import Role
    from uhcmatch.files.header.table import Table

_FIELD: Final = "status_hidup"
_MAY_BE: Final = re.compile(r"\b(?:STATUS|STAT|STS|KETERANGAN|KET|KONDISI|CATATAN|KEBERADAAN)\b")
_NEARLY_ALL: Final = 0.95
"""Share of the filled cells that say who is there or gone, in a column that is for that."""
_MANY: Final = 1_000
"""Distinct texts from which a column is one of free remarks."""
_THERE: Final = "HIDUP"
_READ: Final = Words(
    "Yang meninggal atau pindah dibaca dari kolom {header}: {n} baris.",
    "Who died or moved away is read from the column {header}: {n} rows.",
)
_NOT_READ: Final = Words(
    "Kolom {header} menyebut {n} baris meninggal atau pindah, tetapi juga hal lain: tidak dipakai. Beri kolom "
    "statusnya judul STATUS HIDUP.",
    "The column {header} tells {n} rows as dead or moved away, but other things too: it is not used. Give the column "
    "of that status the header STATUS HIDUP.",
)


def with_vital_status(table: Table, role: Role) -> Table:
    """Return a population's table with the vital status that a column of another header tells, blank for “there”.

    A column that says it of some rows and something else of others is not used, and a note says so.
    """
    if role != "population" or _FIELD in table.heading.fields:
        return table
    taken = {place for places in table.heading.fields.values() for place in places}
    notes = []
    for place, header in enumerate(table.heading.names):
        words = " ".join(re.findall("[A-Z0-9]+", header.upper()))
        if place in taken or not _MAY_BE.search(words):
            continue
        cells = table.rows[f"c{place}"]
        gone, told, filled = _told(cells)
        if not gone:
            continue
        if told >= _NEARLY_ALL * filled:
            note = _READ.fill(header=header[:60], n=gone)
            return table.with_field(_FIELD, cells.fill_null(_THERE), (place,), note)
        notes.append(_NOT_READ.fill(header=header[:60], n=gone))
    return table.changed(notes=(*table.notes, *notes)) if notes else table


def _told(cells: pl.Series) -> tuple[int, int, int]:
    """Count the cells that say who is gone, those that say who is there or gone, and the filled ones."""
    values = cells.drop_nulls().value_counts(sort=False, name="times")
    if values.height > _MANY:
        return 0, 0, 0
    label = pl.col(cells.name).str.to_uppercase().str.replace_all("[^A-Z0-9]+", " ").str.strip_chars(" ")
    is_word = ~label.str.contains(r"^\d*$")
    gone, there = (label.is_in(list(known)) & is_word for known in (VITAL, THERE))
    times = pl.col("times")
    counted = (times.filter(gone), times.filter(gone | there), times)
    return values.select(each.sum().alias(str(at)) for at, each in enumerate(counted)).row(0)
