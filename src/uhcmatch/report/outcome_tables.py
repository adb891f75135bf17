"""What teams found, on the screen: the people and what follows, and how far the work is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uhcmatch.reference.outcomes import NEXT, NOT_VISITED, OUTCOMES_BY_CODE
from uhcmatch.reference.registrations import registration_words
from uhcmatch.report import numbers
from uhcmatch.report.table import Column, Page, table
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from uhcmatch.words import Language

SHOWN: Final = 40
_NONE: Final = Words("Belum ada hasil kunjungan.", "No outcomes yet.")
_PEOPLE: Final = {
    "nama": Words("Nama", "Name"),
    "kelurahan": Words("Kelurahan/Desa", "Kelurahan"),
    "rt": Words("RT", "RT"),
    "hasil": Words("Hasil", "Outcome"),
    "kunjungan": Words("Ke-", "Visit"),
    "berikutnya": Words("Berikutnya", "Next"),
}
_NUMBERS: Final = ("kunjungan",)
_NAMES: Final = ("nama", "kelurahan")
_COUNTED: Final = Words("{people} orang.", "{people} people.")
_GONE: Final = Words(
    "{people} orang lain pernah dikunjungi, tetapi tidak ada dalam hasil ini.",
    "{people} others were visited and are not in this run.",
)
_REST: Final = Words(
    "… dan {rest} orang lain: pakai --format csv, --format json, atau --out FOLDER --format xlsx.",
    "… and {rest} more: use --format csv, --format json, or --out DIR --format xlsx.",
)
_AREAS: Final = {
    "kecamatan": Words("Kecamatan", "Kecamatan"),
    "kelurahan": Words("Kelurahan/Desa", "Kelurahan"),
    "rw": Words("RW", "RW"),
    "rt": Words("RT", "RT"),
    "tim": Words("Tim", "Team"),
}
_PROGRESS: Final = {
    "listed": Words("Di\ndaftar", "On the\nlist"),
    "visited": Words("Dikun-\njungi", "Visited"),
    "daftar": Words("Daftar", "Register"),
    "cocokkan": Words("Punya\nkartu", "Has\ncard"),
    "dukcapil": Words("Duk-\ncapil", "Civil\nregistry"),
    "ulang": Words("Ulang", "Again"),
    "selesai": Words("Sudah\naktif", "Active\nnow"),
    "periksa": Words("Perik-\nsa", "Check"),
    NOT_VISITED: Words("Belum", "Not yet"),
}
_TOTAL: Final = Words("JUMLAH", "TOTAL")


def outcomes_text(people: pl.DataFrame, gone: int, page: Page) -> str:
    """Return who was visited, what came of it and what follows."""
    language = page.language
    told = [_NONE] if people.is_empty() else [_COUNTED.fill(people=numbers.count(people.height, language))]
    parts = [table(_columns(_PEOPLE, language), _people(people, language), page), ""] if people.height else []
    told += [_REST.fill(rest=numbers.count(people.height - SHOWN, language))] if people.height > SHOWN else []
    told += [_GONE.fill(people=numbers.count(gone, language))] if gone else []
    return "\n".join([*parts, *(words.said(language) for words in told)])


def progress_text(counted: pl.DataFrame, page: Page) -> str:
    """Return how far the work is, with a total."""
    language = page.language
    names = [name for name in counted.columns if name in _AREAS]
    columns = [Column(_AREAS[name].said(language), may_shrink=True) for name in names] or [Column("")]
    columns += [Column(words.said(language), is_number=True) for words in _PROGRESS.values()]
    rows = [_progress(row, names, language) for row in counted.to_dicts()]
    total = {name: counted[name].sum() for name in _PROGRESS}
    if names:
        rows.append([_TOTAL.said(language), *[""] * (len(names) - 1), *_counts(total, language)])
    return table(columns, rows, page, has_total=bool(names))


def _columns(headings: dict[str, Words], language: Language) -> list[Column]:
    return [
        Column(words.said(language), is_number=name in _NUMBERS, may_shrink=name in _NAMES)
        for name, words in headings.items()
    ]


def _people(people: pl.DataFrame, language: Language) -> list[list[str]]:
    return [
        [
            row["nama"] or numbers.NOTHING,
            numbers.name(row["kelurahan"], language),
            row["rt"] or numbers.NOTHING,
            outcome_words(row["hasil"], language),
            str(row["kunjungan"]),
            _next(row, language),
        ]
        for row in people.head(SHOWN).to_dicts()
    ]


def _next(row: dict[str, Any], language: Language) -> str:
    """Return what follows; of somebody who was proposed to BPJS since, where that stands."""
    if row["registrasi"] and row["berikutnya"] == "daftar":
        return registration_words(row["registrasi"]).said(language)
    return NEXT[row["berikutnya"]].said(language)


def outcome_words(codes: str, language: Language) -> str:
    """Return the words of one or several codes."""
    return " / ".join(OUTCOMES_BY_CODE[code].words.said(language) for code in codes.split(", "))


def _progress(row: dict[str, Any], names: Sequence[str], language: Language) -> list[str]:
    where = [numbers.NOTHING if row[name] is None else str(row[name]) for name in names] or [_TOTAL.said(language)]
    return [*where, *_counts(row, language)]


def _counts(row: dict[str, Any], language: Language) -> list[str]:
    return [numbers.count(row[name], language) for name in _PROGRESS]
