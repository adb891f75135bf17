"""The sweep list on the screen: one short table per area, in walking order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uhcmatch.report import numbers
from uhcmatch.report.table import Column, Page, table
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

    from uhcmatch.words import Language

_STATUS: Final = {
    "active": Words("terdaftar, aktif", "registered, active"),
    "inactive": Words("nonaktif", "inactive"),
    "review": Words("perlu verifikasi", "to verify"),
    "unenrolled": Words("belum terdaftar", "not enrolled"),
    "excluded": Words("tidak dihitung", "not counted"),
}
_NOBODY: Final = Words("Tidak ada orang dalam daftar ini.", "Nobody is on this list.")
_PEOPLE: Final = Words("{people} orang", "{people} people")
_TOTAL: Final = Words("Jumlah: {people} orang dalam {areas} wilayah.", "Total: {people} people in {areas} areas.")
_PART: Final = {
    "kecamatan": Words("Kecamatan {}", "Kecamatan {}"),
    "kelurahan": Words("Kelurahan/Desa {}", "Kelurahan {}"),
    "rw": Words("RW {}", "RW {}"),
    "rt": Words("RT {}", "RT {}"),
}
_HEADINGS: Final = {
    "keluarga": Words("Klg", "Fam"),
    "nama": Words("Nama", "Name"),
    "jenis_kelamin": Words("L/P", "Sex"),
    "tanggal_lahir": Words("Tgl lahir", "Born"),
    "umur": Words("Umur", "Age"),
    "nik": Words("NIK", "NIK"),
    "rt_rw": Words("RT/RW", "RT/RW"),
    "alamat": Words("Alamat", "Address"),
    "status": Words("Status", "Status"),
}


def people_text(groups: Iterable[tuple[tuple[str | None, ...], pl.DataFrame]], parts: tuple[str, ...], page: Page) -> str:
    """Return the list as text; `parts` are the columns that name an area."""
    sections, people = [], 0
    for area, part in groups:
        if part.height:
            sections.append(_section(area, part, parts, page))
            people += part.height
    language = page.language
    if not people:
        return _NOBODY.said(language)
    counted = {"people": numbers.count(people, language), "areas": numbers.count(len(sections), language)}
    return "\n\n".join([*sections, page.bold(_TOTAL.fill(**counted).said(language))])


def _section(area: tuple[str | None, ...], people: pl.DataFrame, parts: tuple[str, ...], page: Page) -> str:
    language = page.language
    named = [
        _PART[part].said(language).format(numbers.name(text, language)) for part, text in zip(parts, area, strict=True)
    ]
    counted = _PEOPLE.fill(people=numbers.count(people.height, language)).said(language)
    columns = [name for name in _HEADINGS if _is_needed(name, people, parts)]
    rows = [_cells(person, columns, language) for person in people.iter_rows(named=True)]
    return f"{page.bold(', '.join([*reversed(named), counted]))}\n{table(_columns(columns, language), rows, page)}"


def _is_needed(column: str, people: pl.DataFrame, parts: tuple[str, ...]) -> bool:
    if column == "rt_rw":
        return "rt" not in parts
    return column != "status" or people["status"].n_unique() > 1


def _columns(names: list[str], language: Language) -> list[Column]:
    return [
        Column(_HEADINGS[name].said(language), is_number=name in ("keluarga", "umur"), may_shrink=name in ("nama", "alamat"))
        for name in names
    ]


def _cells(person: dict[str, Any], columns: list[str], language: Language) -> list[str]:
    return [_cell(person, column, language) for column in columns]


def _cell(person: dict[str, Any], column: str, language: Language) -> str:
    if column == "rt_rw":
        return f"{person['rt'] or '?'}/{person['rw'] or '?'}"
    value = person[column]
    if column == "tanggal_lahir":
        return numbers.day(value)
    if column == "status":
        return _STATUS[value].said(language)
    return numbers.NOTHING if value is None else str(value)
