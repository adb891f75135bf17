"""What `uhcmatch inspect` shows of a file: how it is written, what was recognised, how healthy its numbers are.

Shapes and counts only; no cell of a record.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from uhcmatch.reference.reasons import sentence
from uhcmatch.report import numbers
from uhcmatch.report.document import as_json
from uhcmatch.report.table import Column, Page, table
from uhcmatch.words import Words, clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uhcmatch.report.inspected import Inspected, Listed, NikHealth
    from uhcmatch.words import Language

_ROLE: Final = {
    "population": Words("sebagai penduduk", "as population"),
    "members": Words("sebagai peserta", "as members"),
}
_READ: Final = Words("{rows} baris data, {refused} ditolak", "{rows} data rows, {refused} refused")
_HEADER: Final = Words("judul kolom di baris {line}", "header in line {line}")
_SHEET: Final = Words("lembar {sheet}", "sheet {sheet}")
_DELIMITER: Final = Words("pemisah {delimiter}", "delimiter {delimiter}")
_HEADINGS: Final = (
    Words("Kolom", "Field"),
    Words("Judul di berkas", "Header in the file"),
    Words("Terisi %", "Filled %"),
    Words("Terbaca %", "Read %"),
)
_BETWEEN: Final = Words("(di antara baris)", "(between the rows)")
_OUT_OF: Final = Words("(dari {header})", "(out of {header})")
_SOURCES_OF: Final = {"rt": ("rt_rw", "alamat"), "rw": ("rt", "rt_rw", "alamat")} | dict.fromkeys(
    ("kelurahan", "kecamatan"), ("alamat",)
)
"""What may be read from another column: the columns it comes from, first found first."""
_ENCODING: Final = {"utf-8-sig": "UTF-8 (BOM)", "utf-8": "UTF-8", "cp1252": "Windows-1252"}
_UNUSED: Final = Words("Tidak dipakai", "Not used")
_NEAR: Final = Words("{header} = {alias}?", "{header} = {alias}?")
_UNKNOWN: Final = Words(
    "Judul tak dikenal; bila benar, sebutkan di [columns.{role}] pada uhcmatch.toml",
    "Unknown headers; if right, name them in [columns.{role}] of uhcmatch.toml",
)
_NIK: Final = Words("NIK", "NIK")
_SOUND: Final = Words("baik", "sound")
_ENDING: Final = Words("berakhiran 0: {share} % (wajar 2 %)", "ending in 0: {share} % (2 % is usual)")
_DOUBLE: Final = Words("Nomor ganda", "Repeated numbers")
_DOUBLES: Final = Words("{field}: {values} nomor di {rows} baris", "{field}: {values} numbers in {rows} rows")
_DATES: Final = Words("Bentuk tanggal lahir (0 = angka, A = huruf)", "Shapes of birth dates (0 = digit, A = letters)")
_SERIAL: Final = Words("{shape} (hari menurut Excel)", "{shape} (Excel day numbers)")
_LABELS: Final = Words("Label yang dibaca", "Labels read")
_REFUSED: Final = Words("Baris ditolak", "Rows refused")
_SKIPPED: Final = Words("Bukan baris data", "No data rows")
_LINES: Final = Words("baris {lines}", "line {lines}")
_NOTES: Final = Words("Catatan", "Notes")
_TAB: Final = {"\t": "TAB"}


def inspection_json(files: Sequence[Inspected]) -> str:
    """Return what was seen as one JSON document."""
    return as_json({"files": [_document(file) for file in files]})


def _document(file: Inspected) -> dict[str, Any]:
    content = asdict(file)
    content["doubles"] = {name: {"numbers": many, "rows": rows} for name, (many, rows) in file.doubles.items()}
    return content


def inspection_text(files: Sequence[Inspected], page: Page) -> str:
    """Return what was seen as text."""
    return "\n\n".join("\n".join(_lines(file, page)) for file in files)


def _lines(file: Inspected, page: Page) -> Iterator[str]:
    """Yield a file's lines: how it is written, what must be known first, then column by column and row by row."""
    language = page.language
    yield page.bold(clean(file.name))
    yield from wrapped(list(_dialect(file, language)), page, "  ")
    if file.notes:
        yield from ["", page.bold(_NOTES.said(language))]
        for note in file.notes:
            yield from wrapped(clean(note.said(language)).split(" "), page, "  ", between=" ")
    yield ""
    yield _columns(file, page)
    yield from _headers_left(file, page)
    if file.nik is not None:
        yield from _section(_NIK, list(_nik(file.nik, language)), page)
    doubles = [
        _DOUBLES.fill(field=field, values=_number(many, language), rows=_number(rows, language)).said(language)
        for field, (many, rows) in file.doubles.items()
        if many
    ]
    yield from _section(_DOUBLE, doubles, page)
    yield from _section(
        _DATES, [f"{_shape(one, language)}: {_number(rows, language)}" for one, rows in file.dates.items()], page
    )
    labels = [f"{clean(label)} = {code}: {_number(rows, language)}" for _, label, code, rows in file.labels]
    yield from _section(_LABELS, labels, page)
    yield from _reasons(_REFUSED, file.refusals, page)
    yield from _reasons(_SKIPPED, file.skipped, page)


