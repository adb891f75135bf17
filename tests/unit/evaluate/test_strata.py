from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from tests.unit.coverage.people import residents
from tests.unit.evaluate.test_score import links, truth
from uhcmatch.columns import MEMBERS
from uhcmatch.evaluate import Rate, strata

AS_OF = date(2026, 6, 30)


def members(*segments: str | None) -> pl.DataFrame:
    rows = [{"member_row": row, "segmen": segment} for row, segment in enumerate(segments, start=1)]
    return pl.DataFrame(rows, schema=MEMBERS)


@pytest.mark.parametrize(
    ("rate", "low", "high"),
    [  # Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29
        (Rate(81, 263), 0.2553, 0.3662),
        (Rate(15, 148), 0.0624, 0.1605),
        (Rate(0, 20), 0.0, 0.1611),
        (Rate(1, 29), 0.0061, 0.1718),
    ],
)
def test_wilson_intervals_are_the_published_ones(rate: Rate, low: float, high: float) -> None:
    assert rate.interval == pytest.approx((low, high), abs=5e-5)


def test_the_interval_of_all_ends_at_one_and_of_nothing_is_none() -> None:
    assert Rate(7, 7).interval is not None
    assert Rate(7, 7).interval[1] == 1.0  # type: ignore[index]
    assert Rate(0, 0).interval is None


def test_people_are_grouped_by_name_age_and_segment() -> None:
    people = residents(
        {"nama": "SUKARNO", "tanggal_lahir": date(2026, 1, 2)},
        {"nama": "SITI AMINAH", "tanggal_lahir": date(2008, 6, 30)},
        {"nama": "H. SLAMET", "tanggal_lahir": date(2008, 7, 1)},
        {"nama": "SRI RAHAYU", "tanggal_lahir": None},
    )
    found = strata(
        people,
        members("PPU", "PPU", None, "BP"),
        links((1, 1, "match"), (2, 2, "match"), (3, 4, "match"), (4, 3, "review")),
        truth((1, 1), (2, 2), (3, 3), (4, 4)),
        AS_OF,
    )
    table = {(one.attribute, one.value): (one.precision, one.recall) for one in found}
    assert table == {
        ("name", "mononym"): (Rate(1, 2), Rate(1, 2)),
        ("name", "several"): (Rate(1, 1), Rate(1, 2)),
        ("age", "0"): (Rate(1, 1), Rate(1, 1)),
        ("age", "5-17"): (Rate(0, 1), Rate(0, 1)),
        ("age", "18-39"): (Rate(1, 1), Rate(1, 1)),
        ("age", "?"): (Rate(0, 0), Rate(0, 1)),
        ("segment", "BP"): (Rate(0, 1), Rate(0, 1)),
        ("segment", "PPU"): (Rate(2, 2), Rate(2, 2)),
        ("segment", "?"): (Rate(0, 0), Rate(0, 1)),
    }
    assert [one.value for one in found if one.attribute == "age"] == ["0", "5-17", "18-39", "?"]


def test_a_second_card_is_not_missed_in_its_group() -> None:
    people = residents({"nama": "SITI AMINAH", "tanggal_lahir": date(1990, 1, 1)})
    found = strata(people, members("PPU", "BP"), links((1, 1, "match")), truth((1, 1), (1, 2)), AS_OF)
    recall = {one.value: one.recall for one in found}
    assert recall == {"several": Rate(1, 1), "18-39": Rate(1, 1), "PPU": Rate(1, 1), "BP": Rate(1, 1)}
