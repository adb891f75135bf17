from __future__ import annotations

import polars as pl
import pytest

from tests.unit.coverage.people import many, residents
from uhcmatch.coverage import rates


def test_bogor_2022() -> None:
    """978,928 of 1,021,337 were registered: 95.85 % (the arithmetic of the news article, DOMAIN)."""
    row = rates(many(active=900_000, inactive=78_928, unenrolled=42_409), "total", 98.0).row(0, named=True)
    assert row["residents"] == 1_021_337
    assert row["coverage"] == pytest.approx(95.8477, abs=1e-4)
    assert row["needed"] == 21_983
    assert (978_928 + 21_983) / 1_021_337 >= 0.98 > (978_928 + 21_982) / 1_021_337


def test_every_column() -> None:
    row = rates(many(active=6, inactive=2, review=1, unenrolled=1, excluded=5), "total", 95.0).row(0, named=True)
    assert row == {
        "residents": 10,
        "active": 6,
        "inactive": 2,
        "review": 1,
        "unenrolled": 1,
        "excluded": 5,
        "coverage": 80.0,
        "coverage_low": None,
        "coverage_high": None,
        "active_rate": 75.0,
        "active_coverage": 60.0,
        "needed": 2,
        "registered": 8,
        "inactive_menunggak": 0,
        "inactive_usia": 0,
        "inactive_penangguhan": 0,
        "inactive_meninggal": 0,
        "inactive_lain": 2,
        "registered_low": None,
        "registered_high": None,
    }


def test_inactive_is_told_by_reason_and_adds_up() -> None:
    reasons = ["nonaktif_menunggak", "nonaktif_menunggak", "nonaktif_usia", "meninggal", "lainnya", None]
    frame = residents(
        *({"status": "inactive", "reason": reason} for reason in reasons),
        {"status": "active", "reason": "nonaktif_usia"},
    )
    row = rates(frame, "total", 98.0).row(0, named=True)
    told = {name.removeprefix("inactive_"): row[name] for name in row if name.startswith("inactive_")}
    assert told == {"menunggak": 2, "usia": 1, "penangguhan": 0, "meninggal": 1, "lain": 2}
    assert sum(told.values()) == row["inactive"]


def test_nobody_is_null_and_not_a_hundred() -> None:
    row = rates(many(excluded=3), "total", 98.0).row(0, named=True)
    assert (row["coverage"], row["active_rate"], row["needed"]) == (None, None, 0)


def test_nobody_at_all() -> None:
    assert rates(residents(), "kelurahan", 98.0).height == 0
    assert rates(residents(), "total", 98.0)["residents"].item() == 0


@pytest.mark.parametrize(("target", "needed"), [(100.0, 3), (70.0, 0), (70.001, 1), (80.0, 1), (1.0, 0)])
def test_needed_is_exact(target: float, needed: int) -> None:
    assert rates(many(active=7, unenrolled=3), "total", target)["needed"].item() == needed


def test_most_unenrolled_first_then_by_name() -> None:
    frame = residents(
        {"kelurahan": "A", "status": "active"},
        {"kelurahan": "C"},
        {"kelurahan": "B"},
        {"kelurahan": "D"},
        {"kelurahan": "D"},
    )
    assert rates(frame, "kelurahan", 98.0)["kelurahan"].to_list() == ["D", "B", "C", "A"]


def test_one_village_name_in_two_kecamatan_is_two_areas() -> None:
    frame = residents({"kecamatan": "UTARA"}, {"kecamatan": "SELATAN"}, {"kecamatan": None})
    assert rates(frame, "kelurahan", 98.0).select("kecamatan", "kelurahan").rows() == [
        ("SELATAN", "MEKAR"),
        ("UTARA", "MEKAR"),
        (None, "MEKAR"),
    ]


def test_spellings_of_one_area_are_one_area_under_the_commonest() -> None:
    frame = residents(
        {"kelurahan": "MARIO RIAWA"},
        {"kelurahan": "MARIO RIAWA"},
        {"kelurahan": "Mario-Riawa"},
        {"kelurahan": "Kel. Mario Riawa"},
    )
    assert rates(frame, "kelurahan", 98.0).select("kelurahan", "residents").rows() == [("MARIO RIAWA", 4)]


def test_unknown_rt_is_an_area_of_its_own() -> None:
    frame = residents({"rt": None}, {"rt": "001"}, {"rt": None, "rw": None})
    found = rates(frame, "rt", 98.0)
    assert found.select("rw", "rt").rows() == [("001", "001"), ("001", None), (None, None)]
    assert found["residents"].sum() == frame.height


@pytest.mark.parametrize("by", ["rt", "rw", "kelurahan", "kecamatan", "total"])
def test_areas_add_up_to_everybody(by: str) -> None:
    frame = residents(
        *({"status": status, "rt": rt} for status in ("active", "review", "excluded") for rt in (None, "001", "002"))
    )
    found = rates(frame, by, 98.0)  # type: ignore[arg-type]
    assert found.select(pl.sum("residents") + pl.sum("excluded")).item() == frame.height
