"""Coverage per area as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uhcmatch.report import numbers
from uhcmatch.report.table import Column, Page, table
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

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
_NEEDED: Final = Words("Kurang\nke {target} %", "Missing\nto {target} %")
_TOTAL: Final = Words("JUMLAH", "TOTAL")


def areas_table(rates: pl.DataFrame, total: pl.DataFrame, by: str, page: Page, target: float | None = None) -> str:
    """Return the table of an area level, its total below; with a target also how many people it still wants."""
    language = page.language
    rows = rates.to_dicts()
    ambiguous = repeated(rates)
    lines = [[*_label(row, by, ambiguous, language), *_numbers(row, language, target)] for row in rows]
    if by != "total":
        label = [_TOTAL.said(language), *[""] * (by in _WITHIN)]
        lines.append([*label, *_numbers(total.row(0, named=True), language, target)])
    return table(_columns(by, language, target), lines, page, has_total=by != "total")


def _columns(by: str, language: Language, target: float | None) -> list[Column]:
    counted = [Column(heading.said(language), is_number=True) for heading in (*_COUNTS.values(), _COVERAGE)]
    if target is not None:
        wanted = _NEEDED.fill(target=numbers.short(target, language))
        counted.append(Column(wanted.said(language), is_number=True))
    within = [Column(_WITHIN[by])] if by in _WITHIN else []
    return [Column(_AREA[by].said(language), may_shrink=True), *within, *counted]


def _numbers(row: Mapping[str, Any], language: Language, target: float | None) -> list[str]:
    cells = [numbers.count(row[name], language) for name in _COUNTS]
    cells.append(numbers.percent(row["coverage"], language))
    return cells if target is None else [*cells, numbers.count(row["needed"], language)]


def repeated(rates: pl.DataFrame) -> set[str]:
    """Return the names of kelurahan that more than one kecamatan has."""
    if "kelurahan" not in rates.columns:
        return set()
    owners = rates.select("kecamatan", "kelurahan").unique().drop_nulls("kelurahan")
    return set(owners.filter(owners["kelurahan"].is_duplicated())["kelurahan"])


def _label(row: Mapping[str, Any], by: str, ambiguous: set[str], language: Language) -> list[str]:
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
