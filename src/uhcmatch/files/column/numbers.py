"""NIK and KK cells that a spreadsheet holds as numbers: it keeps 15 digits, the sixteenth has become 0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.files.sheet.columnar import EXACT
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.files.header.table import Table

SYSTEMATIC: Final = 0.1
"""Share of the cells from which ruined numbers are the column's habit and visible as such by their last digit; below
it each ruined cell is given in scientific text, else it would pass for a sound number among sound ones."""

INTACT: Final = 0.5
"""A spreadsheet ruins every number it was typed into; where fewer cells than this look ruined, a script wrote them
whole and the zeros are real."""


def mend_numbers(table: Table) -> Table:
    """Make numeric NIK and KK cells recognisable as what they are; cells that lost nothing stay as they are.

    Comes after rows below later headers were brought in order: a number may have stood in any column of the sheet.
    """
    notes = []
    for field in ("nik", "no_kk"):
        place = table.place(field)
        numbers = _of_column(table, place) if place and place in table.numeric else None
        if place is None or numbers is None or numbers.is_empty():
            continue
        ruined = numbers.filter(_is_ruined())
        if ruined.height < INTACT * numbers.height:
            ruined = ruined.clear()
        if ruined.height and ruined.height < max(1, SYSTEMATIC * table.rows[place].count()):
            table = _in_scientific_text(table, place, ruined)
        notes.append(_note(table, field, numbers.height, ruined.height))
    return table.changed(notes=(*table.notes, *notes))


def _of_column(table: Table, place: str) -> pl.DataFrame:
    """Return `line` and `number` of the cells of one column that the sheet holds as numbers."""
    cells = table.rows.select("line", number=place).filter(pl.col("number").is_not_null())
    return cells.filter(pl.col("line").is_in(table.numeric[place].implode()))


def _is_ruined() -> pl.Expr:
    """Tell which numbers cannot be trusted to the last digit: those ending in 0, and those no float holds exactly."""
    number = pl.col("number")
    too_large = number.cast(pl.Float64, strict=False).fill_null(float(EXACT)) >= EXACT
    return number.str.ends_with("0") | too_large


def _in_scientific_text(table: Table, place: str, ruined: pl.DataFrame) -> Table:
    digits = pl.col("number").str.replace(r"\..*$", "")
    lost = pl.when(digits.str.len_bytes() == 16).then(digits.str.slice(0, 1) + "." + digits.str.slice(1, 14) + "E+15")
    written = ruined.select("line", written=pl.coalesce(lost, "number"))
    rows = table.rows.join(written, on="line", how="left", maintain_order="left", validate="1:1")
    return table.changed(rows=rows.with_columns(pl.coalesce("written", place).alias(place)).drop("written"))


def _note(table: Table, field: str, numbers: int, ruined: int) -> Words:
    return Words(
        "Kolom {header}: {numbers} sel berupa angka, {ruined} di antaranya kehilangan angka terakhir (Excel).",
        "Column {header}: {numbers} cells are numbers, {ruined} of them lost their last digit (Excel).",
    ).fill(header=table.heading.written()[field][0], numbers=numbers, ruined=ruined)
