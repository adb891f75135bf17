"""A look at the XML of a workbook before the reader sees it: its real size, and what becomes of its numbers.

The reader allocates the rectangle of all used cells: one cell at XFD1048576 in a file of 5 KB asks for half a terabyte
and ends the process without an error (FAULTS R28). And it hides which cells were numbers: a NIK typed as a number has
lost its last digit and looks valid all the same.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from uhcmatch.files.container.containers import MAX_RATIO, MAX_UNPACKED, SMALL, too_large
from uhcmatch.files.refusals import is_really

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CELLS: Final = 40_000_000
"""Cells of the rectangle a sheet spans: a full sheet of 1,048,576 rows with 38 columns."""
_CHUNK: Final = 1 << 22
_ROW: Final = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
_FAR_ROW: Final = re.compile(rb'\br="[A-Z]+(10[0-9]{5})"')
_FAR_COLUMN: Final = re.compile(rb'\br="([A-Z]{3})[0-9]')
_WIDE_COLUMN: Final = re.compile(rb'\br="([A-Z]{2})[0-9]')
_FIRST_CELL: Final = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+)(\d+)"[^>/]*>\s*<')
_IN_COLUMN_A: Final = re.compile(rb'\br="A[0-9]+"[^>/]*>\s*<')
_LONG_NUMBER: Final = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]+)(\d+)"(?![^>]*\bt="(?!n"))[^>]*>(?:<(?:\w+:)?f[^>]*>[^<]*</(?:\w+:)?f>)?'
    rb"<(?:\w+:)?v>([0-9]{15,17}(?:\.[0-9]*)?|[0-9](?:\.[0-9]*)?[eE]\+?1[4-6])</"
)
_ERROR: Final = re.compile(rb'<(?:\w+:)?c\b[^>]*\bt="e"')
_NO_VALUE: Final = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*(?:<(?:\w+:)?v>\s*</(?:\w+:)?v>|<(?:\w+:)?v\s*/>)?\s*</(?:\w+:)?c>"
)
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+)(\d+):[A-Z]+(\d+)"')
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)/?>")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)/?>")
_ATTRIBUTE: Final = re.compile(rb'([\w:]+)="([^"]*)"')


@dataclass
class SheetScan:
    """What one sheet's XML says.

    `first_row` and `first_column` of the used rectangle (from 1), `numbers` column number → row → text of numbers of
    15 digits and more, cells with errors, formulas without a value, `merged` column number → first and last row of the
    cells merged over several rows.
    """

    first_row: int = 1
    first_column: int = 0
    last_row: int = 0
    columns: int = 26
    errors: int = 0
    without_value: int = 0
    numbers: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: dict[int, list[tuple[int, int]]] = field(default_factory=dict)


def scan(name: str, content: bytes) -> list[SheetScan]:
    """Look through every sheet, in the workbook's order; raises `InputRefused` for one too large to be an export."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            _refuse_bombs(name, book, len(content))
            return [_scan_sheet(name, book, path) for path in _sheet_paths(name, book)]
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise is_really(name, "adalah XLSX yang rusak", "is a damaged XLSX workbook") from error


def _refuse_bombs(name: str, book: zipfile.ZipFile, packed: int) -> None:
    parts = book.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or unpacked > max(SMALL, packed * MAX_RATIO):
        raise too_large(name)
    if any(part.flag_bits & 1 for part in parts):
        raise is_really(name, "dilindungi kata sandi", "is protected by a password")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and b"<!" in _beginning(book, part).replace(b"<!--", b""):
            raise is_really(name, "memuat DTD, tidak dibuka", "holds a DTD and is not opened")


def _beginning(book: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    with book.open(part) as stream:
        return stream.read(2048)


def _sheet_paths(name: str, book: zipfile.ZipFile) -> list[str]:
    workbook = book.read("xl/workbook.xml")
    relations = {}
    for found in _RELATION.finditer(book.read("xl/_rels/workbook.xml.rels")):
        told = _attributes(found[1])
        relations[told.get("Id", "")] = told.get("Target", "")
    paths = []
    for found in _SHEET.finditer(workbook):
        target = next(
            (relations.get(value) for key, value in _attributes(found[1]).items() if key.endswith(":id")), None
        )
        if target is None:
            raise is_really(name, "adalah XLSX yang rusak", "is a damaged XLSX workbook")
        paths.append(target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}"))
    return paths


def _attributes(text: bytes) -> dict[str, str]:
    return {key.decode(): value.decode() for key, value in _ATTRIBUTE.findall(text)}


def _scan_sheet(name: str, book: zipfile.ZipFile, path: str) -> SheetScan:
    seen = SheetScan()
    is_first = True
    for piece in _pieces(book, path):
        if is_first and (cell := _FIRST_CELL.search(piece)):
            seen.first_row, is_first = int(cell[2]), False
        _measure(piece, seen)
        seen.first_column = _leftmost(piece, seen.first_column)
        if (seen.last_row - seen.first_row + 1) * seen.columns > MAX_CELLS:
            raise is_really(
                name, "menyatakan lembar yang terlalu besar", "has a sheet with a cell far outside any table"
            )
        for letters, row, text in _LONG_NUMBER.findall(piece):
            seen.numbers.setdefault(column_number(letters.decode()), {})[int(row)] = text.decode()
        for letters, top, last in _MERGED.findall(piece):
            if int(last) > int(top):
                seen.merged.setdefault(column_number(letters.decode()), []).append((int(top), int(last)))
        seen.errors += sum(1 for _ in _ERROR.finditer(piece))
        seen.without_value += sum(1 for _ in _NO_VALUE.finditer(piece))
    return seen


def _measure(piece: bytes, seen: SheetScan) -> None:
    seen.last_row = max(seen.last_row, *(int(row) for row in _ROW.findall(piece)[-1:]), 0)
    if far := _FAR_ROW.search(piece):
        seen.last_row = max(seen.last_row, int(far[1]))
    for pattern in (_WIDE_COLUMN, _FAR_COLUMN):
        if pattern.search(piece):
            seen.columns = max(
                seen.columns, *(column_number(letters.decode()) for letters in set(pattern.findall(piece)))
            )


def _leftmost(piece: bytes, so_far: int) -> int:
    """Return the first column in use; all cells are looked at only where column A is not in use."""
    if so_far == 1 or _IN_COLUMN_A.search(piece):
        return 1
    found = {column_number(letters.decode()) for letters in {cell[0] for cell in _FIRST_CELL.findall(piece)}}
    return min(found | ({so_far} if so_far else set()), default=0)


def _pieces(book: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    """Yield the XML in pieces that end behind a cell."""
    rest = b""
    with book.open(path) as stream:
        while chunk := stream.read(_CHUNK):
            piece = rest + chunk
            cut = piece.rfind(b"c>") + 2
            if cut < 2:
                rest = piece
                continue
            yield piece[:cut]
            rest = piece[cut:]
    yield rest


def column_number(letters: str) -> int:
    """Return 1 for A, 27 for AA, 16384 for XFD."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
