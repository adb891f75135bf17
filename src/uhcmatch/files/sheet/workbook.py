"""XLSX → tables: every visible sheet that looks like the table is read, the others are named."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import fastexcel
import polars as pl

from uhcmatch.files.container.sheet_scan import SheetScan, scan
from uhcmatch.files.header.find_header import NAME_THEM, Wanted, has_needed, refuse_unusable
from uhcmatch.files.header.table import Table, cell_columns
from uhcmatch.files.refusals import is_really, shown
from uhcmatch.files.sheet.grid import below_header, header_of
from uhcmatch.files.sheet.merged import spread_merged
from uhcmatch.files.sheet.next_sheets import Sheet, continued, note_on, refuse_people
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.errors import InputRefused
    from uhcmatch.files.header.find_header import Found

_MIDNIGHT: Final = " 00:00:00"


def read_workbook(name: str, content: bytes, wanted: Wanted) -> list[Table]:
    """Read the sheets of a workbook that hold the wanted table; raises `InputRefused` when none does."""
    scans = scan(name, content)
    sheets = _opened(name, content)
    if len(sheets) != len(scans):
        raise is_really(name, "adalah XLSX yang rusak", "is a damaged XLSX workbook")
    tables: list[Table] = []
    unread: list[str] = []
    hidden: list[str] = []
    bare: list[tuple[str, pl.DataFrame]] = []
    before: Sheet | None = None
    weakest: tuple[Found | None, int] = (None, 0)
    for (sheet, is_visible, cells), seen in zip(sheets, scans, strict=True):
        found = header_of(cells, wanted) if cells.height else None
        line = seen.first_row + found.at if found else 0
        if not is_visible:
            hidden.append(sheet)
        elif found is None and before and (rows := continued(before, cells, seen)) is not None:
            tables.append(_continuing(name, sheet, rows, seen, before))
        elif found is None or not has_needed(found.heading.fields, wanted):
            unread.append(sheet)
            bare += [(sheet, cells)] if found is None else []
            weakest = max(weakest, (found, line), key=lambda one: one[0].strength if one[0] else (0, 0))
        elif refusal := refuse_unusable(f"{name}#{sheet}", found, wanted, line):
            raise refusal
        else:
            tables.append(_table(name, sheet, cells, seen, found))
            before = Sheet(sheet, cells, seen, found)
    if not tables:
        raise _without_table(name, sheets, hidden, refuse_unusable(name, weakest[0], wanted, weakest[1]))
    for sheet, cells in bare:
        refuse_people(name, sheet, cells)
    return _named(name, _without_copies(tables, unread), unread, hidden)


def _continuing(name: str, sheet: str, rows: pl.DataFrame, seen: SheetScan, before: Sheet) -> Table:
    """Return the table of a sheet without a header, read by that of the sheet before."""
    table = _table(name, sheet, rows, seen, replace(before.found, at=0, height=0))
    return table.changed(header_line=0, notes=(note_on(sheet, before), *table.notes))


def _without_table(
    name: str, sheets: list[tuple[str, bool, pl.DataFrame]], hidden: list[str], refusal: InputRefused | None
) -> InputRefused:
    if not any(cells.height for _, _, cells in sheets):
        return is_really(name, "kosong", "is empty")
    if hidden:
        return is_really(
            name,
            "tidak memuat tabel yang dikenal di lembar yang terlihat; ada lembar tersembunyi",
            "has no table that is known on a visible sheet; there are hidden sheets",
            Words(
                "Tampilkan lembar itu di Excel, simpan, lalu coba lagi.", "Unhide the sheet in Excel, save, try again."
            ),
        )
    return refusal or is_really(name, "tidak memuat tabel yang dikenal", "holds no table that is known", NAME_THEM)


def _opened(name: str, content: bytes) -> list[tuple[str, bool, pl.DataFrame]]:
    """Return name, visibility and cells (c0, c1, … as text) of every sheet."""
    logging.getLogger("fastexcel").setLevel(logging.ERROR)
    try:
        reader = fastexcel.read_excel(content)
        loaded = [reader.load_sheet(at, header_row=None, dtypes="string") for at in range(len(reader.sheet_names))]
        return [(sheet.name, sheet.visible == "visible", _cells(sheet.to_polars())) for sheet in loaded]
    except fastexcel.FastExcelError as error:
        raise is_really(name, "adalah XLSX yang rusak", "is a damaged XLSX workbook") from error


def _cells(frame: pl.DataFrame) -> pl.DataFrame:
    renamed = frame.rename(dict(zip(frame.columns, cell_columns(frame.width), strict=True)))
    return renamed.with_columns(pl.col(pl.String).str.strip_suffix(_MIDNIGHT))


def _table(name: str, sheet: str, cells: pl.DataFrame, seen: SheetScan, found: Found) -> Table:
    table = spread_merged(below_header(name, sheet, cells, seen.first_row, found), seen)
    numeric = {
        place: pl.Series(sorted(seen.numbers[column]), dtype=pl.Int64)
        for column, place in enumerate(table.cells, start=seen.first_column)
        if column in seen.numbers
    }
    notes = []
    if seen.errors:
        notes.append(
            Words(
                "{count} sel berisi galat Excel (#N/A …): dianggap kosong.",
                "{count} cells hold an Excel error (#N/A …): read as blank.",
            ).fill(count=seen.errors)
        )
    if seen.without_value:
        notes.append(
            Words(
                "{count} rumus tanpa nilai tersimpan: dianggap kosong. Buka berkas di Excel, simpan, lalu coba lagi.",
                "{count} formulas without a stored value: read as blank. Open the file in Excel, save it, try again.",
            ).fill(count=seen.without_value)
        )
    return table.changed(numeric=numeric, notes=(*table.notes, *notes))


def _without_copies(tables: list[Table], unread: list[str]) -> list[Table]:
    """Drop sheets whose rows equal those of an earlier sheet: the copies people keep in the same book."""
    kept: list[Table] = []
    for table in tables:
        if any(_is_copy(table, earlier) for earlier in kept):
            unread.append(str(table.sheet))
        else:
            kept.append(table)
    return kept


def _is_copy(table: Table, earlier: Table) -> bool:
    is_alike = table.heading.fields == earlier.heading.fields and table.rows.shape == earlier.rows.shape
    return is_alike and table.rows.height > 0 and table.rows.drop("line").equals(earlier.rows.drop("line"))


def _named(name: str, tables: list[Table], unread: list[str], hidden: list[str]) -> list[Table]:
    notes = []
    if len(tables) > 1:
        notes.append(_sheets("Lembar yang dibaca", "Sheets read", [str(table.sheet) for table in tables]))
    if unread:
        notes.append(_sheets("Lembar yang tidak dibaca", "Sheets not read", unread))
    if hidden:
        notes.append(_sheets("Lembar tersembunyi, tidak dibaca", "Hidden sheets, not read", hidden))
    first = tables[0].changed(notes=(*notes, *tables[0].notes))
    several = [first, *tables[1:]]
    if len(tables) == 1:
        return several
    return [table.changed(name=f"{name}#{table.sheet}") for table in several]


def _sheets(indonesian: str, english: str, sheets: list[str]) -> Words:
    told = ", ".join(shown(sheet) for sheet in sheets[:8]) + (" …" if len(sheets) > 8 else "")
    return Words(f"{indonesian}: {{sheets}}.", f"{english}: {{sheets}}.").fill(sheets=told)
