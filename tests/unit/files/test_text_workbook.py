from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import polars as pl

from uhcmatch.files import text_workbook, write_workbook

if TYPE_CHECKING:
    import pytest

CELLS = ["=HYPERLINK(1)", "+1", "https://x.example", "3298011203800001", "'a", "<b>", "00012", ""]


def test_text_stays_text(tmp_path: Path) -> None:
    frame = pl.DataFrame({"isi": CELLS, "n": range(len(CELLS)), "tgl": [date(2026, 11, 23)] * len(CELLS)})
    write_workbook({"anomali": frame}, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["anomali"]
    rows = list(sheet.iter_rows(min_row=2))
    assert [row[0].value or "" for row in rows] == CELLS
    assert {row[0].data_type for row in rows} <= {"s", "n"}
    assert [row[0].data_type for row in rows[:7]] == ["s"] * 7
    assert all(cell.hyperlink is None for row in rows for cell in row)
    assert [row[1].value for row in rows] == list(range(len(CELLS)))
    assert rows[0][2].value == "23-11-2026"
    assert sheet.freeze_panes == "A2"


def test_nothing_but_a_header(tmp_path: Path) -> None:
    write_workbook({"kosong": pl.DataFrame(schema={"a": pl.String})}, tmp_path / "a.xlsx")
    assert [cell.value for cell in openpyxl.load_workbook(tmp_path / "a.xlsx")["kosong"][1]] == ["a"]


def test_too_many_rows_go_on_in_a_next_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_workbook, "_MOST_ROWS", 2)
    write_workbook({"x": pl.DataFrame({"a": ["1", "2", "3"]})}, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["x", "x 2"]
    assert book["x 2"]["A2"].value == "3"
