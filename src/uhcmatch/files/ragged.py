"""Rows whose length differs only by blank cells at the end, and the row in which a file was cut off.

A ragged row is read only when something besides its length says that nothing moved: most rows of the file are like it,
or its last cell is a value that this column has elsewhere and the neighbouring column has not. A separator lost in the
middle of a row whose last column is blank would look the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.files.lines import WHITE
from uhcmatch.files.table import Table, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

HABIT: Final = 0.2
"""Share of the rows from which a missing or surplus blank cell is how this exporter writes."""
FEW: Final = 10
"""Rows below which a file is too short to say what its last column looks like."""
VARIED: Final = 0.5
"""Distinct values per row from which a column's next value is expected to be a new one."""
OFTEN_BLANK: Final = 0.1
"""Share of blank cells from which a blank last cell says nothing."""


def settle_ragged(table: Table, ragged: Sequence[tuple[int, list[str]]], cut_line: int | None) -> Table:
    """Read or refuse rows of another length, each with its line number; `cut_line` is never among those read."""
    width = len(table.cells)
    is_habit = len(ragged) >= 3 and len(ragged) >= HABIT * (table.rows.height + len(ragged))
    accepted: list[tuple[int | str | None, ...]] = []
    refused: list[tuple[int, str]] = []
    for number, cells in ragged:
        clean = [cell.strip(WHITE) or None for cell in cells]
        if number != cut_line and _stands_right(table, clean, is_habit=is_habit):
            accepted.append((number, *clean[:width], *[None] * (width - len(clean))))
        else:
            refused.append((number, "jumlah_kolom"))
    if accepted:
        more = pl.DataFrame(accepted, schema=table.rows.schema, orient="row")
        table = table.changed(rows=pl.concat([table.rows, more]).sort("line"))
    return table.changed(refused=pl.concat([table.refused, listed(refused)]))


def _stands_right(table: Table, cells: list[str | None], *, is_habit: bool) -> bool:
    """Return whether the last cell belongs to its column and not to the one a shift would have brought it from.

    Where many rows are like this, columns nobody reads may be missing behind a cell that is like no other.
    """
    width = len(table.cells)
    is_short = len(cells) < width
    last = len(cells) - 1 if is_short else width - 1
    neighbour = last + 1 if is_short else last - 1
    value = cells[last]
    if value is None or neighbour < 0:
        return False
    own, other = table.rows[f"c{last}"], table.rows[f"c{neighbour}"]
    if (other == value).any():
        return False
    return bool((own == value).any()) or (is_habit and is_short and _may_be_new(table, own, last))


def _may_be_new(table: Table, own: pl.Series, last: int) -> bool:
    used = {place for places in table.heading.fields.values() for place in places}
    is_varied = own.n_unique() > VARIED * max(own.len(), 1)
    return is_varied and not any(place > last for place in used)


def refuse_cut_row(table: Table, cut_line: int | None) -> Table:
    """Refuse the last row of a file that ends without a line end, unless its last cell looks whole."""
    if cut_line is None:
        return table
    relabelled = table.refused.with_columns(
        reason=pl.when(pl.col("line") == cut_line).then(pl.lit("terpotong")).otherwise("reason")
    )
    table = table.changed(refused=relabelled)
    last = table.rows.filter(pl.col("line") == cut_line)
    if last.is_empty() or _looks_whole(table, cut_line, len(table.cells) - 1):
        return table
    return table.without(last.select("line", reason=pl.lit("terpotong")), "refused")


def refuse_broken_rows(table: Table, fragments: Sequence[int]) -> Table:
    """Refuse the row before a fragment whose last cell, and the row after it whose first cell, seems to lack a part."""
    lines = set(table.rows["line"].to_list()) if fragments else set()
    ends = [line - 1 for line in fragments if line - 1 in lines]
    starts = [line + 1 for line in fragments if line + 1 in lines]
    last = len(table.cells) - 1
    broken = {line for line in ends if not _looks_whole(table, line, last)}
    broken |= {line for line in starts if not _looks_whole(table, line, 0)}
    return table.without(listed([(line, "ganti_baris") for line in sorted(broken)]), "refused")


def _looks_whole(table: Table, line: int, place: int) -> bool:
    """Return whether the outer cell of a row is like the others of its column; a column nobody reads is not judged."""
    column = table.cells[place]
    is_used = any(place in places for places in table.heading.fields.values())
    is_row = table.rows["line"] == line
    value: str | None = table.rows.filter(is_row)[column][0]
    others = table.rows.filter(~is_row)[column]
    if not is_used or len(others) < FEW:
        return True
    if value is None:
        return others.null_count() > OFTEN_BLANK * len(others)
    lengths = others.drop_nulls().str.len_chars().unique()
    if len(lengths) == 1:
        return len(value) == int(lengths[0])
    outer = others.str.split(" ").list.get(-1 if place else 0)
    return bool((outer == value.split(" ")[-1 if place else 0]).any())
