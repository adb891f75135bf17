"""Coverage per area as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from uhcmatch.report import numbers
from uhcmatch.report.table import Column, Page, table
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uhcmatch.words import Language

_AREA: Final = {
    "total": Words("Wilayah", "Area"),
    "kecamatan": Words("Kecamatan", "Kecamatan"),
    "kelurahan": Words("Kelurahan/Desa", "Kelurahan"),
    "rw": Words("Kelurahan/Desa", "Kelurahan"),
    "rt": Words("Kelurahan/Desa", "Kelurahan"),
}
_WITHIN: Final = {"rw": "RW", "rt": "RT/RW"}
_COUNTS: Final = {
    "residents": Words("Penduduk", "Residents"),
    "active": Words("Terdaftar\naktif", "Registered,\nactive"),
    "inactive": Words("Non-\naktif", "In-\nactive"),
    "review": Words("Perlu\nverif.", "To\nverify"),
    "unenrolled": Words("Belum\nterdaftar", "Not\nenrolled"),
}
_COVERAGE: Final = Words("Cakupan\n%", "Coverage\n%")
_TOTAL: Final = Words("JUMLAH", "TOTAL")


def areas_table(rates: pl.DataFrame, total: pl.DataFrame, by: str, page: Page) -> str:
    """Return the table of an area level, its total below; without areas in which nobody is counted."""
    language = page.language
    ambiguous = repeated(rates)
    counted = rates.filter(pl.col("residents") > 0)
    shown = rates if counted.is_empty() else counted
    lines = [[*label(row, by, ambiguous, language), *counts_of(row, language)] for row in shown.to_dicts()]
    if by != "total":
        lines.append([*total_label(by, language), *counts_of(total.row(0, named=True), language)])
    return table([*area_columns(by, language), *counted_columns(language)], lines, page, has_total=by != "total")


def area_columns(by: str, language: Language) -> list[Column]:
    """Return the columns that name an area of a level."""
    within = [Column(_WITHIN[by])] if by in _WITHIN else []
    return [Column(_AREA[by].said(language), may_shrink=True), *within]


def counted_columns(language: Language) -> list[Column]:
    """Return the columns of `counts_of`."""
    return [Column(heading.said(language), is_number=True) for heading in (*_COUNTS.values(), _COVERAGE)]


def counts_of(row: Mapping[str, Any], language: Language) -> list[str]:
    """Return the counts of an area and its coverage as they are shown."""
    return [*(numbers.count(row[name], language) for name in _COUNTS), numbers.percent(row["coverage"], language)]


def total_label(by: str, language: Language) -> list[str]:
    """Return the cells that name the total of a table of a level."""
    return [_TOTAL.said(language), *[""] * (by in _WITHIN)]


def repeated(rates: pl.DataFrame) -> set[str]:
    """Return the names of kelurahan that more than one kecamatan has."""
    if "kelurahan" not in rates.columns:
        return set()
    owners = rates.select("kecamatan", "kelurahan").unique().drop_nulls("kelurahan")
    return set(owners.filter(owners["kelurahan"].is_duplicated())["kelurahan"])


def label(row: Mapping[str, Any], by: str, ambiguous: set[str], language: Language) -> list[str]:
    """Return the cells that name an area: its name, and its number where it is a part of one."""
    if by == "total":
        return [_TOTAL.said(language)]
    if by == "kecamatan":
        return [numbers.name(row["kecamatan"], language)]
    kelurahan = numbers.name(row["kelurahan"], language)
    if row["kelurahan"] in ambiguous:
        kelurahan = f"{kelurahan} ({numbers.name(row['kecamatan'], language)})"
    number = row.get("rw") or "?"
    within = {"kelurahan": [], "rw": [number], "rt": [f"{row.get('rt') or '?'}/{number}"]}
    return [kelurahan, *within[by]]
