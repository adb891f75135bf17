"""Columns whose content cannot be what their header says: a header that lost a separator names every column wrongly."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.errors import InputRefused
from uhcmatch.files.column.plain import starts_with_digit, starts_with_letter
from uhcmatch.files.refusals import LOOK, shown
from uhcmatch.reference.codes import STATUSES
from uhcmatch.reference.headers import fold
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from uhcmatch.files.column.repeating import Repeating
    from uhcmatch.files.header.find_header import Wanted
    from uhcmatch.files.header.table import Table

MOST: Final = 0.5
"""Share of a column's cells from which it is the header that is wrong."""
FEW: Final = 3
"""Cells below which nothing is said."""
FIRST: Final = 10_000
"""Cells looked at before all are."""

IMPOSSIBLE: Final[dict[str, str]] = {
    "nama": r"^\P{L}*[0-9]\P{L}*$",
    "nama_ibu": r"^\P{L}*[0-9]{4}\P{L}*$",
    "jenis_kelamin": "[0-9]{3}",
    "hubungan": "[0-9]{4}",
    "tempat_lahir": "[0-9]{13}",
    "alamat": r"^\W*(?:[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{13,}|[LP])\W*$",
    "kelurahan": r"[0-9]{13}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}",
    "kecamatan": r"[0-9]{13}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}",
    "tanggal_lahir": r"^[^0-9]*\p{L}{3}[^0-9]*$",
    "rt": r"^[^0-9]*\p{L}{4}[^0-9]*$",
    "rw": r"^[^0-9]*\p{L}{4}[^0-9]*$",
    "nik": r"^[^0-9]*\p{L}[^0-9]*$",
    "no_kk": r"^[^0-9]*\p{L}[^0-9]*$",
    "nomor_kartu": r"^[^0-9]*\p{L}[^0-9]*$",
    "status_peserta": "[0-9]{4}",
    "segmen": "[0-9]{6}",
}
"""Field → what cannot be in it."""


def _starts_otherwise(cell: pl.Expr) -> pl.Expr:
    return starts_with_letter(cell) & ~cell.str.starts_with("L") & ~cell.str.starts_with("P")


def _is_short(cell: pl.Expr) -> pl.Expr:
    return cell.str.len_bytes() < 13


_NEVER: Final[dict[str, Callable[[pl.Expr], pl.Expr]]] = {
    "nama": starts_with_letter,
    "nama_ibu": starts_with_letter,
    "tempat_lahir": _is_short,
    "alamat": _starts_otherwise,
    "tanggal_lahir": starts_with_digit,
    "rt": starts_with_digit,
    "rw": starts_with_digit,
    "nik": starts_with_digit,
    "no_kk": starts_with_digit,
    "nomor_kartu": starts_with_digit,
}
"""Field → a cheap look at cells that IMPOSSIBLE cannot match."""
NOTHING: Final = r"(?i)^\W*(?:tidak|tdk|belum|blm|nihil|kosong|null|none|nan|n/?a|tanpa)"


_REMARKS: Final = "KETERANGAN"
"""A header that stands over a status in some exports and over anybody's remarks in others."""


def without_remarks(table: Table, wanted: Wanted) -> Table:
    """Return a table without its status column if that holds remarks, or nothing, and no office has named it."""
    place = table.place("status_peserta")
    if place is None or "status_peserta" in wanted.columns:
        return table
    if fold(table.heading.written()["status_peserta"][0]) != _REMARKS or _is_mostly_statuses(table.rows[place]):
        return table
    fields = {field: places for field, places in table.heading.fields.items() if field != "status_peserta"}
    return table.changed(heading=replace(table.heading, fields=fields))


def _is_mostly_statuses(cells: pl.Series) -> bool:
    labels = cells.drop_nulls().str.to_uppercase().str.replace_all("[^A-Z0-9]+", " ").str.strip_chars(" ")
    return 2 * int(labels.is_in(list(STATUSES)).sum()) > len(labels)


def refuse_misnamed(table: Table, repeating: Repeating) -> None:
    """Raise `InputRefused` naming the first header whose column plainly holds something else.

    Place and date of birth under each other's header are a known habit and are put right later.
    """
    wrong = [field for field, pattern in IMPOSSIBLE.items() if _is_mostly(table, repeating, field, pattern)]
    if "tanggal_lahir" in wrong and _is_mostly(table, repeating, "tempat_lahir", "[0-9]"):
        wrong.remove("tanggal_lahir")
    if wrong:
        header = table.heading.written()[wrong[0]][0]
        raise InputRefused(
            Words(
                "{name}: isi kolom {header} tidak mungkin {field}; judul kolom tidak cocok dengan isinya.",
                "{name}: what stands under {header} cannot be {field}; the header does not fit the columns.",
            ).fill(name=shown(table.name), header=header[:60], field=wrong[0]),
            LOOK,
        )


def _is_mostly(table: Table, repeating: Repeating, field: str, pattern: str) -> bool:
    """Return whether more than MOST of the cells that say something match a pattern."""
    place = table.place(field)
    if place is None:
        return False
    # Counting a million family cards takes longer than a cheap look at each.
    is_looked_at = field in _NEVER and pattern == IMPOSSIBLE[field]
    cells, cell = repeating.rows(place) if is_looked_at else repeating.cells(place), pl.col(place)
    says_something = ~cell.str.contains(NOTHING) if _has_words(table.rows[place]) else pl.lit(value=True)
    may_match = ~_NEVER[field](cell) if is_looked_at else pl.lit(value=True)
    matching = _times(cells.filter(may_match).filter(cell.str.contains(pattern) & says_something))
    # The first cells often outweigh the few that match.
    if matching <= MOST * _times(cells.head(FIRST).filter(says_something)):
        return False
    told = _times(cells.filter(says_something))
    return told >= FEW and matching > MOST * told


def _times(cells: pl.DataFrame) -> int:
    return int(cells["times"].sum())


def _has_words(cells: pl.Series) -> bool:
    return bool(cells.drop_nulls().head(1000).str.contains(r"\p{L}").any())
