"""Households get places whole, by priority; the balance closes whatever the quota."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uhcmatch.registration import within_quota
from uhcmatch.registration.quota import PRIORITIES

SCHEMA: dict[str, Any] = {
    "resident_row": pl.Int64,
    "no_kk": pl.String,
    "desil": pl.Int64,
    **dict.fromkeys(PRIORITIES[1:], pl.Boolean),
    "sejak": pl.String,
}


def people(*rows: dict[str, Any]) -> pl.DataFrame:
    plain = {"no_kk": None, "desil": None, "sejak": None} | dict.fromkeys(PRIORITIES[1:], False)
    return pl.DataFrame([{"resident_row": at, **plain, **row} for at, row in enumerate(rows, 1)], schema=SCHEMA)


def taken(frame: pl.DataFrame, places: int | None, *order: str) -> list[int]:
    found = within_quota(frame, places, order or PRIORITIES).people
    return found.filter("taken")["resident_row"].to_list()


FAMILIES = people(
    {"no_kk": "A", "desil": 7},
    {"no_kk": "A", "desil": 7},
    {"no_kk": "B", "desil": 2},
    {"no_kk": "B", "desil": 2, "lansia": True},
    {"no_kk": "C", "hamil": True},
    {},
)


def test_the_lowest_desil_comes_first_and_unknown_ones_last() -> None:
    assert taken(FAMILIES, None) == [3, 4, 1, 2, 5, 6]
    assert taken(FAMILIES, 2) == [3, 4]


def test_the_order_is_the_offices() -> None:
    assert taken(FAMILIES, 1, "hamil", "desil") == [5]
    assert taken(FAMILIES, 3, "lansia", "hamil") == [3, 4, 5]


def test_a_household_is_passed_over_when_it_does_not_fit() -> None:
    found = within_quota(FAMILIES, 3, PRIORITIES)
    assert found.people.filter("taken")["resident_row"].to_list() == [3, 4, 5]
    assert (found.households, found.over, found.passed) == (2, 2, 1)


def test_who_was_found_earlier_comes_first_among_equals() -> None:
    frame = people({"sejak": "2026-12-03"}, {"sejak": "2026-12-01"}, {})
    assert taken(frame, 2) == [2, 1]


@pytest.mark.parametrize("places", [0, -1])
def test_without_places_nobody_is_taken(places: int) -> None:
    assert taken(FAMILIES, places) == []
    assert within_quota(FAMILIES, places, PRIORITIES).passed == 0


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "no_kk": st.sampled_from([None, "A", "B", "C", "D"]),
                "desil": st.sampled_from([None, 1, 5, 10]),
                "bayi": st.booleans(),
                "sejak": st.sampled_from([None, "2026-12-01", "2026-12-02"]),
            }
        ),
        max_size=14,
    ),
    st.integers(0, 15),
    st.permutations(PRIORITIES),
)
def test_no_household_is_cut_and_no_place_is_given_twice(
    rows: list[dict[str, Any]], places: int, order: list[str]
) -> None:
    frame = people(*rows)
    found = within_quota(frame, places, order)
    assert sorted(found.people["resident_row"]) == frame["resident_row"].to_list()
    left = places - found.people.filter("taken").height
    assert left >= 0
    homes: dict[str, set[bool]] = {}
    sizes: dict[str, int] = {}
    for row in found.people.to_dicts():
        home = row["no_kk"] or str(row["resident_row"])
        homes.setdefault(home, set()).add(row["taken"])
        sizes[home] = sizes.get(home, 0) + 1
    assert [home for home, several in homes.items() if len(several) > 1] == []
    assert all(left < sizes[home] for home, taken_in in homes.items() if taken_in == {False})
    assert within_quota(frame.reverse(), places, order).people.equals(found.people)
