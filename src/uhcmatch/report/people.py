"""The sweep list on the screen: one short table per area, in walking order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from uhcmatch.report import numbers
from uhcmatch.report.table import Column, Page, fit, table_lines
from uhcmatch.report.visited_before import visited_before
from uhcmatch.words import Words, clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

    from uhcmatch.words import Language

_STATUS: Final = {
    "inactive": Words("nonaktif", "inactive"),
    "review": Words("verifikasi", "verify"),
    "unenrolled": Words("belum", "not yet"),
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
    "nama": Words("Nama", "Name"),
    "jenis_kelamin": Words("L/P", "Sex"),
    "tanggal_lahir": Words("Tgl lahir", "Born"),
    "umur": Words("Umur", "Age"),
    "hubungan": Words("Hubungan", "Relation"),
    "nik": Words("NIK", "NIK"),
    "status": Words("Status", "Status"),
}
_NO_ADDRESS: Final = Words("alamat tidak diketahui", "address unknown")
_INDENT: Final = "  "


def people_text(
    groups: Iterable[tuple[tuple[str | None, ...], pl.DataFrame]], parts: tuple[str, ...], page: Page
) -> str:
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
    counted = ", " + _PEOPLE.fill(people=numbers.count(people.height, language)).said(language)
    place = ", ".join(reversed(named))
    title = (place if page.width is None else fit(place, page.width - len(counted)).rstrip()) + counted
    persons = people.to_dicts()
    is_mixed = len({person["status"] for person in persons}) > 1
    names = [name for name in _HEADINGS if is_mixed or name != "status"]
    columns = [
        Column(_HEADINGS[name].said(language), is_number=name == "umur", may_shrink=name in ("nama", "hubungan"))
        for name in names
    ]
    inner = replace(page, width=None if page.width is None else page.width - len(_INDENT))
    lines = table_lines(columns, [[_cell(person, name, language) for name in names] for person in persons], inner)
    body = [f"{_INDENT}{line}" for line in lines.heading]
    family = None
    for person, line in zip(persons, lines.rows, strict=True):
        home = (person["rw"], person["rt"], person["keluarga"])
        if home != family:
            body.append(_door(person, parts, page))
            family = home
        body.append(f"{_INDENT}{line}")
        if before := visited_before(person, language):
            told = f"{_INDENT * 2}{before}"
            body.append(told if page.width is None else fit(told, page.width).rstrip())
    return "\n".join([page.bold(title), *body])


def _door(person: dict[str, Any], parts: tuple[str, ...], page: Page) -> str:
    """Return the line above a family: where it lives, and its KK number."""
    told = []
    if "rt" not in parts:
        told.append(f"RT/RW {person['rt'] or '?'}/{person['rw'] or '?'}")
    told.append(clean(person["alamat"] or _NO_ADDRESS.said(page.language)))
    if person["no_kk"]:
        told.append(f"KK {person['no_kk']}")
    line = ", ".join(told)
    return line if page.width is None else fit(line, page.width).rstrip()


def _cell(person: dict[str, Any], column: str, language: Language) -> str:
    value = person[column]
    if column == "tanggal_lahir":
        return numbers.day(value)
    if column == "status":
        return _STATUS[value].said(language)
    return numbers.NOTHING if value is None else str(value)
