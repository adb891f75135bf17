"""The columns of a workbook's sheets, as one table: what is known, what is filled in, what is not printed or hidden.

One row per person with everything in it: a line above each door would be easier to read, but whoever filters or sorts
would lose it. Doors are told apart by their shade, and the address stands out on the first line of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from uhcmatch.report.numbers import NOTHING
from uhcmatch.report.visited_before import visited_before
from uhcmatch.sheets.letterhead import STATUS
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from typing import Any

    import polars as pl

    from uhcmatch.sheets.letterhead import Letterhead

Kind = Literal["text", "number", "day", "choice", "visit", "card", "remark", "hidden"]
ENTRY: Final = ("choice", "visit", "card", "remark")
"""Kinds that people fill in."""


@dataclass(frozen=True)
class SheetColumn:
    """One column: heading, width in digits, kind, and what a person's row says there."""

    key: str
    heading: Words
    width: float
    kind: Kind
    value: Callable[[dict[str, Any], Letterhead], str | int | date | None] = lambda _row, _head: None


def _own(key: str) -> Callable[[dict[str, Any], Letterhead], Any]:
    return lambda row, _head: row[key]


_REGISTERED: Final = Words("{registered}: {segments}", "{registered}: {segments}")


def registered(row: dict[str, Any], head: Letterhead) -> str:
    """Return how many of the family are members and of what: `2: PBI-JK 1, PPU 1`."""
    if not row["keluarga_terdaftar"]:
        return NOTHING
    return head.say(_REGISTERED, registered=row["keluarga_terdaftar"], segments=row["keluarga_segmen"])


def _visited_before(row: dict[str, Any], head: Letterhead) -> str:
    return visited_before(row, head.language)


COLUMNS: Final[tuple[SheetColumn, ...]] = (
    SheetColumn("no", Words("No", "No"), 5, "number", _own("no")),
    SheetColumn("keluarga", Words("Rumah", "Door"), 7, "number", _own("keluarga")),
    SheetColumn("alamat", Words("Alamat", "Address"), 24, "text", _own("alamat")),
    SheetColumn("nama", Words("Nama", "Name"), 25, "text", _own("nama")),
    SheetColumn("jenis_kelamin", Words("L/P", "Sex"), 5, "text", _own("jenis_kelamin")),
    SheetColumn("tanggal_lahir", Words("Tgl lahir", "Born"), 11, "day", _own("tanggal_lahir")),
    SheetColumn("umur", Words("Umur", "Age"), 6, "number", _own("umur")),
    SheetColumn("hubungan", Words("Hubungan", "Relation"), 17, "text", _own("hubungan")),
    SheetColumn("nik", Words("NIK", "NIK"), 20, "text", _own("nik")),
    SheetColumn("terdaftar", Words("Keluarga yang sudah JKN", "Family with JKN"), 19, "text", registered),
    SheetColumn("desil", Words("Desil", "Desil"), 6, "number", _own("desil")),
    SheetColumn("status", Words("Status", "Status"), 15, "text", lambda row, head: head.say(STATUS[row["status"]])),
    SheetColumn("saluran", Words("Saran", "Way in"), 23, "text", lambda row, head: head.channel(row["saluran"])[0]),
    SheetColumn("kunjungan", Words("Kunjungan lalu", "Visits before"), 16, "text", _visited_before),
    SheetColumn("hasil", Words("Hasil kunjungan", "Outcome"), 23, "choice"),
    SheetColumn("tanggal_kunjungan", Words("Tgl kunjungan", "Visited on"), 12, "visit"),
    SheetColumn("nomor_kartu", Words("No. kartu JKN", "Card number"), 15, "card"),
    SheetColumn("keterangan", Words("Keterangan", "Remarks"), 22, "remark"),
    SheetColumn("no_kk", Words("No. KK", "KK number"), 20, "text", _own("no_kk")),
    SheetColumn("id_baris", Words("id_baris", "id_baris"), 10, "hidden", _own("id_baris")),
)


def columns_for(people: pl.DataFrame) -> Sequence[SheetColumn]:
    """Return the columns that say something in a book: no `desil` without one, no `status` that is always the same.

    No visits before where there were none.
    """
    silent = {name for name, is_silent in _SILENT.items() if is_silent(people)}
    return [column for column in COLUMNS if column.key not in silent]


_SILENT: Final[dict[str, Callable[[pl.DataFrame], bool]]] = {
    "desil": lambda people: people["desil"].null_count() == people.height,
    "status": lambda people: people["status"].n_unique() < 2,
    "kunjungan": lambda people: people["kunjungan"].sum() == 0 and people["registrasi"].null_count() == people.height,
}
