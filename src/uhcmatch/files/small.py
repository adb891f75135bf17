"""A small table of the office (one header, some hundred rows) → lines of text cells: CSV in any usual form, or XLSX."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

import fastexcel

from uhcmatch.files.container.sheet_scan import scan
from uhcmatch.files.container.snapshot import take
from uhcmatch.files.line.decode import decode
from uhcmatch.files.refusals import is_really

if TYPE_CHECKING:
    from pathlib import Path

_ZIP: Final = b"PK\x03\x04"
_DELIMITERS: Final = ";,\t|"


def small_table(path: Path) -> list[list[str]]:
    """Return the cells of a CSV, or of the first sheet of a workbook, line by line, trimmed; a blank cell is "".

    Raises `InputRefused` when the file cannot be read as either.
    """
    taken = take(path)
    lines = _sheet(path.name, taken.content) if taken.content.startswith(_ZIP) else _text(path.name, taken.content)
    return [[cell.strip() for cell in line] for line in lines]


def _text(name: str, content: bytes) -> list[list[str]]:
    text = decode(name, content).content.decode()
    first = text.partition("\n")[0]
    try:
        return list(csv.reader(io.StringIO(text), delimiter=max(_DELIMITERS, key=first.count)))
    except csv.Error as error:
        raise is_really(name, "bukan CSV yang sah", "is no valid CSV") from error


def _sheet(name: str, content: bytes) -> list[list[str]]:
    scan(name, content)  # Refuses what would fill the memory before the reader sees it.
    try:
        sheet = fastexcel.read_excel(content).load_sheet(0, header_row=None, dtypes="string")
    except fastexcel.FastExcelError as error:
        raise is_really(name, "adalah XLSX yang rusak", "is a damaged XLSX workbook") from error
    return [[cell or "" for cell in line] for line in sheet.to_polars().iter_rows()]
