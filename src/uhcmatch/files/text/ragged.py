"""Rows whose length differs only by blank cells at the end.

A ragged row is read only when something besides its length says that nothing moved and nothing is missing: its last
filled cell is a value that this column has elsewhere and the neighbouring column has not, and what a short row lacks
is read by nobody or left out of many rows alike. A separator lost in the middle of a row whose last column is blank
would look the same.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.files.header.table import Table, listed
from uhcmatch.files.line.lines import WHITE

if TYPE_CHECKING:
    from collections.abc import Sequence

HABIT: Final = 0.2
"""Share of the rows from which a missing or surplus blank cell is how this exporter writes."""
FEW: Final = 10
"""Rows below which a file is too short to say what its last column looks like."""
VARIED: Final = 0.5
"""Distinct values per row from which a column's next value is expected to be a new one."""
MOST_LEFT_OUT: Final = 3
"""Cells an exporter that writes no blanks at the end of a row leaves out; a row without more was cut off."""


def settle_ragged(table: Table, ragged: Sequence[tuple[int, list[str]]], cut_line: int | None) -> Table:
    """Read or refuse rows of another length, each with its line number; `cut_line` is never among those read."""
    if not ragged:
        return table
    width = len(table.cells)
    habits = _habits([len(cells) for _, cells in ragged], table.rows.height)
    clean = [(number, [cell.strip(WHITE) or None for cell in cells]) for number, cells in ragged]
    right = {
        number
        for number, cells in clean
        if number != cut_line and _stands_right(table, cells, is_habit=len(cells) in habits)
    }
    right = _not_cut_in_two(table, clean, right)
    accepted = [(number, *cells[:width], *[None] * (width - len(cells))) for number, cells in clean if number in right]
    if accepted:
        more = pl.DataFrame(accepted, schema=table.rows.schema, orient="row")
        table = table.changed(rows=pl.concat([table.rows, more]).sort("line"))
    refused = listed([(number, "jumlah_kolom") for number, _ in clean if number not in right])
    return table.changed(refused=pl.concat([table.refused, refused]))


def _habits(lengths: Sequence[int], whole: int) -> set[int]:
    """Return the lengths that are how this exporter writes rows."""
    if len(lengths) < HABIT * (whole + len(lengths)):
        return set()
    return {length for length, times in Counter(lengths).items() if times >= 3}


def _not_cut_in_two(table: Table, ragged: Sequence[tuple[int, list[str | None]]], right: set[int]) -> set[int]:
    """Return the lines without short rows whose missing cells may stand on a refused line below."""
    width = len(table.cells)
    refused = {*table.refused["line"].to_list(), *(number for number, _ in ragged if number not in right)}
    return {n for n, cells in ragged if n in right and (len(cells) > width or n + 1 not in refused)}


def _stands_right(table: Table, cells: list[str | None], *, is_habit: bool) -> bool:
    """Return whether the last filled cell belongs to its column and not to the one a shift would have brought it from.

    Where many rows are like this, columns nobody reads may be missing behind a cell that is like no other. A cell too
    many in front would have pushed the last one out, so a surplus is harmless where the last column is never blank.
    """
    width = len(table.cells)
    is_short = len(cells) < width
    last = max((place for place, cell in enumerate(cells[:width]) if cell is not None), default=-1)
    if is_short and not _may_lack(table, len(cells), is_habit=is_habit):
        return False
    if last < 0 or (is_short and last < len(cells) - 1):
        return False
    own = table.rows[f"c{last}"]
    if not is_short and last == width - 1 and len(own) >= FEW and own.null_count() == 0:
        return True
    neighbour = last + 1 if is_short else last - 1
    value = cells[last]
    if neighbour < 0 or (table.rows[f"c{neighbour}"] == value).any():
        return False
    return bool((own == value).any()) or (is_habit and is_short and _may_be_new(table, own, last))


def _may_lack(table: Table, length: int, *, is_habit: bool) -> bool:
    """Return whether a row may end after so many cells: what is missing is read by nobody, or regularly left out."""
    used = {place for places in table.heading.fields.values() for place in places}
    is_read = any(place >= length for place in used)
    return not is_read or (is_habit and len(table.cells) - length <= MOST_LEFT_OUT)


def _may_be_new(table: Table, own: pl.Series, last: int) -> bool:
    used = {place for places in table.heading.fields.values() for place in places}
    is_varied = own.n_unique() > VARIED * max(own.len(), 1)
    return is_varied and not any(place > last for place in used)
