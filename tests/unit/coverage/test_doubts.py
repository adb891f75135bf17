from __future__ import annotations

import polars as pl
import pytest

from tests.unit.coverage.people import residents
from uhcmatch.columns import LINKS
from uhcmatch.coverage import DOUBTS, doubts, rates

PEOPLE = residents(
    {"status": "active", "probability": 0.99},
    {"status": "inactive", "probability": 0.97},
    {"status": "review"},
    {"status": "review"},
    {"status": "unenrolled"},
    {"status": "excluded"},
)
QUALITY = {
    "expected_false_links": 2.0,
    "expected_false_links_low": 0.5,
    "expected_false_links_high": 6.0,
    "expected_missed_links": 5.0,
    "expected_missed_links_low": 1.0,
    "expected_missed_links_high": 12.0,
    "expected_missed_in_review": 1.2,
}


def links(*pairs: tuple[int, int, str, float]) -> pl.DataFrame:
    rows = [(resident, member, decision, probability, "gabungan") for resident, member, decision, probability in pairs]
    return pl.DataFrame(rows, schema=LINKS, orient="row")


ASKED = links((1, 1, "match", 0.99), (3, 3, "review", 0.5), (3, 4, "review", 0.5), (4, 4, "review", 0.4))


def test_one_row_per_resident() -> None:
    found = doubts(PEOPLE, ASKED, None).people
    assert dict(found.schema) == DOUBTS
    assert found["resident_row"].to_list() == PEOPLE["resident_row"].to_list()


def test_only_those_asked_about_may_be_registered_after_all() -> None:
    theirs = doubts(PEOPLE, ASKED, None).people["may_be_theirs"].to_list()
    assert [chance is not None for chance in theirs] == [False, False, True, True, False, False]
    assert theirs[2] > theirs[3] > 0.4


def test_a_runs_own_estimate_is_followed() -> None:
    found = doubts(PEOPLE, ASKED, QUALITY)
    assert found.estimated
    assert found.people["may_be_theirs"].sum() == pytest.approx(1.2, abs=1e-6)
    false = found.people["may_be_false"].to_list()
    assert false[1] == pytest.approx(3 * false[0])
    assert false[2:] == [0, 0, 0, 0]
    more = doubts(PEOPLE, ASKED, {**QUALITY, "expected_missed_links": 9.0}).people["may_be_missed"].sum()
    assert more > found.people["may_be_missed"].sum() > 0


def test_wide_bounds_are_little_knowledge() -> None:
    wide = doubts(PEOPLE, ASKED, {**QUALITY, "expected_false_links_high": 30.0})
    assert wide.false_shape < doubts(PEOPLE, ASKED, QUALITY).false_shape


@pytest.mark.parametrize("quality", [None, {"warning": {"id": "", "en": ""}, "expected_missed_links": None}])
def test_without_an_estimate_the_links_speak(quality: dict[str, object] | None) -> None:
    found = doubts(PEOPLE, ASKED, quality)
    assert not found.estimated
    assert found.people["may_be_false"].sum() > 0
    assert doubts(PEOPLE, links(), None).people["may_be_missed"].sum() == 0


def test_none_expected_is_still_some() -> None:
    nothing = {name: 3.0 if name.endswith("high") else 0.0 for name in QUALITY}
    found = doubts(PEOPLE, links(), nothing)
    assert 0 < found.people["may_be_missed"].sum() < 1


def test_bounds_follow_the_questions() -> None:
    row = rates(PEOPLE, "total", 98.0, doubts(PEOPLE, ASKED, None)).row(0, named=True)
    assert (row["registered"], row["registered_low"], row["registered_high"]) == (2, 2, 5)
    assert row["coverage_high"] == 100.0
    settled = PEOPLE.filter(pl.col("status") != "review")
    row = rates(settled, "total", 98.0, doubts(settled, links(), None)).row(0, named=True)
    assert (row["registered_low"], row["registered_high"]) == (2, 2)


def test_bounds_never_leave_the_area() -> None:
    high = {**QUALITY, "expected_missed_links": 90.0, "expected_missed_links_high": 150.0}
    row = rates(PEOPLE, "total", 98.0, doubts(PEOPLE, ASKED, high)).row(0, named=True)
    assert 0 <= row["registered_low"] <= row["registered"] <= row["registered_high"] <= row["residents"]
