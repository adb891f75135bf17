"""The files of one export: the form, those set aside with the reason, those over the quota, and the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch import files
from uhcmatch.reference.bounces import BOUNCES, OVER_QUOTA
from uhcmatch.report.text import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from uhcmatch.jobs.register.register_draft import Draft
    from uhcmatch.words import Language

ASIDE: Final = "disisihkan"
SUMMARY: Final = "ringkasan"
_PERSON: Final = (
    "resident_row", "kecamatan", "kelurahan", "rw", "rt", "no_kk", "alamat", "nik", "nama", "jenis_kelamin",
    "tanggal_lahir", "hubungan", "status",
)  # fmt: skip


def write(folder: Path, draft: Draft, forms: Sequence[str], language: Language) -> None:
    """Write all files of a draft; tables without a row are left out."""
    tables = {ASIDE: (ASIDE, _aside(draft, language)), OVER_QUOTA: (OVER_QUOTA, _over(draft))}
    if draft.batch is not None:
        tables[f"{draft.layout.name}-{draft.batch}"] = (draft.layout.sheet, draft.form())
    for name, (sheet, table) in tables.items():
        for form in forms if table.height else ():
            _WRITERS[form](sheet, table, folder / f"{name}.{form}")
    files.write_json(draft.told().document(), folder / f"{SUMMARY}.json")


def _aside(draft: Draft, language: Language) -> pl.DataFrame:
    sentences = {code: words.said(language) for code, words in BOUNCES.items()}
    aside = draft.checked.filter(pl.col("sebab").is_not_null()).sort("sebab", "resident_row")
    told = aside.with_columns(alasan=pl.col("sebab").replace_strict(sentences, default=None, return_dtype=pl.String))
    return shown(told.select("sebab", "alasan", "rincian", "permintaan", *_PERSON), show_nik=True)


def _over(draft: Draft) -> pl.DataFrame:
    over = draft.taken.people.filter(~pl.col("taken")).sort("rumah", "resident_row")
    return shown(over.select("rumah", "desil", "permintaan", *_PERSON), show_nik=True)


_WRITERS: Final[dict[str, Callable[[str, pl.DataFrame, Path], None]]] = {
    "xlsx": lambda sheet, table, path: files.write_workbook({sheet: table}, path),
    "csv": lambda _sheet, table, path: files.write_csv(table, path),
}
