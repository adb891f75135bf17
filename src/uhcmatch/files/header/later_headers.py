"""Headers between the rows whose columns are in another order: files of several offices, put together as they came.

A header like the first is only skipped (`rows`). Below one with the same columns in another order, the cells are
brought into the order of the first. Any other header stands above another table: its rows would be read under wrong
names.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.files.header.heading import known_cells
from uhcmatch.files.header.second_table import KNOWN_HEADERS, second_table
from uhcmatch.files.line.beside import FOOTNOTE, LONG_NUMBER, SECTION, TOTAL
from uhcmatch.files.line.lines import DELIMITERS
from uhcmatch.reference.headers import fields_of, fold
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uhcmatch.files.header.table import Table
    from uhcmatch.files.line.lines import Dialect

_FEW: Final = 3
"""Cells that a heading or a note has at most."""
_NAMED: Final = 8
"""Lines that a note names."""
MAX_HEADER_LINE: Final = 8192
"""Letters of a line above which it is no header."""
_DATA: Final = re.compile("[0-9]{3}")


@dataclass(frozen=True)
class Turned:
    """A table whose rows below headers in another order were brought into the order of the first.

    `headers` the lines of these headers · `below` the lines of the rows that were brought in order, the headers too.
    """

    table: Table
    headers: list[int]
    below: pl.Series

    def told(self, settled: Table) -> Table:
        """Return the table, its lines set aside by now, with a note on how many rows were brought in order."""
        rows = settled.rows.filter(pl.col("line").is_in(self.below.implode())).height
        lines = settled.rows.clear().select("line").vstack(pl.DataFrame({"line": self.headers[:_NAMED]}))
        named = [str(line) for line in lines.select(settled.source_line()).to_series()]
        note = Words(
            "{count} baris di bawah judul kolom yang urutannya lain dibaca menurut judul itu (baris {lines}).",
            "{count} rows below a header with its columns in another order were read by that header (line {lines}).",
        ).fill(count=rows, lines=", ".join(named) + (" …" if len(self.headers) > _NAMED else ""))
        return settled.changed(notes=(*settled.notes, note))


def turned(table: Table, weak: pl.DataFrame) -> Turned | None:
    """Return the table in the order of its first header, or null where no other order was found.

    `weak` are the rows that are no persons beyond doubt. Raises `InputRefused` at a header with other columns.
    """
    names = [fold(name) for name in table.heading.names][: len(table.cells)]
    names += [""] * (len(table.cells) - len(names))
    same = (*range(len(names)),)
    orders = dict.fromkeys(_repeated_beside(table), same) | _orders(table, weak, names)
    headers = [line for line, order in sorted(orders.items()) if order != same]
    if not headers:
        return None
    starts = sorted(orders)
    at = [0, *(table.rows["line"].search_sorted(line) for line in starts), table.rows.height]
    pieces = [(same, table.rows[: at[1]])]
    pieces += [
        (orders[line], table.rows[start:end]) for line, (start, end) in zip(starts, pairwise(at[1:]), strict=True)
    ]
    rows = pl.concat([piece if order == same else _in_order(piece, order) for order, piece in pieces])
    ordered = table.changed(rows=rows, numeric=_numeric_in_order(table.numeric, pieces))
    return Turned(ordered, headers, pl.concat([p["line"] for order, p in pieces if order != same]))


def _orders(table: Table, weak: pl.DataFrame, names: Sequence[str]) -> dict[int, tuple[int, ...]]:
    """Return the line of each header among the rows with its order: for each name the place where it has it."""
    orders = {}
    for line, *cells in _headers(weak, table.cells, names).iter_rows():
        found = _in_words_of(table.heading.names, [cell or "" for cell in cells])
        if (order := _order(found, names)) is not None:
            orders[line] = order
        elif _is_of_others(table, cells, found, names):
            raise second_table(table.name, line)
    return orders


def _in_order(rows: pl.DataFrame, order: Sequence[int]) -> pl.DataFrame:
    """Return rows with their cells in an order, but for sums, headings and notes: they begin where lines begin."""
    cells = [f"c{place}" for place in range(len(order))]
    first, filled = pl.coalesce(cells), pl.sum_horizontal(pl.col(cells).is_not_null())
    is_note = first.str.contains(TOTAL) | ((filled <= _FEW) & first.str.contains(f"{SECTION}|{FOOTNOTE}"))
    has_number = pl.any_horizontal(pl.col(cells).str.contains(LONG_NUMBER.pattern).fill_null(value=False))
    stays = is_note.fill_null(value=False) & ~has_number
    return rows.select(
        "line",
        *(
            pl.when(stays).then(pl.col(cell)).otherwise(pl.col(f"c{place}")).alias(cell)
            for cell, place in zip(cells, order, strict=True)
        ),
    )


def _numeric_in_order(
    numeric: Mapping[str, pl.Series], pieces: Sequence[tuple[Sequence[int], pl.DataFrame]]
) -> dict[str, pl.Series]:
    """Return the lines of a column's numbers after its cells were brought in order, piece by piece."""
    found: dict[str, list[pl.Series]] = {}
    for order, rows in pieces if numeric else ():
        for cell, place in enumerate(order):
            lines = numeric.get(f"c{place}", pl.Series(dtype=pl.Int64))
            found.setdefault(f"c{cell}", []).append(lines.filter(lines.is_in(rows["line"].implode())))
    return {cell: pl.concat(several) for cell, several in found.items()}


