"""Coverage as one page for the meeting: whole in itself, nothing is fetched, nobody is named but areas."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from uhcmatch.reference import uhc
from uhcmatch.report import numbers
from uhcmatch.report.area_rows import area_rows
from uhcmatch.report.coverage_words import sentences
from uhcmatch.report.html import Html, raw, tag, together
from uhcmatch.report.outlines import Outlines, outline_map
from uhcmatch.report.tiles import tiles
from uhcmatch.report.trend import Point, trend
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.report.figures import Figures
    from uhcmatch.words import Language

_TITLE: Final = Words("Cakupan JKN-KIS", "JKN-KIS coverage")
_STAND: Final = Words("Keadaan {day} · hasil {run}", "As of {day} · run {run}")
_FIND: Final = Words("Cari wilayah …", "Find an area …")
_AREAS: Final = Words("Orang yang belum terdaftar, per wilayah", "People not enrolled, by area")
_MAP: Final = Words("Peta", "Map")
_TREND: Final = Words("Perkembangan", "Over time")
_METHOD: Final = Words("Cara menghitung dan catatan", "Method and caveats")
_HOW: Final = Words(
    "Data penduduk dan data peserta dicocokkan menurut NIK, nama, tanggal lahir, KK, dan tempat; yang meragukan "
    "menjadi "
    "“perlu verifikasi” dan dihitung belum terdaftar sampai diputuskan. Rentang 90 % memperhitungkan verifikasi yang "
    "belum selesai serta tautan yang mungkin keliru atau terlewat; sembilan dari sepuluh rentang memuat angka "
    "sebenarnya. Tautan keliru menyembunyikan keluarga yang belum terlindungi, tautan terlewat hanya menambah "
    "kunjungan.",
    "The population and membership files are matched by NIK, name, birth date, KK and place; what is doubtful is “to "
    "verify” and counts as not enrolled until decided. The 90 % range allows for open questions and for links that may "
    "be false or missing; nine ranges of ten hold the true figure. A false link hides a family without protection, a "
    "missed one only adds a visit.",
)
_MADE: Final = Words(
    "Dibuat uhcmatch {version}. Halaman ini tidak memuat nama atau nomor orang.",
    "Made by uhcmatch {version}. This page names no person and no number of one.",
)
_CARDS: Final = {
    "coverage": Words("penduduk terdaftar, {low}–{high} %", "of residents registered, {low}–{high} %"),
    "unenrolled": Words("orang belum terdaftar", "people not enrolled"),
    "needed": Words("orang lagi untuk {target} %", "more people to reach {target} %"),
    "active_rate": Words("aktif ÷ terdaftar", "active ÷ registered"),
    "active_coverage": Words("aktif ÷ penduduk", "active ÷ residents"),
}
_PRIORITY: Final = Words("UHC Prioritas ({registered} % / {active} %)", "UHC Prioritas ({registered} % / {active} %)")


def coverage_page(
    figures: Figures, points: Sequence[Point], language: Language, outlines: Outlines | None = None
) -> str:
    """Return the page; with `outlines` the areas are drawn in their borders, else as tiles."""
    script = _ours("script.js")
    content = together(
        [
            tag("h1", _TITLE.said(language)),
            tag("p", _stand(figures, language), class_="dim"),
            _cards(figures, language),
            *(tag("p", words.said(language), class_="warn") for words in figures.warnings),
            tag("h2", _AREAS.said(language)),
            tag(
                "input",
                type="search",
                id="find",
                class_="find",
                placeholder=_FIND.said(language),
                aria_label=_FIND.said(language),
            ),
            tag("div", area_rows(figures, language), class_="wide"),
            *_map(figures, outlines, language),
            tag("h2", _TREND.said(language)),
            trend(points, language),
            tag("h2", _METHOD.said(language)),
            tag("p", _HOW.said(language)),
            *(tag("p", text) for text in sentences(figures, language)),
            tag("footer", _MADE.fill(version=figures.facts["uhcmatch_version"]).said(language)),
            raw("script", script),
        ]
    )
    page = tag("html", _head(script, language), tag("body", content), lang=language)
    return f"<!DOCTYPE html>\n{page.markup}\n"


def _head(script: str, language: Language) -> Html:
    """Return the head; the policy allows this one script by its hash and forbids everything from elsewhere."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", _TITLE.said(language)),
        raw("style", _ours("style.css")),
    )


def _ours(name: str) -> str:
    return files("uhcmatch.report").joinpath("page", name).read_text(encoding="utf-8")


def _stand(figures: Figures, language: Language) -> str:
    return _STAND.fill(day=numbers.day(figures.as_of), run=figures.facts["run_id"]).said(language)


def _cards(figures: Figures, language: Language) -> Html:
    row, bars = figures.all, figures.bars
    places = {
        "low": numbers.percent(row["coverage_low"], language),
        "high": numbers.percent(row["coverage_high"], language),
        "target": numbers.short(bars.target, language),
    }
    cards = []
    for name, words in _CARDS.items():
        is_count = name in ("unenrolled", "needed")
        shown = numbers.count(row[name], language) if is_count else f"{numbers.percent(row[name], language)} %"
        cards.append(tag("div", tag("b", shown), tag("span", words.fill(**places).said(language)), class_="card"))
    verdict = uhc.MET if row["uhc_prioritas"] else uhc.NOT_MET
    asked = _PRIORITY.fill(
        registered=f"> {numbers.short(bars.priority_registered, language)}",
        active=f"> {numbers.short(bars.priority_active, language)}",
    )
    cards.append(tag("div", tag("b", verdict.said(language)), tag("span", asked.said(language)), class_="card"))
    return tag("div", together(cards), class_="cards")


def _map(figures: Figures, outlines: Outlines | None, language: Language) -> list[Html]:
    """Return the map; only kelurahan have one."""
    if figures.by != "kelurahan" or figures.areas.is_empty():
        return []
    rows = figures.areas.to_dicts()
    drawn = tiles(rows, language) if outlines is None else outline_map(outlines, rows, language)
    return [tag("h2", _MAP.said(language)), drawn]
