"""What a made-up town holds, and what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.report import numbers
from uhcmatch.report.document import as_json
from uhcmatch.report.table import Column, Page, table
from uhcmatch.words import Words

if TYPE_CHECKING:
    from pathlib import Path

_ROWS: Final = {
    "residents": Words("Penduduk", "Residents"),
    "residents_active": Words("  terdaftar aktif", "  enrolled, active"),
    "residents_inactive": Words("  terdaftar nonaktif", "  enrolled, inactive"),
    "residents_unenrolled": Words("  belum terdaftar", "  not enrolled"),
    "residents_excluded": Words("  ganda, meninggal, pindah", "  repeated, dead, moved"),
    "members": Words("Kartu peserta", "Member cards"),
    "second_cards": Words("  kartu kedua seorang penduduk", "  second card of a resident"),
    "cards_without_resident": Words("  bukan milik penduduk", "  not a resident's"),
}
_NEXT: Final = Words("Coba: {command}", "Try: {command}")
_COMMAND: Final = 'uhcmatch reconcile {folder}/penduduk.csv "{folder}/peserta_*.csv"'


def sampled_json(counts: dict[str, int], folder: Path) -> str:
    """Return folder and counts as one JSON document."""
    return as_json({"folder": str(folder), "counts": counts})


def sampled_text(counts: dict[str, int], folder: Path, page: Page) -> str:
    """Return the counts as a table, and the command that comes next."""
    language = page.language
    rows = [[words.said(language), numbers.count(counts.get(name, 0), language)] for name, words in _ROWS.items()]
    command = _COMMAND.format(folder=folder)
    columns = [Column("", may_shrink=True), Column("", is_number=True)]
    return "\n".join([table(columns, rows, page), "", _NEXT.fill(command=command).said(language)])
