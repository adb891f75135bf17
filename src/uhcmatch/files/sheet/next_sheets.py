"""Sheets without a header: the rest of the sheet before them, or people whom nobody can read.

A sheet ends at 1,048,576 rows, and what is left of an export then stands on the next sheet, often as bare rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.errors import InputRefused
from uhcmatch.files.header.table import cell_columns
from uhcmatch.files.refusals import shown
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.files.container.sheet_scan import SheetScan
    from uhcmatch.files.header.find_header import Found

FIRST: Final = 10_000
"""Rows that say what a column looks like."""
MOST: Final = 0.5
"""Share of the cells from which a column, or a sheet, is of a kind."""
ALIKE: Final = 0.5
"""Difference of two shares up to which two columns may be the same."""
FEW: Final = 2
"""Rows of people below which a sheet is not taken for a list."""
_PERSON_NUMBER: Final = r"^\D*(?:[0-9]{16}|0{3}[0-9]{10})\D*$"
_NUMBERS: Final = {"nik": r"^\D*[0-9]{16}\D*$", "nomor_kartu": r"^\D*[0-9]{10,13}\D*$"}
"""Field → its numbers; a card's begins with zeros, which a spreadsheet drops."""
_NAME: Final = r"^[^0-9]*\p{L}{3}[^0-9]*$"
_SIGNS: Final = (r"\p{L}{3}", "[0-9]{10}", "[0-9]")
"""What tells columns of words, of long numbers, and of short ones or dates."""


@dataclass(frozen=True)
class Sheet:
    """A sheet that was read by its own header; `cells` c0, c1, … as text, the lines above the header too."""

    title: str
    cells: pl.DataFrame
    seen: SheetScan
    found: Found

    @property
    def body(self) -> pl.DataFrame:
        """The rows below the header."""
        return self.cells.slice(self.found.at + self.found.height)


def continued(before: Sheet, cells: pl.DataFrame, seen: SheetScan) -> pl.DataFrame | None:
    """Return a sheet's rows as wide as those of the sheet before where they go on under its header, else null.

    They begin in the same column, have persons' numbers and names under those headers, and no column of another kind.
    Blank columns at the right are not there in every sheet.
    """
    width = before.cells.width
    if not cells.height or seen.first_column != before.seen.first_column or cells.width > width:
        return None
    missing = [pl.lit(None, pl.String).alias(name) for name in cell_columns(width)[cells.width :]]
    rows = cells.with_columns(missing)
    first = rows.head(FIRST)
    fields = before.found.heading.fields
    numbers = [_share(first, f"c{fields[field][0]}", sign) for field, sign in _NUMBERS.items() if field in fields]
    names = [_share(first, f"c{place}", _NAME) for place in fields["nama"][:1]]
    if max([one for one in numbers if one is not None], default=0) <= MOST or (names[0] or 0) <= MOST:
        return None
    return rows if all(_are_alike(before.body.head(FIRST), first, name) for name in rows.columns) else None


def _are_alike(before: pl.DataFrame, rows: pl.DataFrame, name: str) -> bool:
    pairs = [(_share(before, name, sign), _share(rows, name, sign)) for sign in _SIGNS]
    return all(one is None or other is None or abs(one - other) <= ALIKE for one, other in pairs)


def _share(rows: pl.DataFrame, name: str, sign: str) -> float | None:
    """Return the share of a column's filled cells with a sign; null where none is filled."""
    share = rows.select(pl.col(name).str.strip_chars().replace("", None).str.contains(sign).mean()).item()
    return None if share is None else float(share)


def refuse_people(name: str, sheet: str, cells: pl.DataFrame) -> None:
    """Raise `InputRefused` if a sheet that is not read lists people: numbers beside names, in most of its rows."""
    if not cells.height:
        return
    filled = pl.any_horizontal(pl.all().is_not_null())
    has_number = pl.any_horizontal(pl.all().str.contains(_PERSON_NUMBER).fill_null(value=False))
    has_name = pl.any_horizontal(pl.all().str.contains(_NAME).fill_null(value=False))
    people, rows = cells.select((has_number & has_name).sum(), filled.sum().alias("rows")).row(0)
    if people < FEW or people <= MOST * rows:
        return
    raise InputRefused(
        Words(
            "{name}: lembar {sheet} memuat {count} baris orang tanpa judul kolom yang dikenal.",
            "{name}: the sheet {sheet} has {count} rows of people without a header that is known.",
        ).fill(name=shown(name), sheet=shown(sheet), count=people),
        Words(
            "Salin baris judul dari lembar sebelumnya ke baris pertama lembar itu, atau hapus lembar itu.",
            "Copy the header of the sheet before it to its first row, or delete the sheet.",
        ),
    )


def note_on(sheet: str, before: Sheet) -> Words:
    """Return what is said of a sheet that was read by the header of another."""
    return Words(
        "Lembar {sheet} tidak punya judul kolom: dibaca menurut judul lembar {before}.",
        "The sheet {sheet} has no header: read by that of the sheet {before}.",
    ).fill(sheet=shown(sheet), before=shown(before.title))
