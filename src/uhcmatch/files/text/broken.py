"""Rows whose outer cell may lack a part: the last row of a cut file, rows broken by a line break inside a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.files.header.table import Table, listed
from uhcmatch.files.text.pages import is_page

if TYPE_CHECKING:
    from collections.abc import Sequence

FEW: Final = 10
"""Rows below which a file is too short to say what its outer columns look like."""
OFTEN_BLANK: Final = 0.1
"""Share of blank cells from which a blank cell above a line of words is no sign."""
MOST_JUDGED: Final = 200
"""Values judged one by one; among more of them a cell is free text, of which nobody can say that it is whole."""
USUAL_END: Final = 0.2
"""Share of cells that end in the same two words (`KAB. X`) from which that is how they all end."""


def refuse_cut_row(table: Table, cut_line: int | None) -> Table:
    """Refuse the last row of a file that ends without a line end, unless its last cell looks whole."""
    if cut_line is None:
        return table
    relabelled = table.refused.with_columns(
        reason=pl.when(pl.col("line") == cut_line).then(pl.lit("terpotong")).otherwise("reason")
    )
    table = table.changed(refused=relabelled)
    is_here = table.rows["line"] == cut_line
    cut = _not_whole(table, table.rows.filter(is_here), table.rows.filter(~is_here), len(table.cells) - 1)
    return table.without(listed([(line, "terpotong") for line in cut]), "refused")


def refuse_broken_rows(table: Table, fragments: Sequence[int]) -> Table:
    """Refuse the row before a fragment whose last cell, and the row after it whose first cell, seems to lack a part.

    A heading or note between the rows may be a fragment too where the row above it has nothing in its last cell.
    """
    blank = set(table.skipped.filter(pl.col("reason") == "kosong")["line"].to_list()) if fragments else set()
    is_above = table.rows["line"].is_in([_next(line, -1, blank) for line in fragments])
    is_below = table.rows["line"].is_in([_next(line, 1, blank) for line in fragments])
    others = table.rows.filter(~is_above & ~is_below)
    broken = {
        *_not_whole(table, table.rows.filter(is_above), others, len(table.cells) - 1),
        *_not_whole(table, table.rows.filter(is_below), others, 0),
        *_cut_above(table),
    }
    return table.without(listed([(line, "ganti_baris") for line in sorted(broken)]), "refused")


def _next(line: int, step: int, blank: set[int]) -> int:
    """Return the nearest line above or below that is not blank."""
    line += step
    while line in blank:
        line += step
    return line


def _cut_above(table: Table) -> list[int]:
    """Return the rows above another line whose last cell lacks the end that others have, or is blank above a heading.

    A blank is a sign only in a column that is hardly ever blank.
    """
    place = len(table.cells) - 1
    pages = table.asides.filter(is_page(pl.col("text")))["line"]
    is_told = pl.col("reason").is_in(["judul_bagian", "catatan_kaki"]) & ~pl.col("line").is_in(pages.implode())
    told = table.skipped.filter(is_told)["line"] - 1
    odd = table.refused.filter(pl.col("reason") == "jumlah_kolom")["line"] - 1
    is_above_told = table.rows["line"].is_in(told.implode())
    is_above = is_above_told | table.rows["line"].is_in(odd.implode())
    if not _is_read(table, place) or not is_above.any():
        return []
    others = table.rows.filter(~is_above)[f"c{place}"]
    column, cell = others.drop_nulls(), pl.col(f"c{place}")
    values = table.rows.filter(is_above)[f"c{place}"].drop_nulls().unique().head(MOST_JUDGED)
    cut = [value for value in values.to_list() if _goes_on(value, column) and not (column == value).any()]
    is_rare = others.null_count() <= OFTEN_BLANK * len(others)
    is_blank = cell.is_null() & is_above_told & pl.lit(is_rare)
    return _lines(table.rows.filter(is_blank | (cell.is_in(cut).fill_null(value=False) & is_above)))


def _lines(rows: pl.DataFrame) -> list[int]:
    return [int(line) for line in rows["line"].to_list()]


def _is_read(table: Table, place: int) -> bool:
    return any(place in places for places in table.heading.fields.values())


def _not_whole(table: Table, rows: pl.DataFrame, others: pl.DataFrame, place: int) -> list[int]:
    """Return the lines whose outer cell is unlike the others of its column; a column nobody reads is not judged."""
    if rows.is_empty() or not _is_read(table, place):
        return []
    cell = f"c{place}"
    column = others[cell].drop_nulls()
    if len(others) < FEW:
        is_most = rows.height > len(others)
        is_odd = pl.col(cell).is_null() & pl.lit(len(column) == len(others))
        return _lines(rows.filter(pl.lit(is_most) | is_odd))
    values = rows[cell].drop_nulls().unique()
    lengths = column.str.len_chars().unique()
    if len(lengths) == 1:
        whole = values.filter(values.str.len_chars() == lengths[0])
    else:
        known = [value for value in values.head(MOST_JUDGED).to_list() if _is_whole(value, column, is_last=place > 0)]
        whole = pl.Series(known, dtype=pl.String)
    return _lines(rows.filter(~pl.col(cell).is_in(whole.implode()).fill_null(value=False)))


def _is_whole(value: str, column: pl.Series, *, is_last: bool) -> bool:
    """Return whether a value stands elsewhere in its column or ends as they all do.

    One that another value only continues (DUSUN II, DUSUN III) may have lost its end.
    """
    if _goes_on(value, column, is_last=is_last):
        return False
    words = column.str.split(" ")
    outer = (words.list.tail(2) if is_last else words.list.head(2)).list.join(" ")
    own = value.split(" ")[-2:] if is_last else value.split(" ")[:2]
    ends_like_others = int((outer == " ".join(own)).sum()) >= USUAL_END * len(column)
    return bool((column == value).any()) or ends_like_others


def _goes_on(value: str, column: pl.Series, *, is_last: bool = True) -> bool:
    return bool(((column.str.starts_with(value) if is_last else column.str.ends_with(value)) & (column != value)).any())
