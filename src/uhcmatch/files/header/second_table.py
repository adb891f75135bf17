"""Two tables in one file: rows of the one would be read under the names of the other, or passed over as a title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.errors import InputRefused
from uhcmatch.files.header.find_header import is_person
from uhcmatch.files.header.heading import known_cells
from uhcmatch.files.line.lines import DELIMITERS
from uhcmatch.files.refusals import shown
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.files.header.table import Table

KNOWN_HEADERS: Final = 3
"""Known headers in one row from which it is a header; persons are not called NAMA or ALAMAT."""


def refuse_second_table(table: Table, doubtful: pl.DataFrame) -> None:
    """Raise `InputRefused` if one of these rows (of the table's shape, persons excluded) is another table's header."""
    has_digit = pl.any_horizontal(pl.col(table.cells).str.contains("[0-9]{3}").fill_null(value=False))
    for line, *cells in doubtful.filter(~has_digit).select("line", *table.cells).iter_rows():
        if known_cells([cell or "" for cell in cells]) >= KNOWN_HEADERS:
            raise second_table(table.name, line)


def second_table(name: str, line: int) -> InputRefused:
    """Refuse a file for the header of another table on that line."""
    return InputRefused(
        Words(
            "{name}, baris {line}: tabel kedua dengan judul kolom lain.",
            "{name}, line {line}: a second table with other headers.",
        ).fill(name=shown(name), line=line),
        Words("Pisahkan menjadi dua berkas.", "Split it into two files."),
    )


def refuse_persons_above(name: str, lines: Sequence[str]) -> None:
    """Raise `InputRefused` if a person stands on one of the lines above the header, in whatever delimiter."""
    for number, line in enumerate(lines, start=1):
        if any(is_person([cell.strip(' "') for cell in line.split(delimiter)]) for delimiter in DELIMITERS):
            raise InputRefused(
                Words(
                    "{name}, baris {line}: ada baris data di atas judul kolom.",
                    "{name}, line {line}: a row of data above the header.",
                ).fill(name=shown(name), line=number),
                Words("Taruh judul kolom di baris pertama.", "Put the header on the first line."),
            )


def begins_without_header(lines: Sequence[str]) -> bool:
    """Tell whether a person stands on one of these lines, below none with as many cells: a part of an export."""
    for delimiter in DELIMITERS:
        for at, line in enumerate(lines):
            if is_person([cell.strip(' "') for cell in line.split(delimiter)]):
                return all(above.count(delimiter) < line.count(delimiter) for above in lines[:at])
    return False
