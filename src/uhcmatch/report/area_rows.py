"""The page's table of areas: every figure with the plain number behind it, so that it can be sorted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from uhcmatch.reference.uhc import STANDINGS
from uhcmatch.report import numbers
from uhcmatch.report.html import Html, tag, together
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uhcmatch.report.figures import Figures
    from uhcmatch.words import Language

_NAMES: Final = {
    "kecamatan": Words("Kecamatan", "Kecamatan"),
    "kelurahan": Words("Kelurahan/Desa", "Kelurahan"),
    "rw": Words("RW", "RW"),
    "rt": Words("RT", "RT"),
}
_TOTAL: Final = Words("JUMLAH", "TOTAL")
_BAR_WIDTH: Final = 86


@dataclass(frozen=True, slots=True)
class _Figure:
    """A column of figures: its name in the frame, its heading, and whether it is a share in percent."""

    name: str
    heading: Words
    is_share: bool = False


_FIGURES: Final = (
    _Figure("unenrolled", Words("Belum terdaftar", "Not enrolled")),
    _Figure("residents", Words("Penduduk", "Residents")),
    _Figure("active", Words("Aktif", "Active")),
    _Figure("inactive", Words("Nonaktif", "Inactive")),
    _Figure("review", Words("Perlu verifikasi", "To verify")),
    _Figure("coverage", Words("Cakupan %", "Coverage %"), is_share=True),
    _Figure("active_rate", Words("Aktif ÷ terdaftar %", "Active ÷ registered %"), is_share=True),
    _Figure("active_coverage", Words("Aktif ÷ penduduk %", "Active ÷ residents %"), is_share=True),
)
_RANGE: Final = Words("Rentang 90 %", "Range 90 %")
_NEEDED: Final = Words("Kurang ke {target} %", "Missing to {target} %")
_OFFICIAL: Final = Words("Cakupan DKB %", "Coverage of DKB %")
_STANDING: Final = Words("Keterangan", "Remark")


def area_rows(figures: Figures, language: Language) -> Html:
    """Return the table, most people missing first, the total below."""
    names = [name for name in _NAMES if name in figures.areas.columns]
    most = max(figures.areas["unenrolled"].to_list(), default=0)
    rows = [_row(row, names, most, figures, language) for row in figures.areas.to_dicts()]
    total = _row(figures.all, names, 0, figures, language) if names else None
    foot = None if total is None else tag("tfoot", total)
    return tag("table", tag("thead", _head(names, figures, language)), tag("tbody", together(rows)), foot, id="areas")


def _head(names: list[str], figures: Figures, language: Language) -> Html:
    headings = [_NAMES[name] for name in names] or [_TOTAL]
    counted = [_FIGURES[0].heading, Words("", ""), *(figure.heading for figure in _FIGURES[1:])]
    target = _NEEDED.fill(target=numbers.short(figures.bars.target, language))
    official = [_OFFICIAL] if _has_official(figures) else []
    standing = [_STANDING] if _has_standing(figures) else []
    texts = [*headings, *counted, _RANGE, target, *official, *standing]
    cells = []
    for at, words in enumerate(texts):
        text = words.said(language)
        order = "descending" if words is _FIGURES[0].heading else None
        inner = tag("button", text, type="button") if text else None
        kind = "name" if at < len(headings) else None if text else "bar"
        cells.append(tag("th", inner, class_=kind, aria_sort=order, scope="col"))
    return tag("tr", together(cells))


def _row(row: Mapping[str, Any], names: list[str], most: int, figures: Figures, language: Language) -> Html:
    is_total = bool(names) and names[0] not in row
    told = [numbers.name(row.get(name), language) for name in names]
    labels = [_TOTAL.said(language), *[""] * (len(names) - 1)] if is_total or not names else told
    low, high = (numbers.percent(row[f"coverage_{bound}"], language) for bound in ("low", "high"))
    cells = [
        *(tag("td", label, class_="name") for label in labels),
        _cell(_FIGURES[0], row, language),
        tag("td", _bar(row["unenrolled"], most), class_="bar"),
        *(_cell(figure, row, language) for figure in _FIGURES[1:]),
        tag("td", f"{low}–{high}", data_v=_plain(row["coverage_low"])),
        _cell(_Figure("needed", _NEEDED), row, language),
        _cell(_Figure("dkb_coverage", _OFFICIAL, is_share=True), row, language) if _has_official(figures) else None,
        _standing(row["standing"], language) if _has_standing(figures) else None,
    ]
    return tag("tr", together(cells))


def _has_official(figures: Figures) -> bool:
    return figures.all["dkb_residents"] is not None or figures.areas["dkb_residents"].count() > 0


def _has_standing(figures: Figures) -> bool:
    return figures.all["standing"] is not None or figures.areas["standing"].count() > 0


def _standing(code: str | None, language: Language) -> Html:
    return tag("td", "" if code is None else STANDINGS[code].said(language))


def _cell(figure: _Figure, row: Mapping[str, Any], language: Language) -> Html:
    value = row[figure.name]
    shown = numbers.percent(value, language) if figure.is_share else numbers.count(value, language)
    return tag("td", shown, data_v=_plain(value))


def _plain(value: float | None) -> str:
    """Return a number as scripts read it; what is not known sorts below everything."""
    return "-1" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")


def _bar(people: int, most: int) -> Html | None:
    if not people or not most:
        return None
    bar = tag("rect", width=max(round(_BAR_WIDTH * people / most), 1), height=10, class_="c4")
    return tag("svg", bar, viewBox=f"0 0 {_BAR_WIDTH} 10", aria_hidden="true")
