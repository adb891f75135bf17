"""Tables whose cells are already apart (sheets, Parquet, frames) → the same shape as delimited text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from uhcmatch.files.header.find_header import SEARCHED, Found, Wanted, find
from uhcmatch.files.header.table import Table, above_header, cell_columns, listed, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence


def with_names(name: str, names: Sequence[str], cells: pl.DataFrame, found: Found) -> Table:
    """Return the table of a frame whose column names are the header; `line` counts its rows from 1."""
    renamed = cells.rename(dict(zip(cells.columns, cell_columns(len(names)), strict=True)))
    return Table(
        name=name,
        heading=found.heading,
        header_line=0,
        rows=trimmed(renamed.with_row_index("line", offset=1).with_columns(pl.col("line").cast(pl.Int64))),
        refused=listed([]),
        skipped=listed([]),
    )


def header_of(cells: pl.DataFrame, wanted: Wanted) -> Found | None:
    """Return the header row of a sheet, searched in its first rows; `cells` c0, c1, … as text."""
    head = [[cell or "" for cell in row] for row in cells.head(SEARCHED + 2).iter_rows()]
    return find(head, wanted)


def below_header(name: str, sheet: str, cells: pl.DataFrame, first_row: int, found: Found) -> Table:
    """Return the table of a sheet; `line` is the sheet's row number, `first_row` the number of its first row."""
    start = found.at + found.height
    body = cells.slice(start)
    numbers = pl.int_range(first_row + start, first_row + cells.height, dtype=pl.Int64, eager=True).alias("line")
    rows = trimmed(body.insert_column(0, numbers))
    blank = pl.all_horizontal(pl.col(cell_columns(cells.width)).is_null())
    return Table(
        name=name,
        heading=found.heading,
        header_line=first_row + found.at,
        rows=rows.filter(~blank),
        refused=listed([]),
        skipped=rows.filter(blank).select("line", reason=pl.lit("kosong")),
        asides=above_header([" ".join(filter(None, row)) for row in cells.head(found.at).iter_rows()], first_row),
        sheet=sheet,
    )
