"""What `uhcmatch inspect` shows of a file: how it is written, what was recognised, how healthy its numbers are.

Shapes and counts only; no cell of a record.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from uhcmatch.reference.reasons import sentence
from uhcmatch.report import numbers
from uhcmatch.report.document import as_json
from uhcmatch.report.table import Column, Page, table
from uhcmatch.report.text import clean
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
)
_UNUSED: Final = Words("Tidak dipakai", "Not used")
_NEAR: Final = Words("{header} (mirip {alias}?)", "{header} (like {alias}?)")
_NIK: Final = Words("NIK", "NIK")
_SOUND: Final = Words("baik", "sound")
_ENDING: Final = Words("berakhiran 0: {share} % (wajar 2 %)", "ending in 0: {share} % (2 % is usual)")
_RUINED: Final = Words(
    "Kolom NIK tampaknya rusak oleh Excel: ekspor ulang sebagai Teks.",
    "The NIK column looks ruined by Excel: export it again as Text.",
)
_DOUBLE: Final = Words("Nomor ganda", "Repeated numbers")
_DOUBLES: Final = Words("{field}: {values} nomor di {rows} baris", "{field}: {values} numbers in {rows} rows")
_DATES: Final = Words("Bentuk tanggal lahir (0 = angka, A = huruf)", "Shapes of birth dates (0 = digit, A = letters)")
_REFUSED: Final = Words("Baris ditolak", "Rows refused")
_SKIPPED: Final = Words("Bukan baris data", "No data rows")
_LINES: Final = Words("baris {lines}", "line {lines}")
_NOTES: Final = Words("Catatan", "Notes")
_TAB: Final = {"\t": "TAB"}


@dataclass(frozen=True)
class Listed:
    """Lines set aside for one reason: how many, and the first of them."""

    reason: str
    count: int
    lines: tuple[int, ...]


@dataclass(frozen=True)
class NikHealth:
    """The NIK column: filled cells, cells without any issue, issues by code, share ending in 0 (percent)."""

    filled: int
    sound: int
    issues: dict[str, int]
    ending_in_0: float | None
    is_ruined: bool


@dataclass(frozen=True)
class Inspected:
    """One file, sheet or archive member; counts only.

    `filled` field → percent of the rows read · `doubles` field → (numbers that occur again, rows they stand in) ·
    `dates` shape → rows.
    """

    name: str
    role: str
    sha256: str
    size: int
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    header_line: int
    columns: dict[str, tuple[str, ...]]
    unknown: dict[str, str | None]
    rows: int
    refused: int
    filled: dict[str, float]
    nik: NikHealth | None
    doubles: dict[str, tuple[int, int]]
    dates: dict[str, int]
    refusals: tuple[Listed, ...]
    skipped: tuple[Listed, ...]
    notes: tuple[Words, ...]


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
    language = page.language
    yield page.bold(clean(file.name))
    yield from wrapped(list(_dialect(file, language)), page, "  ")
    yield ""
    yield _columns(file, page)
    unused = [_unused(header, alias, language) for header, alias in file.unknown.items()]
    yield from _section(_UNUSED, unused, page)
    if file.nik is not None:
        yield from _section(_NIK, list(_nik(file.nik, language)), page)
    doubles = [
        _DOUBLES.fill(field=field, values=_number(many, language), rows=_number(rows, language)).said(language)
        for field, (many, rows) in file.doubles.items()
        if many
    ]
    yield from _section(_DOUBLE, doubles, page)
    yield from _section(_DATES, [f"{shape}: {_number(rows, language)}" for shape, rows in file.dates.items()], page)
    yield from _reasons(_REFUSED, file.refusals, page)
    yield from _reasons(_SKIPPED, file.skipped, page)
    if file.notes:
        yield from ["", page.bold(_NOTES.said(language))]
        for note in file.notes:
            yield from wrapped(clean(note.said(language)).split(" "), page, "  ", between=" ")


def _dialect(file: Inspected, language: Language) -> Iterator[str]:
    yield _ROLE[file.role].said(language)
    yield _READ.fill(rows=_number(file.rows, language), refused=_number(file.refused, language)).said(language)
    if file.encoding:
        yield file.encoding
    if file.delimiter:
        yield _DELIMITER.fill(delimiter=_TAB.get(file.delimiter, file.delimiter)).said(language)
    if file.sheet:
        yield _SHEET.fill(sheet=clean(file.sheet)).said(language)
    if file.header_line:
        yield _HEADER.fill(line=file.header_line).said(language)


def _columns(file: Inspected, page: Page) -> str:
    columns = [
        Column(_HEADINGS[0].said(page.language)),
        Column(_HEADINGS[1].said(page.language), may_shrink=True),
        Column(_HEADINGS[2].said(page.language), is_number=True),
    ]
    rows = [
        [field, " + ".join(headers), numbers.percent(file.filled.get(field), page.language)]
        for field, headers in file.columns.items()
    ]
    return table(columns, rows, page)


def _unused(header: str, alias: str | None, language: Language) -> str:
    shown = clean(header)
    return _NEAR.fill(header=shown, alias=alias).said(language) if alias else shown


def _nik(nik: NikHealth, language: Language) -> Iterator[str]:
    yield f"{_SOUND.said(language)}: {_number(nik.sound, language)}"
    for code, count in nik.issues.items():
        yield f"{sentence(code).said(language)}: {_number(count, language)}"
    if nik.ending_in_0 is not None:
        yield _ENDING.fill(share=numbers.percent(nik.ending_in_0, language)).said(language)
    if nik.is_ruined:
        yield _RUINED.said(language)


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
