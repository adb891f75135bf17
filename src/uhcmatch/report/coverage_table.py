"""Coverage per area on the screen: a table with a bar for the people who are missing, and what is to be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uhcmatch.report import numbers
from uhcmatch.report.areas import area_columns, counted_columns, counts_of, label, repeated, total_label
from uhcmatch.report.coverage_words import sentences
from uhcmatch.report.table import CUT, Column, Page, table
from uhcmatch.report.text import wrapped
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uhcmatch.report.figures import Figures
    from uhcmatch.words import Language

_NEEDED: Final = Words("Kurang\nke {target} %", "Missing\nto {target} %")
_RANGE: Final = Words("Rentang\n90 %", "Range\n90 %")
_BAR_WIDTH: Final = 6
_ROOMY: Final = 100
"""Columns of a screen from which the range has a column of its own."""
_BESIDE: Final = ((True, True), (False, True))
"""Whether range and bar stand beside the figures, best first."""
_EIGHTHS: Final = " ▏▎▍▌▋▊▉█"


def coverage_text(figures: Figures, page: Page) -> str:
    """Return the table of an area level, its total below, and the sentences that belong to it; warnings come last."""
    said = [*sentences(figures, page.language), *(words.said(page.language) for words in figures.warnings)]
    told = [line for text in said for line in wrapped(text, page.width, "  ")]
    return "\n".join([_table(figures, page), "", *told])


def _table(figures: Figures, page: Page) -> str:
    """Return the table with as much beside the figures as costs no name its end: range and bar, bar, neither."""
    is_roomy = page.width is None or page.width >= _ROOMY
    tried = (_drawn(figures, page, has_range=wide and is_roomy, has_bar=bar) for wide, bar in _BESIDE)
    return next((drawn for drawn in tried if CUT not in drawn), None) or _drawn(figures, page)


def _drawn(figures: Figures, page: Page, *, has_range: bool = False, has_bar: bool = False) -> str:
    language, by = page.language, figures.by
    rows = figures.areas.to_dicts()
    most = max((row["unenrolled"] for row in rows), default=0)
    ambiguous = repeated(figures.areas)
    lines = [
        [
            *label(row, by, ambiguous, language),
            *_cells(row, language, has_range),
            *([_bar(row["unenrolled"], most, page)] * has_bar),
        ]
        for row in rows
    ]
    if by != "total":
        lines.append([*total_label(by, language), *_cells(figures.all, language, has_range), *[""] * has_bar])
    target = _NEEDED.fill(target=numbers.short(figures.bars.target, language))
    columns = [*area_columns(by, language), *counted_columns(language)]
    columns += [Column(_RANGE.said(language), is_number=True)] * has_range
    columns += [Column(target.said(language), is_number=True), *[Column("")] * has_bar]
    return table(columns, lines, page, has_total=by != "total")


def _cells(row: Mapping[str, Any], language: Language, has_range: bool) -> list[str]:
    between = [f"{numbers.percent(row[bound], language)}" for bound in ("coverage_low", "coverage_high")]
    return [*counts_of(row, language), *(["–".join(between)] * has_range), numbers.count(row["needed"], language)]


def _bar(people: int, most: int, page: Page) -> str:
    """Return a bar as long as its share of the longest; somebody is never nothing. Plain signs without dress."""
    if not people:
        return ""
    eighths = max(round(8 * _BAR_WIDTH * people / most), 1)
    if not page.is_dressed:
        return "#" * max(round(eighths / 8), 1)
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