def _shape(shape: str, language: Language) -> str:
    return _SERIAL.fill(shape=shape).said(language) if shape == "00000" else shape


def _dialect(file: Inspected, language: Language) -> Iterator[str]:
    yield _ROLE[file.role].said(language)
    yield _READ.fill(rows=_number(file.rows, language), refused=_number(file.refused, language)).said(language)
    if file.encoding:
        yield _ENCODING.get(file.encoding, file.encoding)
    if file.delimiter:
        yield _DELIMITER.fill(delimiter=_TAB.get(file.delimiter, file.delimiter)).said(language)
    if file.sheet:
        yield _SHEET.fill(sheet=clean(file.sheet)).said(language)
    if file.header_line:
        yield _HEADER.fill(line=file.header_line).said(language)


def _columns(file: Inspected, page: Page) -> str:
    columns = [
        Column(heading.said(page.language), is_number=at > 1, may_shrink=at == 1)
        for at, heading in enumerate(_HEADINGS)
    ]
    language = page.language
    written = {
        field: _BETWEEN.said(language) if headers == (f"[{field}]",) else " + ".join(headers)
        for field, headers in file.columns.items()
    }
    for field, sources in _SOURCES_OF.items():
        found = next((written[source] for source in sources if source in file.columns), None)
        if field not in written and found and file.understood.get(field):
            between = _BETWEEN.said(language)
            written[field] = between if found == between else _OUT_OF.fill(header=found).said(language)
    rows = [
        [field, header, *(numbers.percent(shares.get(field), language) for shares in (file.filled, file.understood))]
        for field, header in written.items()
    ]
    return table(columns, rows, page)


def _headers_left(file: Inspected, page: Page) -> Iterator[str]:
    near = [_NEAR.fill(header=clean(header), alias=alias) for header, alias in file.unknown.items() if alias]
    yield from _section(_UNKNOWN.fill(role=file.role), [one.said(page.language) for one in near], page)
    yield from _section(_UNUSED, [clean(header) for header, alias in file.unknown.items() if not alias], page)


def _nik(nik: NikHealth, language: Language) -> Iterator[str]:
    yield f"{_SOUND.said(language)}: {_number(nik.sound, language)}"
    for code, count in nik.issues.items():
        yield f"{sentence(code).said(language)}: {_number(count, language)}"
    if nik.ending_in_0 is not None:
        yield _ENDING.fill(share=numbers.percent(nik.ending_in_0, language)).said(language)


def _reasons(title: Words, listed: Sequence[Listed], page: Page) -> Iterator[str]:
    if not listed:
        return
    yield from ["", page.bold(title.said(page.language))]
    for one in listed:
        more = " …" if one.count > len(one.lines) else ""
        where = _LINES.fill(lines=", ".join(map(str, one.lines)) + more).said(page.language)
        told = f"{_number(one.count, page.language)} × {sentence(one.reason).said(page.language)}"
        yield from wrapped([told, where] if one.lines else [told], page, "  ", between=" – ")


def _section(title: Words, items: Sequence[str], page: Page) -> Iterator[str]:
    if items:
        yield from ["", page.bold(title.said(page.language))]
        yield from wrapped(list(items), page, "  ")


def wrapped(items: Sequence[str], page: Page, indent: str, *, between: str = " · ") -> Iterator[str]:
    """Yield items side by side, as many to a line as the page takes."""
    line = ""
    for item in items:
        longer = f"{line}{between}{item}" if line else item
        if line and page.width is not None and len(indent + longer) > page.width:
            yield indent + line
            longer = item
        line = longer
    if line:
        yield indent + line


def _number(count: int, language: Language) -> str:
    return numbers.count(count, language)
