"""Sheets that people filled in and sent back → their lines as text, whatever saved them; what is not read is named."""

from __future__ import annotations

import csv
import io
import logging
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import fastexcel

from uhcmatch.files.container.containers import parts
from uhcmatch.files.container.sheet_scan import scan
from uhcmatch.files.container.snapshot import take
from uhcmatch.files.line.decode import decode
from uhcmatch.files.refusals import is_really
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

_BRACKETED: Final = re.compile(r"[(\[][^)\]]*[)\]]")
_DELIMITERS: Final = ";,\t|"
_GUARD: Final = re.compile(r"^'(?=\s*[=+\-@\t\r\n\x00＝＋－＠])")
_NOT_A_SHEET: Final = Words(
    "Berikan buku kerja atau CSV yang ditulis uhcmatch, dengan kolom {needed} dan {answer}.",
    "Give a workbook or CSV that uhcmatch wrote, with its columns {needed} and {answer}.",
)


@dataclass(frozen=True)
class FilledSheet:
    """One sheet: its lines of trimmed text cells; `first` is the number of the first line.

    `merged` place of a column → first and last line of the cells merged over several lines.
    """

    name: str | None
    is_visible: bool
    lines: tuple[tuple[str, ...], ...]
    first: int = 1
    merged: Mapping[int, Sequence[tuple[int, int]]] = field(default_factory=dict)

    def merged_above(self, line: int, at: int) -> str:
        """Return what the merged cell says that a cell is part of; empty where it is part of none."""
        tops = (top for top, last in self.merged.get(at, ()) if top < line <= last)
        return next((self.lines[top - self.first][at] for top in tops), "")


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


@dataclass(frozen=True)
class FilledForm:
    """What a sheet to fill in looks like.

    `headings` of each column's key, in any language and case · `needed` the column that says whom a line means ·
    `answers` columns of which one must be there to be answered in · `shared` columns in which a cell merged over
    several lines speaks for all of them · `optional` columns that are missed when no sheet has them.
    """

    headings: Mapping[str, Collection[str]]
    needed: str
    answers: tuple[str, ...]
    shared: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    def heading(self, key: str) -> str:
        """Return what people know a column by."""
        return next(iter(self.headings[key]))


@dataclass(frozen=True)
class FilledTable:
    """All that could be read of a file.

    `unanswerable` headers (line by line) below which nothing can be answered, and how many rows stand there · `hidden`
    sheets, not read · `absent` keys of optional columns that no sheet has.
    """

    rows: list[FilledRow]
    unanswerable: list[tuple[FilledRow, int]]
    hidden: list[str]
    absent: list[str]


def filled_table(file: Filled, form: FilledForm) -> FilledTable:
    """Return the rows of every visible sheet with a header that names what is needed.

    Columns may stand in any order, among others; what their headings say in brackets does not matter; a header repeated
    further down and blank lines are no rows. Raises `InputRefused` when there is no sheet that could be answered in.
    """
    known = {_folded(heading): key for key, several in form.headings.items() for heading in (key, *several)}
    headers: list[tuple[FilledRow, list[FilledRow]]] = []
    hidden: list[str] = []
    for sheet in file.sheets:
        found = list(_headers(sheet, known, form))
        if sheet.is_visible:
            headers += found
        elif any(rows for _, rows in found):
            hidden.append(str(sheet.name))
    fit = [(header, rows) for header, rows in headers if any(key in header.cells for key in form.answers)]
    if not fit:
        hint = _NOT_A_SHEET.fill(needed=form.needed, answer=form.heading(form.answers[0]))
        raise is_really(file.name, "bukan lembar isian uhcmatch", "is no sheet of uhcmatch", hint)
    unfit = [(header, len(rows)) for header, rows in headers if rows and not any(header is one for one, _ in fit)]
    absent = [key for key in form.optional if not any(key in header.cells for header, _ in fit)]
    return FilledTable([row for _, rows in fit for row in rows], unfit, hidden, absent)


def _headers(
    sheet: FilledSheet, known: Mapping[str, str], form: FilledForm
) -> Iterator[tuple[FilledRow, list[FilledRow]]]:
    """Yield every header, its cells being the headings by key, with the rows below it."""
    places: dict[str, int] = {}
    rows: list[FilledRow] = []
    for line, cells in enumerate(sheet.lines, start=sheet.first):
        named: dict[str, int] = {}
        for at, cell in enumerate(cells):
            named.setdefault(_key_of(cell, known), at)
        if form.needed in named and len(named) > 2:
            places, rows = {key: at for key, at in named.items() if key}, []
            yield FilledRow(sheet.name, line, {key: cells[at] for key, at in places.items()}), rows
        elif places and any(cells):
            told = {key: cells[at] if at < len(cells) else "" for key, at in places.items()}
            told |= {key: sheet.merged_above(line, places[key]) for key in form.shared if told.get(key) == ""}
            rows.append(FilledRow(sheet.name, line, told))


def _key_of(heading: str, known: Mapping[str, str]) -> str:
    """Return the key of a heading, empty for one that is not known."""
    return known.get(_folded(heading)) or known.get(_folded(_BRACKETED.sub("", heading)), "")


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
        FilledSheet(
            sheet,
            is_visible,
            tuple(_trimmed(line) for line in frame.iter_rows()),
            seen.first_row,
            {column - seen.first_column: spans for column, spans in seen.merged.items()},
        )
        for (sheet, is_visible, frame), seen in zip(frames, scans, strict=True)
    ]
