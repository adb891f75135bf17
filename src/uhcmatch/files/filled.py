"""Sheets that people filled in and sent back → their lines as text, hidden sheets too, whatever saved them."""

from __future__ import annotations

import csv
import io
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import fastexcel

from uhcmatch.files.containers import parts
from uhcmatch.files.decode import decode
from uhcmatch.files.refusals import is_really
from uhcmatch.files.sheet_scan import scan
from uhcmatch.files.snapshot import take
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

_DELIMITERS: Final = ";,\t|"
_GUARD: Final = re.compile(r"^'(?=\s*[=+\-@\t\r\n\x00＝＋－＠])")
_NOT_A_SHEET: Final = Words(
    "Berikan buku kerja atau CSV yang ditulis uhcmatch, dengan kolom {needed}.",
    "Give a workbook or CSV that uhcmatch wrote, with its column {needed}.",
)


@dataclass(frozen=True)
class FilledSheet:
    """One sheet: its lines of trimmed text cells; `first` is the number of the first line."""

    name: str | None
    is_visible: bool
    lines: tuple[tuple[str, ...], ...]
    first: int = 1


@dataclass(frozen=True)
class Filled:
    """A file with its hash and its sheets, in order; a CSV has one without name."""

    name: str
    sha256: str
    sheets: tuple[FilledSheet, ...]


@dataclass(frozen=True)
class FilledRow:
    """A line below a header: where it stands, and its cells by the key of their column; a blank cell is empty."""

    sheet: str | None
    line: int
    cells: Mapping[str, str]


def filled(path: Path) -> Filled:
    """Read a workbook or CSV, packed ones too; raises `InputRefused` for anything else."""
    taken = take(path)
    sheets: list[FilledSheet] = []
    for part in parts(path.name, taken.content):
        if part.kind == "parquet":
            raise is_really(path.name, "adalah Parquet, bukan lembar isian", "is Parquet, not a sheet to fill in")
        sheets += _workbook(part.name, part.content) if part.kind == "workbook" else [_text(part.name, part.content)]
    return Filled(path.name, taken.sha256, tuple(sheets))


def filled_rows(file: Filled, headings: Mapping[str, Collection[str]], needed: str) -> list[FilledRow]:
    """Return the rows of every visible sheet with a header that names `needed`.

    `headings` are the headings of each column's key, in any language and case. Columns may stand in any order, among
    others; a header repeated further down and blank lines are no rows. Raises `InputRefused` when there is no such
    sheet.
    """
    known = {_folded(heading): key for key, several in headings.items() for heading in (key, *several)}
    rows: list[FilledRow] = []
    found = False
    for sheet in file.sheets:
        if sheet.is_visible:
            table = list(_rows(sheet, known, needed))
            found = found or bool(table)
            rows += [row for row in table if row.line]
    if not found:
        hint = _NOT_A_SHEET.fill(needed=needed)
        raise is_really(file.name, "bukan lembar isian uhcmatch", "is no sheet of uhcmatch", hint)
    return rows


def _rows(sheet: FilledSheet, known: Mapping[str, str], needed: str) -> Iterator[FilledRow]:
    """Yield the header as line 0, then the rows below it."""
    places: dict[str, int] = {}
    for line, cells in enumerate(sheet.lines, start=sheet.first):
        named: dict[str, int] = {}
        for at, cell in enumerate(cells):
            named.setdefault(known.get(_folded(cell), ""), at)
        if needed in named and len(named) > 2:
            places = named
            yield FilledRow(sheet.name, 0, {})
        elif places and any(cells):
            yield FilledRow(
                sheet.name, line, {key: cells[at] if at < len(cells) else "" for key, at in places.items() if key}
            )


def _folded(text: str) -> str:
    return re.sub(r"[^A-Z0-9]+", "", text.upper())


def _trimmed(cells: Sequence[str | None]) -> tuple[str, ...]:
    """Return cells without white space around them, and without the apostrophe that disarms a formula."""
    return tuple(_GUARD.sub("", (cell or "").strip()).strip() for cell in cells)


def _text(name: str, content: bytes) -> FilledSheet:
    text = decode(name, content).content.decode()
    readings = [_csv(name, text, delimiter) for delimiter in _DELIMITERS]
    # The delimiter that cuts most lines into the same number of cells, of which there are many.
    best = max(readings, key=lambda lines: sum(len(line) for line in lines if len(line) > 1))
    return FilledSheet(None, is_visible=True, lines=tuple(map(_trimmed, best)))


def _csv(name: str, text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise is_really(name, "bukan CSV yang sah", "is no valid CSV") from error


def _workbook(name: str, content: bytes) -> list[FilledSheet]:
    scans = scan(name, content)
    logging.getLogger("fastexcel").setLevel(logging.ERROR)
    try:
        reader = fastexcel.read_excel(content)
        loaded = [reader.load_sheet(at, header_row=None, dtypes="string") for at in range(len(reader.sheet_names))]
        frames = [(sheet.name, sheet.visible == "visible", sheet.to_polars()) for sheet in loaded]
    except fastexcel.FastExcelError as error:
        raise is_really(name, "adalah XLSX yang rusak", "is a damaged XLSX workbook") from error
    return [
        FilledSheet(sheet, is_visible, tuple(_trimmed(line) for line in frame.iter_rows()), seen.first_row)
        for (sheet, is_visible, frame), seen in zip(frames, scans, strict=True)
    ]
