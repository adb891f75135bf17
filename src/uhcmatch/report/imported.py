"""What an import took from each file, what it left out and why; counts and places, never a cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from uhcmatch.reference.import_reasons import import_reason
from uhcmatch.report import numbers
from uhcmatch.report.document import as_json
from uhcmatch.report.table import Column, Page, table
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.words import Language

LISTED: Final = 40
"""Lines left out that a screen shows; all of them are in the JSON form."""
_FILE: Final = Words("Berkas", "File")
_COUNTS: Final[dict[str, Words]] = {
    "rows": Words("Baris", "Rows"),
    "blank": Words("Kosong", "Empty"),
    "new": Words("Dicatat", "Recorded"),
    "known": Words("Sudah\nada", "Known\nalready"),
    "refused": Words("Ditolak", "Refused"),
}
_NOTHING: Final = Words("Tidak ada yang baru; tidak ada yang berubah.", "Nothing new; nothing was changed.")
_BEFORE: Final = Words("{name} sudah pernah diimpor ({day}, {who}).", "{name} was imported before ({day}, {who}).")
_LEFT_OUT: Final = Words("Tidak diterima: {lines} baris", "Not taken: {lines} lines")
_PLACE: Final = (_FILE, Words("Lembar", "Sheet"), Words("Baris", "Line"), Words("Sebab", "Reason"))
_REST: Final = Words("… dan {rest} baris lain (--format json).", "… and {rest} more lines (--format json).")


@dataclass(frozen=True)
class Problem:
    """A line that was not taken, or not as it stands: where, and the code of why."""

    file: str
    sheet: str | None
    line: int
    reason: str


@dataclass
class ImportedFile:
    """Counts of one file: every row is `blank`, `new`, `known` (said before) or `refused`."""

    name: str
    sha256: str
    rows: int = 0
    blank: int = 0
    new: int = 0
    known: int = 0
    refused: int = 0
    before: tuple[str, str] | None = None
    """Day and who, where this very file was imported before."""


@dataclass
class Imported:
    """All that one call imported; `notes` are sentences about the whole, `counts` further figures by name."""

    files: list[ImportedFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Words] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def new(self) -> int:
        """How many rows were recorded."""
        return sum(file.new for file in self.files)

    def as_content(self) -> dict[str, Any]:
        """Return what the trail remembers: hashes and counts."""
        names = ("name", "sha256", *_COUNTS)
        return {"inputs": [{name: getattr(file, name) for name in names} for file in self.files], **self.counts}


def imported_json(told: Imported, language: Language) -> str:
    """Return everything as one JSON document."""
    files = [
        {**{name: getattr(file, name) for name in ("name", "sha256", *_COUNTS)}, "before": file.before}
        for file in told.files
    ]
    problems = [{**vars(one), "sentence": import_reason(one.reason).said(language)} for one in told.problems]
    notes = [words.said(language) for words in told.notes]
    return as_json({"files": files, "new": told.new, **told.counts, "problems": problems, "notes": notes})


def imported_text(told: Imported, page: Page) -> str:
    """Return the counts per file, what was left out, and what has to be said of the whole."""
    language = page.language
    columns = [Column(_FILE.said(language), may_shrink=True)]
    columns += [Column(words.said(language), is_number=True) for words in _COUNTS.values()]
    rows = [[file.name, *(numbers.count(getattr(file, name), language) for name in _COUNTS)] for file in told.files]
    parts = [table(columns, rows, page)]
    before = [
        _BEFORE.fill(name=file.name, day=file.before[0], who=file.before[1]) for file in told.files if file.before
    ]
    sentences = [*before, *([] if told.new else [_NOTHING]), *told.notes]
    parts += ["", *(words.said(language) for words in sentences)] if sentences else []
    if told.problems:
        parts += ["", _problems(told.problems, page)]
    return "\n".join(parts)


def _problems(problems: Sequence[Problem], page: Page) -> str:
    language = page.language
    columns = [Column(words.said(language), is_number=at == 2, may_shrink=at < 2) for at, words in enumerate(_PLACE)]
    rows = [
        [one.file, one.sheet or numbers.NOTHING, str(one.line), import_reason(one.reason).said(language)]
        for one in problems[:LISTED]
    ]
    parts = [page.bold(_LEFT_OUT.fill(lines=numbers.count(len(problems), language)).said(language))]
    parts.append(table(columns, rows, page))
    if len(problems) > LISTED:
        parts.append(_REST.fill(rest=numbers.count(len(problems) - LISTED, language)).said(language))
    return "\n".join(parts)
