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
_PURGED: Final = Words("{runs} hasil dihapus untuk seterusnya:", "{runs} runs removed for good:")
_WOULD_GO: Final = Words("{runs} hasil akan dihapus:", "{runs} runs would be removed:")
_NOTHING_GOES: Final = Words("Tidak ada yang perlu dihapus.", "Nothing to remove.")


_TAKEN_OUT: Final = Words(
    "{residents} baris penduduk dan {members} baris peserta dalam {runs} hasil, {entries} catatan buku besar.",
    "{residents} resident and {members} member rows in {runs} runs, {entries} entries of the ledger.",
)
_WOULD_BE: Final = Words("Akan dihapus:", "Would be erased:")
_ERASED: Final = Words("Dihapus (jejak {line}):", "Erased (line {line} of the trail):")
_OUTSIDE: Final = Words(
    "Daftar, lembar, usulan, dan ekspor di luar tempat penyimpanan tidak berubah: musnahkan sendiri.",
    "Lists, sheets, proposals and exports outside the store are unchanged: destroy them yourself.",
)
ALLOWED: Final = Words(
    "Orang itu ikut lagi mulai reconcile berikutnya.", "The person takes part again from the next reconcile on."
)


def purged_text(run_ids: Sequence[str], page: Page, *, dry_run: bool) -> str:
    """Return which runs are gone, or would go."""
    if not run_ids:
        return _NOTHING_GOES.said(page.language)
    words = _WOULD_GO if dry_run else _PURGED
    return "\n".join([words.fill(runs=len(run_ids)).said(page.language), *run_ids])


def erased_text(told: dict[str, Any], page: Page) -> str:
    """Return what was taken out, or would be; this is what the person can be told."""
    language = page.language
    counted = {name: sum(run[name] for run in told["runs"]) for name in ("residents", "members")}
    counted |= {"runs": len(told["runs"]), "entries": sum(told["entries"].values())}
    said = _TAKEN_OUT.said(language).format(**{name: numbers.count(n, language) for name, n in counted.items()})
    if told["line"] is None:
        return f"{_WOULD_BE.said(language)} {said}"
    return "\n".join([f"{_ERASED.fill(line=told['line']).said(language)} {said}", _OUTSIDE.said(language)])


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
