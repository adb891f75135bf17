"""Plain tables as a workbook: text is text whatever it looks like, nothing is a formula or a link."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import polars as pl
import xlsxwriter

from uhcmatch.files.write import replacing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MOST_ROWS: Final = 1_048_575
"""Rows of a sheet below its header."""
_WIDEST: Final = 60
_LOOKED_AT: Final = 200
"""Rows by which columns are made wide enough."""


def write_workbook(tables: Mapping[str, pl.DataFrame], path: Path) -> None:
    """Write one sheet per table, its header frozen and filtered; what is too long for a sheet goes on in a next one.

    Whole numbers are numbers, so that they can be summed; dates are text, as on an identity card. Raises `OutOfRoom`,
    `StoreFailed`.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True, "in_memory": True})
    bold = book.add_format({"bold": True, "bg_color": "#E8EDF3", "bottom": 1})
    for name, table in tables.items():
        for number, start in enumerate(range(0, max(table.height, 1), _MOST_ROWS), start=1):
            title = name if number == 1 else f"{name} {number}"
            _fill(book.add_worksheet(title), _plain(table.slice(start, _MOST_ROWS)), bold)
    book.close()
    with replacing(path) as file:
        file.write(buffer.getbuffer())


def _plain(table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(pl.col(pl.Date).dt.to_string("%d-%m-%Y"))


def _fill(sheet: Any, table: pl.DataFrame, bold: Any) -> None:  # noqa: ANN401 - the library has no types
    for at, name in enumerate(table.columns):
        texts = table[name].head(_LOOKED_AT).cast(pl.String).drop_nulls().to_list()
        sheet.set_column(at, at, min(max(map(len, [name, *texts])) + 2, _WIDEST))
    for at, name in enumerate(table.columns):
        sheet.write_string(0, at, name, bold)
    for row, cells in enumerate(table.iter_rows(), start=1):
        for at, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(row, at, cell)
            elif cell is not None:
                sheet.write_number(row, at, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(table.height, 1), max(table.width - 1, 0))
