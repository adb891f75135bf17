"""The village with three cards that bear a resident's number and somebody else's name: questions for a clerk."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import openpyxl

from tests.cli.village import settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

QUESTIONS = (
    ("0001298000077", "3298012306100003", "JOKO SUSILO", "01-02-1970", "L", "AKTIF", "PBI (APBN)"),
    ("0001298000088", "3298014909780005", "RETNO WULANDARI", "03-04-1961", "P", "NON AKTIF", "PEKERJA MANDIRI"),
    ("0001298000099", "3298020502200008", "PUTRI MAHARANI", "05-06-1999", "P", "AKTIF", "PBI (APBN)"),
)
"""Cards 7, 8 and 9, on the residents 3, 5 and 8."""
PAIRS = {(3, 7), (5, 8), (8, 9)}


def settle_doubtful(folder: Path) -> tuple[Path, Path]:
    population, members = settle(folder)
    with members.open("a", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows(QUESTIONS)
    return population, members


def columns_of(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """The row of the headings, and the column of each."""
    for row in sheet.iter_rows(max_row=20):
        named = {str(cell.value): cell.column for cell in row if cell.value}
        if "id_pasangan" in named or "id_baris" in named:
            return row[0].row, named
    raise AssertionError("no headings")


def fill(path: Path, answers: dict[str, dict[str, Any]], by: str, out: Path | None = None) -> Path:
    """Fill a workbook in: for the rows whose `by` cell is a key, the cells named."""
    book = openpyxl.load_workbook(path)
    filled = set()
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        top, columns = columns_of(sheet)
        for row in range(top + 1, sheet.max_row + 1):
            name = str(sheet.cell(row, columns[by]).value)
            for heading, value in answers.get(name, {}).items():
                sheet.cell(row, columns[heading]).value = value
                filled.add(name)
    assert filled == set(answers)
    target = out or path
    book.save(target)
    return target


def table_of(path: Path, sheet: str | None = None) -> list[list[Any]]:
    """The cells of a sheet, headings first; what stands above them is left out."""
    book = openpyxl.load_workbook(path)
    page = book[sheet] if sheet else book.worksheets[0]
    top, _ = columns_of(page)
    return [list(row) for row in page.iter_rows(min_row=top, values_only=True)]


def as_csv(rows: list[list[Any]], path: Path, delimiter: str = ";", encoding: str = "utf-8-sig") -> Path:
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=delimiter).writerows(
            [["" if cell is None else cell for cell in row] for row in rows]
        )
    return path


def as_book(rows: list[list[Any]], path: Path, above: int = 0) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in _lines(rows, above):
        sheet.append(line)
    book.save(path)
    return path


def _lines(rows: list[list[Any]], above: int) -> Iterator[list[Any]]:
    yield from ([f"catatan {at}"] for at in range(above))
    yield from rows
