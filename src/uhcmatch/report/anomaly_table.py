"""Anomalies on the screen: how many of each kind and what they cost, then the dearest lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from uhcmatch.reference.anomalies import KINDS
from uhcmatch.report import numbers
from uhcmatch.report.table import Column, Page, table, table_lines
from uhcmatch.report.text import wrapped
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uhcmatch.words import Language

SHOWN: Final = 20
"""Lines shown on a screen; all of them are in the other forms."""
_KIND: Final = Words("Jenis", "Kind")
_LINES: Final = Words("Baris", "Lines")
_RUPIAH: Final = Words("Rp/bulan", "Rp/month")
_NOBODY: Final = Words("Tanpa penduduk, per segmen", "Of nobody here, by segment")
_UNTOLD_SEGMENT: Final = Words("tidak disebut", "not told")
_TOTAL: Final = Words("JUMLAH", "TOTAL")
_NONE: Final = Words("Tidak ada yang janggal.", "Nothing is wrong.")
_REST: Final = Words(
    "… dan {rest} baris lain: pakai --format csv, --format json, atau --out FOLDER --format xlsx.",
    "… and {rest} more lines: use --format csv, --format json, or --out DIR --format xlsx.",
)
_UNTOLD: Final = Words(
    "{cards} baris tanpa keterangan segmen: iurannya tidak dihitung. Bila segmen seluruh berkasnya diketahui, sebutkan "
    "di [segments] files lalu jalankan reconcile lagi.",
    "{cards} lines tell no segment: their dues are not counted. If the segment of their whole file is known, name it "
    "in [segments] files and reconcile again.",
)
_COLUMNS: Final = {
    "nama": Words("Nama", "Name"),
    "nik": Words("NIK", "NIK"),
    "segmen": Words("Segmen", "Segment"),
    "kelurahan": Words("Kelurahan/\nDesa", "Kelurahan"),
    "source_row": Words("Baris", "Row"),
    "rupiah": _RUPIAH,
}
_NUMBERS: Final = ("source_row", "rupiah")
_INDENT: Final = "  "


def anomaly_text(rows: pl.DataFrame, kinds: pl.DataFrame, segments: pl.DataFrame, page: Page) -> str:
    """Return the summary, cards of nobody here by segment, then the first lines; what is not shown is counted."""
    language = page.language
    if rows.is_empty():
        return _NONE.said(language)
    parts = [_summary(kinds, page), "", *_segments(segments, page), _lines(rows.head(SHOWN), page)]
    untold = rows.filter(pl.col("segmen").is_null(), pl.col("sisi") == "members").height
    if untold:
        parts += wrapped(_UNTOLD.fill(cards=numbers.count(untold, language)).said(language), page.width, _INDENT)
    if rows.height > SHOWN:
        rest = _REST.fill(rest=numbers.count(rows.height - SHOWN, language)).said(language)
        parts += wrapped(rest, page.width, _INDENT)
    return "\n".join(parts)


def _summary(kinds: pl.DataFrame, page: Page) -> str:
    language = page.language
    columns = [
        Column(_KIND.said(language), may_shrink=True),
        *(Column(words.said(language), is_number=True) for words in (_LINES, _RUPIAH)),
    ]
    counted = kinds.filter(pl.col("baris") > 0).to_dicts()
    lines = [[KINDS[row["jenis"]].words.said(language), *_numbers(row, language)] for row in counted]
    total = {name: int(kinds[name].sum()) for name in ("baris", "rupiah")}
    return table(columns, [*lines, [_TOTAL.said(language), *_numbers(total, language)]], page, has_total=True)


def _segments(segments: pl.DataFrame, page: Page) -> list[str]:
    """Return the table of cards of nobody here, and a blank line; nothing where there are none."""
    if segments.is_empty():
        return []
    language = page.language
    columns = [
        Column(_NOBODY.said(language), may_shrink=True),
        *(Column(words.said(language), is_number=True) for words in (_LINES, _RUPIAH)),
    ]
    lines = [[row["segmen"] or _UNTOLD_SEGMENT.said(language), *_numbers(row, language)] for row in segments.to_dicts()]
    return [table(columns, lines, page), ""]


def _numbers(row: Mapping[str, Any], language: Language) -> list[str]:
    return [numbers.count(row["baris"], language), numbers.count(row["rupiah"], language)]


def _lines(rows: pl.DataFrame, page: Page) -> str:
    """Return the lines kind by kind: the kind above them leaves the width to the names."""
    language = page.language
    columns = [
        Column(words.said(language), is_number=name in _NUMBERS, may_shrink=name in ("nama", "kelurahan"))
        for name, words in _COLUMNS.items()
    ]
    told = rows.to_dicts()
    inner = replace(page, width=None if page.width is None else page.width - len(_INDENT))
    lines = table_lines(columns, [_cells(row, language) for row in told], inner)
    shown = [f"{_INDENT}{line}" for line in lines.heading]
    for at, (row, line) in enumerate(zip(told, lines.rows, strict=True)):
        if at == 0 or row["jenis"] != told[at - 1]["jenis"]:
            shown.append(page.bold(KINDS[row["jenis"]].words.said(language)))
        shown.append(f"{_INDENT}{line}")
    return "\n".join(shown)


def _cells(row: Mapping[str, Any], language: Language) -> list[str]:
    return [
        numbers.count(row[name], language) if name in _NUMBERS else row[name] or numbers.NOTHING for name in _COLUMNS
    ]
