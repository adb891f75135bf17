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


def quality(false: float = 2.0, overlooked: float = 3.8, unsure: float = 1.0, **questions: float) -> dict[str, object]:
    known = {"false": false, "overlooked": overlooked}
    told = {kind: {"expected": expected, "unsure": unsure} for kind, expected in known.items()}
    return {"people": {**told, "questions": questions or {"gabungan": 1.2}}}


def links(*pairs: tuple[int, int, str, float], rules: tuple[str, ...] = ()) -> pl.DataFrame:
    rows = [(*pair, rule) for pair, rule in zip(pairs, rules or ["gabungan"] * len(pairs), strict=True)]
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
    found = doubts(PEOPLE, ASKED, quality())
    assert found.estimated
    false = found.people["may_be_false"].to_list()
    assert false[1] == pytest.approx(3 * false[0])
    assert false[2:] == [0, 0, 0, 0]
    assert sum(false) == pytest.approx(2.0)
    assert found.people["may_be_missed"].sum() == pytest.approx(3.8)


def test_questions_of_each_rule_are_as_good_as_the_run_found_them() -> None:
    asked = links((3, 3, "review", 0.5), (4, 4, "review", 0.5), rules=("nik_selip", "nik_keluarga"))
    theirs = doubts(PEOPLE, asked, quality(nik_selip=0.9, nik_keluarga=0.2)).people["may_be_theirs"].to_list()
    assert theirs[2:4] == pytest.approx([0.9, 0.2], abs=1e-6)


def test_questions_about_people_with_a_card_are_none_of_coverage() -> None:
    asked = links((1, 3, "review", 0.5), (4, 4, "review", 0.5))
    theirs = doubts(PEOPLE, asked, quality(gabungan=0.7)).people["may_be_theirs"].to_list()
    assert theirs[0] is None
    assert theirs[3] == pytest.approx(0.7, abs=1e-6)


def test_what_is_unsure_is_little_knowledge() -> None:
    wide = doubts(PEOPLE, ASKED, quality(unsure=2.0))
    assert wide.false_shape < doubts(PEOPLE, ASKED, quality()).false_shape


@pytest.mark.parametrize("known", [None, {"warning": {"id": "", "en": ""}, "people": None}])
def test_without_an_estimate_the_links_speak(known: dict[str, object] | None) -> None:
    found = doubts(PEOPLE, ASKED, known)
    assert not found.estimated
    assert found.people["may_be_false"].sum() > 0
    assert doubts(PEOPLE, links(), None).people["may_be_missed"].sum() == 0


def test_none_expected_is_still_some() -> None:
    found = doubts(PEOPLE, links(), quality(0.0, 0.0, 0.0))
    assert 0 < found.people["may_be_missed"].sum() < 1


def test_bounds_follow_the_questions() -> None:
    row = rates(PEOPLE, "total", 98.0, doubts(PEOPLE, ASKED, None)).row(0, named=True)
    assert (row["registered"], row["registered_low"], row["registered_high"]) == (2, 2, 5)
    assert row["coverage_high"] == 100.0
    settled = PEOPLE.filter(pl.col("status") != "review")
    row = rates(settled, "total", 98.0, doubts(settled, links(), None)).row(0, named=True)
    assert (row["registered_low"], row["registered_high"]) == (2, 2)


def test_bounds_never_leave_the_area() -> None:
    row = rates(PEOPLE, "total", 98.0, doubts(PEOPLE, ASKED, quality(overlooked=90.0, unsure=30.0))).row(0, named=True)
    assert 0 <= row["registered_low"] <= row["registered"] <= row["registered_high"] <= row["residents"]
