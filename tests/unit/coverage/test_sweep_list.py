from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.coverage.people import NO_CARDS, residents
from uhcmatch.coverage import SWEEP, RunDay, Wanted, grouped
from uhcmatch.coverage import sweep_list as sweep_list_of
from uhcmatch.errors import UsageRefused

if TYPE_CHECKING:
    import polars as pl

    from uhcmatch.coverage import Level

TODAY = date(2026, 11, 23)
RUN = RunDay("20261123T101500-abcd", TODAY)


def sweep_list(people: pl.DataFrame, by: Level = "rt", **wanted: Any) -> pl.DataFrame:
    return sweep_list_of(people, NO_CARDS, RUN, by, Wanted(**wanted))


def names(*rows: dict[str, object]) -> list[str]:
    return sweep_list(residents(*rows))["nama"].to_list()


def test_schema() -> None:
    assert dict(sweep_list(residents({})).schema) == SWEEP
    assert dict(sweep_list(residents()).schema) == SWEEP


def test_house_numbers_are_walked_in_their_order() -> None:
    addresses = ["JL MAWAR NO 10", "Jl. Mawar No. 9A", "JL MAWAR NO 9", "JL ANGGREK NO 100", None, "JL MAWAR 0011"]
    walked = sweep_list(residents(*({"alamat": address} for address in addresses)))["alamat"].to_list()
    assert walked == [
        "JL ANGGREK NO 100",
        "JL MAWAR 0011",
        "JL MAWAR NO 9",
        "Jl. Mawar No. 9A",
        "JL MAWAR NO 10",
        None,
    ]


def test_a_family_stays_together_its_head_first_then_the_eldest() -> None:
    assert names(
        {"nama": "ANAK", "no_kk": "1", "alamat": "JL B 1", "hubungan": "ANAK", "tanggal_lahir": date(2015, 1, 1)},
        {"nama": "LAIN", "no_kk": "2", "alamat": "JL B 1", "hubungan": "KEPALA KELUARGA"},
        {"nama": "IBU", "no_kk": "1", "alamat": "JL B 1", "hubungan": "ISTRI", "tanggal_lahir": date(1990, 1, 1)},
        {"nama": "KEPALA", "no_kk": "1", "alamat": "JL C 9", "hubungan": "Kepala Keluarga"},
        {"nama": "BAYI", "no_kk": "1", "alamat": None, "hubungan": "ANAK"},
    ) == ["KEPALA", "IBU", "ANAK", "BAYI", "LAIN"]


def test_families_are_numbered_in_each_area_and_loners_by_their_house() -> None:
    frame = residents(
        {"no_kk": "1", "alamat": "A 1"},
        {"no_kk": "1", "alamat": "A 1"},
        {"no_kk": None, "alamat": "A 2"},
        {"no_kk": None, "alamat": "A 2"},
        {"no_kk": "1", "rt": "002"},
    )
    assert sweep_list(frame)["keluarga"].to_list() == [1, 1, 2, 2, 1]
    assert sweep_list(frame, by="kelurahan")["keluarga"].to_list() == [1, 1, 2, 2, 3]


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (date(1980, 11, 23), 46),
        (date(1980, 11, 24), 45),
        (date(1980, 12, 1), 45),
        (date(2026, 11, 23), 0),
        (date(2026, 11, 24), None),
        (date(2024, 2, 29), 2),
        (None, None),
    ],
)
def test_age_on_the_day_of_the_run(born: date | None, age: int | None) -> None:
    assert sweep_list(residents({"tanggal_lahir": born}))["umur"].item() == age


def test_only_the_asked_statuses() -> None:
    frame = residents({"status": "active"}, {"status": "inactive"}, {"status": "review"}, {"status": "unenrolled"})
    assert sweep_list(frame)["resident_row"].to_list() == [4]
    assert sweep_list(frame, statuses=("inactive", "review"))["resident_row"].to_list() == [2, 3]


def test_groups_hold_everybody_once_and_an_unknown_rt_is_one() -> None:
    frame = residents({"rt": "002"}, {"rt": None}, {"rt": "001"}, {"rt": None, "kelurahan": None})
    listed = sweep_list(frame)
    parts = list(grouped(listed, "rt"))
    assert [area[2:] for area, _ in parts] == [("001", "001"), ("001", "002"), ("001", None), ("001", None)]
    assert sorted(row for _, part in parts for row in part["resident_row"]) == [1, 2, 3, 4]


@pytest.mark.parametrize("text", ["", "/", "001", "MEKAR/9", "MEKAR/1/9", "TIMUR/MEKAR", "A/B/C", "UTARA/MEKAR/1/2/3"])
def test_an_area_that_is_not_there_is_refused(text: str) -> None:
    with pytest.raises(UsageRefused):
        sweep_list(residents({}), areas=(text,))


def test_a_population_without_areas_names_none() -> None:
    with pytest.raises(UsageRefused, match="no such area"):
        sweep_list(residents({"kelurahan": None, "kecamatan": None}), areas=("MEKAR",))


def test_areas_add_up_without_repeating_anybody() -> None:
    frame = residents({}, {"rt": "002"}, {"kelurahan": "LAIN"})
    chosen = sweep_list(frame, areas=("mekar", "mekar/1/1", "utara/mekar/1"))
    assert sorted(chosen["resident_row"].to_list()) == [1, 2]
