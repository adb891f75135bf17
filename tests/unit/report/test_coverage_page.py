"""The page for the meeting: whole in itself, harmless whatever areas are called, the same figures as everywhere."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import polars as pl
import pytest

from tests.unit.coverage.people import residents
from uhcmatch.coverage import DOUBTS, OFFICIAL, Doubts, Goals, Level, Official, rates, with_goals, with_official
from uhcmatch.report.coverage_page import coverage_page
from uhcmatch.report.figures import Bars, Figures
from uhcmatch.report.outlines import Outlines

NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=HYPERLINK(1)",
    "*x* #panic()",
    "a\u202eb\x00c",
    "../x",
    "P" * 60,
    "</style></title>",
)
EMPTY = {"meta", "input", "path", "rect", "line", "polyline"}


class Reader(HTMLParser):
    """Collects what a page is made of; `open` must be empty at the end."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data.replace("\u00a0", " "))


def figures(frame: pl.DataFrame, by: Level = "kelurahan", official: Official | None = None) -> Figures:
    rows = frame["resident_row"]
    none = pl.Series([None] * len(rows), dtype=pl.Float64)
    known = Doubts(
        pl.DataFrame(
            {"resident_row": rows, "may_be_false": 0.0, "may_be_missed": 0.01, "may_be_theirs": none}, schema=DOUBTS
        )
    )
    counted = official or Official(None, pl.DataFrame(schema=OFFICIAL), None)

    def rated(level: Level) -> pl.DataFrame:
        goals = Goals((80.0, 100.0))
        return with_official(with_goals(rates(frame, level, 98.0, known), goals), level, counted)

    facts: dict[str, Any] = {"uhcmatch_version": "0.1.0", "run_id": "20261123T010000Z-abcdef"}
    bars = Bars(98.0, 80.0, 98.0, 80.0)
    return Figures(by, rated(by), rated("total"), bars, counted.day, 0, {"PPU": 3}, (), True, facts, date(2026, 11, 23))


def town(*names: str) -> pl.DataFrame:
    return residents(
        *(
            {"kecamatan": "UTARA", "kelurahan": name, "status": status}
            for at, name in enumerate(names)
            for status in ["active"] * 8 + ["unenrolled"] * (at + 1)
        )
    )


TREND = [("2026-09-30", 80.0, 70.0), ("2026-10-31", 85.5, 71.0), ("2026-11-23", 90.0, 72.0)]


@pytest.mark.parametrize("by", ["rt", "rw", "kelurahan", "kecamatan", "total"])
@pytest.mark.parametrize("points", [TREND, TREND[:1]])
def test_every_page_is_well_formed(by: Level, points: list[tuple[str, float, float]]) -> None:
    reader = Reader(coverage_page(figures(town("A", "B"), by), points, "id"))
    assert reader.open == []
    heads = sum(tag == "th" for tag, _ in reader.tags)
    rows = sum(tag == "tr" for tag, _ in reader.tags)
    assert sum(tag == "td" for tag, _ in reader.tags) == heads * (rows - 1)


def test_nothing_is_fetched_from_anywhere() -> None:
    page = coverage_page(figures(town("A", "B")), TREND, "id")
    reader = Reader(page)
    assert "://" not in page
    assert [tag for tag, attributes in reader.tags if {"src", "href", "action"} & set(attributes)] == []
    assert "url(" not in page
    assert "@import" not in page
    policies = [attributes["content"] for _, attributes in reader.tags if "http-equiv" in attributes]
    assert len(policies) == 1
    assert str(policies[0]).startswith("default-src 'none'; ")


def test_names_of_areas_are_only_text() -> None:
    page = coverage_page(figures(town(*NASTY)), TREND, "id")
    reader = Reader(page)
    assert reader.open == []
    assert sum(tag == "script" for tag, _ in reader.tags) == 1
    assert not [
        tag for tag, attributes in reader.tags if tag == "img" or any(name.startswith("on") for name in attributes)
    ]
    assert NASTY[0] in reader.texts
    assert re.search("[\u202e\x00]", page) is None


def test_the_worst_by_people_come_first_and_add_up() -> None:
    reader = Reader(coverage_page(figures(town("FEW", "SOME", "MOST")), TREND, "id"))
    at = [reader.texts.index(name) for name in ("MOST", "SOME", "FEW")]
    assert at == sorted(at)
    assert "JUMLAH" in reader.texts
    assert "80,00 %" in reader.texts


def test_english() -> None:
    page = coverage_page(figures(town("A")), TREND, "en")
    assert '<html lang="en">' in page
    assert "Method and caveats" in page
    assert "Cakupan" not in page


def test_an_official_count_has_a_column_of_its_own() -> None:
    official = Official(None, pl.DataFrame([("UTARA", "A", 5)], schema=OFFICIAL, orient="row"), date(2025, 12, 31))
    page = coverage_page(figures(town("A"), official=official), TREND, "id")
    assert "Cakupan DKB\u00a0%" in page
    assert "160,00" in page
    assert "31-12-2025" in page
    assert "Cakupan DKB\u00a0%" not in coverage_page(figures(town("A")), TREND, "id")


def test_three_hundred_kelurahan_fit() -> None:
    page = coverage_page(figures(town(*(f"KELURAHAN {at} YANG BERNAMA PANJANG" for at in range(300)))), TREND, "id")
    assert len(page.encode()) < 300_000


def test_borders_are_drawn_and_what_they_lack_is_counted() -> None:
    square = ((106.0, -6.0), (106.1, -6.0), (106.1, -6.1), (106.0, -6.1), (106.0, -6.0))
    outlines = Outlines((((square,), 0), ((square,), None)))
    reader = Reader(coverage_page(figures(town("A", "B")), TREND, "id", outlines))
    assert sum(tag == "path" for tag, _ in reader.tags) == 2
    assert "1 kelurahan tidak ada dalam peta yang diberikan." in reader.texts
    assert [text for text in reader.texts if text.startswith("B, UTARA: ")] == ["B, UTARA: 80,00 %"]
    assert [attributes["y"] for _, attributes in reader.tags if attributes.get("class") == "label place"]


def test_fine_borders_are_drawn_coarser() -> None:
    fine = tuple((106 + at / 1e5, -6 - (at % 7) / 1e2) for at in range(120_000))
    page = coverage_page(figures(town("A")), TREND, "id", Outlines((((fine,), 0),)))
    assert len(page.encode()) < 300_000
