"""The arithmetic of the news articles, and the bars that areas are held against (DOMAIN §4)."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from tests.unit.coverage.people import many, members, residents
from uhcmatch.coverage import (
    OFFICIAL,
    Goals,
    Official,
    missing_segments,
    rates,
    segment_counts,
    unmatched,
    with_official,
)
from uhcmatch.coverage import with_goals as told

GOALS = Goals((80.0, 95.0, 97.5, 98.0, 99.0, 100.0))


def official(*areas: tuple[str, str, int], total: int | None = None) -> Official:
    return Official(total, pl.DataFrame(list(areas), schema=OFFICIAL, orient="row"), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("registered", "people", "percent"),
    [(978_928, 1_021_337, 95.85), (397_886, 413_861, 96.14), (685_000, 938_356, 73.0)],
)
def test_news(registered: int, people: int, percent: float) -> None:
    """Bogor 2022; Kota Kediri-like 397,886 = 96.14 %; some 685 thousand = 73 %: by name and by official count alike."""
    frame = many(active=registered, unenrolled=people - registered)
    row = with_official(rates(frame, "total", 98.0), "total", official(total=people)).row(0, named=True)
    assert round(row["coverage"], 2) == percent
    assert round(row["dkb_coverage"], 2) == percent


def test_people_missing_to_every_level() -> None:
    row = told(rates(many(active=900, unenrolled=100), "total", 98.0), GOALS).row(0, named=True)
    levels = ("80", "95", "97_5", "98", "99", "100")
    assert [row[f"needed_{level}"] for level in levels] == [0, 50, 75, 80, 90, 100]


@pytest.mark.parametrize(
    ("active", "inactive", "unenrolled", "standing", "is_priority"),
    [
        (79, 0, 21, "di_bawah_batas", False),
        (80, 0, 20, None, False),
        (100, 0, 0, "siap_dideklarasikan", True),
        (98, 0, 2, None, False),
        (990, 0, 10, None, True),
        (80, 20, 0, "siap_dideklarasikan", False),
        (801, 190, 9, None, True),
        (0, 0, 0, None, False),
    ],
)
def test_standing(active: int, inactive: int, unenrolled: int, standing: str | None, is_priority: bool) -> None:
    """Both bars of UHC Prioritas must be passed, not met: 98 % and 80 % are not enough."""
    counted = rates(many(active=active, inactive=inactive, unenrolled=unenrolled), "total", 98.0)
    row = told(counted, GOALS).row(0, named=True)
    assert (row["standing"], row["uhc_prioritas"]) == (standing, is_priority)


HOMES = residents(
    {"kecamatan": "UTARA", "kelurahan": "MEKAR", "status": "active"},
    {"kecamatan": "SELATAN", "kelurahan": "MEKAR", "status": "active"},
    {"kecamatan": "SELATAN", "kelurahan": "MELATI"},
)


def test_official_counts_find_their_kelurahan_in_any_spelling() -> None:
    counted = official(("Kec. Utara", "DESA MEKAR", 2), ("Selatan", "Mekar", 4), ("Timur", "Tiada", 9))
    found = with_official(rates(HOMES, "kelurahan", 98.0), "kelurahan", counted)
    assert {row["kecamatan"] + row["kelurahan"]: row["dkb_coverage"] for row in found.to_dicts()} == {
        "UTARAMEKAR": 50.0,
        "SELATANMEKAR": 25.0,
        "SELATANMELATI": None,
    }
    assert unmatched(HOMES, counted) == 1


def test_official_counts_add_up_by_kecamatan_and_in_total() -> None:
    counted = official(("UTARA", "MEKAR", 2), ("SELATAN", "MEKAR", 4), ("SELATAN", "MELATI", 6))
    by_kecamatan = with_official(rates(HOMES, "kecamatan", 98.0), "kecamatan", counted)
    assert dict(by_kecamatan.select("kecamatan", "dkb_residents").iter_rows()) == {"UTARA": 2, "SELATAN": 10}
    total = with_official(rates(HOMES, "total", 98.0), "total", counted)
    assert total.select("dkb_residents", "dkb_date").row(0) == (12, date(2025, 12, 31))
    assert with_official(rates(HOMES, "rt", 98.0), "rt", counted)["dkb_residents"].null_count() == 3


def test_over_a_hundred_is_shown() -> None:
    total = with_official(rates(HOMES, "total", 98.0), "total", official(total=1))
    assert total["dkb_coverage"].item() == 200.0


@pytest.mark.parametrize(
    ("segments", "warnings"),
    [
        (["PPU", "PBI_JK", "PBPU_PEMDA", "PBPU_MANDIRI", "BP"], 0),
        (["PBI_JK", "PBPU_PEMDA", "PBPU_MANDIRI", "BP"], 1),
        (["PPU"], 1),
        ([None], 2),
        (["PPU", None], 1),
        ([], 2),
    ],
)
def test_segments_not_loaded_are_warned_of(segments: list[str | None], warnings: int) -> None:
    cards = members(*({"segmen": segment} for segment in segments))
    found = missing_segments(segment_counts(cards))
    assert len(found) == warnings
    assert any("PPU" in words.id for words in found) == ("PPU" not in segments)