def refuse_other_headers(
    name: str, suspects: Sequence[tuple[int, str]], dialect: Dialect, header: Sequence[str]
) -> None:
    """Raise `InputRefused` at a line outside the table's shape that is a header with other columns.

    Left are the headers that only lack the ends of the first, where the rows below them do not.
    """
    names = [fold(cell) for cell in header]
    lines = dict(suspects)
    for number, line in suspects:
        if len(line) > MAX_HEADER_LINE or _DATA.search(line):
            continue
        for delimiter in DELIMITERS:
            cells = [cell.strip(f" {dialect.quote}") for cell in line.split(delimiter)]
            if sum(fold(cell) in names for cell in cells if fold(cell)) < KNOWN_HEADERS:
                continue
            found = _in_words_of(header, cells)
            below = lines.get(number + 1, "")
            is_cut = bool(LONG_NUMBER.search(below)) and below.count(delimiter) == len(cells) - 1 < len(names) - 1
            is_alien = delimiter != dialect.delimiter and len(cells) >= len(names)
            if is_cut or is_alien or _moved(cells, found, names):
                raise second_table(name, number)


def _in_words_of(header: Sequence[str], cells: Sequence[str]) -> list[str]:
    """Return the cells of a later header, folded; where the first has one other word for the same, in its words."""
    found = [fold(cell) for cell in cells]
    free = {fold(name): fields_of(name) for name in header if fold(name) and fold(name) not in found}
    meant = [[name for name, fields in free.items() if fields & fields_of(cell)] for cell in cells]
    known = {fold(name) for name in header}
    times = Counter(names[0] for names, one in zip(meant, found, strict=True) if len(names) == 1 and one not in known)
    return [
        names[0] if len(names) == 1 and one not in known and times[names[0]] == 1 else one
        for names, one in zip(meant, found, strict=True)
    ]


def _moved(cells: Sequence[str], found: Sequence[str], names: Sequence[str]) -> bool:
    """Return whether known headers stand where the first header has others, or where it has ended."""
    is_beyond = known_cells(cells[len(names) :]) > 0
    others = [cell for cell, one, name in zip(cells, found, names, strict=False) if one != name]
    return is_beyond or known_cells(others) > 1


def _repeated_beside(table: Table) -> list[int]:
    """Return the lines of headers that were skipped for their shape: they are in the order of the first."""
    return table.skipped.filter(pl.col("reason") == "judul_terulang")["line"].to_list()


def _headers(weak: pl.DataFrame, cells: list[str], names: Sequence[str]) -> pl.DataFrame:
    """Return `line` and cells of the rows with three cells or more that say what the first header says anywhere."""
    known = pl.Series(sorted({name for name in names if name}), dtype=pl.String).implode()
    folded = [pl.col(cell).str.to_uppercase().str.replace_all("[^A-Z0-9]", "") for cell in cells]
    same = pl.sum_horizontal(cell.is_in(known).fill_null(value=False) for cell in folded)
    return weak.filter(same >= min(KNOWN_HEADERS, sum(map(bool, names)))).select("line", *cells)


def _order(found: Sequence[str], names: Sequence[str]) -> tuple[int, ...] | None:
    """Return for each name the place where a later header has it, or null if that header has other columns."""
    places: dict[str, list[int]] = {}
    for place, name in enumerate(found):
        places.setdefault(name, []).append(place)
    if sorted(found) != sorted(names):
        return None
    return tuple(places[name].pop(0) for name in names)


def _is_of_others(table: Table, cells: Sequence[str | None], found: Sequence[str], names: Sequence[str]) -> bool:
    """Return whether a row that is like the header names other columns where the table has some that are read.

    The upper row of a header in two rows has blanks beside its groups, and few known headers in other places.
    """
    used = sorted({place for places in table.heading.fields.values() for place in places})
    others = [place for place in used if found[place] != names[place] and known_cells([cells[place] or ""])]
    filled = [place for place, one in enumerate(found) if one]
    has_no_gap = filled == [*range(len(filled))] or set(used) <= set(filled)
    return has_no_gap and (len(others) > 1 or any(found[place] in names for place in others))
