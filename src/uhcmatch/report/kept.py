"""Kept runs as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uhcmatch.report import numbers
from uhcmatch.report.table import Column, Page, table
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADINGS: Final = {
    "run_id": Words("Nomor hasil", "Run"),
    "as_of": Words("Tanggal", "Day"),
    "rows": Words("Penduduk", "Residents"),
    "active": Words("Aktif", "Active"),
    "inactive": Words("Nonaktif", "Inactive"),
    "review": Words("Verif.", "Verify"),
    "unenrolled": Words("Belum", "Not yet"),
}
_NONE: Final = Words("Belum ada hasil yang tersimpan.", "No run has been kept yet.")
_SOUND: Final = Words(
    "Hasil {run}: {files} berkas utuh, neraca cocok.", "Run {run}: {files} files whole, the balance closes."
)


def runs_text(kept: Sequence[dict[str, Any]], page: Page) -> str:
    """Return the runs of a store as a table, newest first."""
    language = page.language
    if not kept:
        return _NONE.said(language)
    columns = [
        Column(words.said(language), is_number=name not in ("run_id", "as_of")) for name, words in _HEADINGS.items()
    ]
    rows = [
        [str(run[name]) if name in ("run_id", "as_of") else numbers.count(run[name], language) for name in _HEADINGS]
        for run in kept
    ]
    return table(columns, rows, page)


def sound_text(run_id: str, files: int, page: Page) -> str:
    """Return the sentence for a run that passed its check."""
    return _SOUND.fill(run=run_id, files=files).said(page.language)
