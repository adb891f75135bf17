"""A run against what clerks decided, as tables and as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.report import numbers
from uhcmatch.report.document import as_json
from uhcmatch.report.table import Column, Page, table
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.evaluate import Band, ByDecisions
    from uhcmatch.words import Language

_NONE: Final = Words(
    "Belum ada pasangan yang diputuskan petugas setelah hasil ini.", "No pair was decided by clerks after this run."
)
_HEADINGS: Final = (
    Words("Keputusan petugas", "Clerks decided"),
    Words("ditautkan", "linked"),
    Words("ditanyakan", "asked"),
    Words("tidak\nditautkan", "not\nlinked"),
)
_SAME: Final = Words("SAMA (satu orang)", "SAMA (one person)")
_DIFFERENT: Final = Words("BEDA (dua orang)", "BEDA (two people)")
_PROMISED: Final = Words("Janji peluang dan kenyataannya", "What probabilities promised, and what was true")
_BANDS: Final = (
    Words("Peluang %", "Probability %"),
    Words("Pasangan", "Pairs"),
    Words("SAMA\ndiperkirakan", "SAMA\nexpected"),
    Words("SAMA", "SAMA"),
)


def decisions_json(found: ByDecisions) -> str:
    """Return the figures as one JSON document."""
    bands = [
        {"low": band.low, "high": band.high, "promised": round(band.promised, 3), **vars(band.same)}
        for band in found.bands
    ]
    return as_json({"same": found.same, "different": found.different, "bands": bands})


def decisions_text(found: ByDecisions, page: Page) -> str:
    """Return the figures as tables."""
    language = page.language
    if not any((*found.same.values(), *found.different.values())):
        return _NONE.said(language)
    columns = [Column(words.said(language), is_number=at > 0) for at, words in enumerate(_HEADINGS)]
    rows = [
        [words.said(language), *(numbers.count(counts[done], language) for done in ("match", "review", "none"))]
        for words, counts in ((_SAME, found.same), (_DIFFERENT, found.different))
    ]
    parts = [table(columns, rows, page)]
    if found.bands:
        heads = [Column(words.said(language), is_number=at > 0) for at, words in enumerate(_BANDS)]
        lines = [_band(band, language) for band in found.bands]
        parts += ["", page.bold(_PROMISED.said(language)), table(heads, lines, page)]
    return "\n".join(parts)


def _band(band: Band, language: Language) -> list[str]:
    return [
        f"{numbers.short(100 * band.low, language)}–{numbers.short(100 * band.high, language)}",
        numbers.count(band.same.whole, language),
        numbers.few(band.promised, language),
        numbers.count(band.same.part, language),
    ]
