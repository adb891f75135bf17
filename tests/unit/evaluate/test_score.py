from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.unit.coverage.people import residents
from uhcmatch.columns import LINKS
from uhcmatch.errors import InputRefused
from uhcmatch.evaluate import Rate, checked_truth, score


def links(*pairs: tuple[int, int, str]) -> pl.DataFrame:
    rows = [
        {"resident_row": resident, "member_row": member, "decision": decision} for resident, member, decision in pairs
    ]
    return pl.DataFrame(rows, schema=LINKS)


def truth(*rows: tuple[int | None, int | None], **columns: list[Any]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=["resident_row", "member_row"], orient="row").with_columns(
        pl.Series(name, values) for name, values in columns.items()
    )
    return checked_truth(frame, 99, 99)


def statuses(*each: str) -> pl.DataFrame:
    return residents(*({"status": status} for status in each))


def test_missed_wrong_and_right() -> None:
    scores = score(
        statuses("active", "active", "unenrolled", "unenrolled"),
        links((1, 1, "match"), (2, 9, "match")),
        truth((1, 1), (2, 2), (3, 3), (4, None), (None, 9)),
    )
    assert scores.precision == Rate(1, 2)
    assert scores.recall == Rate(1, 3)
    assert scores.f1 == pytest.approx(0.4)
    assert scores.sweep_precision == Rate(1, 2)
    assert scores.sweep_recall == Rate(1, 1)


def test_a_second_card_is_neither_missed_nor_false() -> None:
    both_cards = truth((1, 1), (1, 2))
    one_linked = score(statuses("active"), links((1, 2, "match")), both_cards)
    both_linked = score(statuses("active"), links((1, 1, "match"), (1, 2, "match")), both_cards)
    for scores in (one_linked, both_linked):
        assert (scores.precision.share, scores.recall, scores.f1) == (1.0, Rate(1, 1), 1.0)


def test_excluded_people_are_not_asked_for_unless_truth_says_so() -> None:
    out = statuses("excluded", "unenrolled")
    assert score(out, links(), truth((2, None))).sweep_recall == Rate(1, 1)
    told = truth((1, None), (2, None), status=["unenrolled", "excluded"])
    assert score(out, links(), told).sweep_recall == Rate(0, 1)


def test_the_review_queue_and_how_often_the_question_was_right() -> None:
    scores = score(
        statuses("review", "review", "active"),
        links((1, 1, "review"), (1, 2, "review"), (2, 3, "review"), (3, 4, "match")),
        truth((1, 2), (2, None), (3, 4)),
    )
    assert scores.review == Rate(1, 2)


def test_recall_by_kind_of_error() -> None:
    scores = score(
        statuses("active", "unenrolled", "active"),
        links((1, 1, "match"), (3, 3, "match")),
        truth((1, 1), (2, 2), (3, 3), kinds=["nik_typo", "nik_typo name_typo", None]),
    )
    assert scores.by_kind == {"-": Rate(1, 1), "name_typo": Rate(0, 1), "nik_typo": Rate(1, 2)}


def test_a_truth_without_kinds_calls_nobody_clean() -> None:
    assert score(statuses("active"), links((1, 1, "match")), truth((1, 1))).by_kind == {}
    assert score(statuses("active"), links((1, 1, "match")), truth((1, 1), kind=["nik_typo"])).by_kind == {}


def test_nothing_of_nothing_has_no_share() -> None:
    scores = score(statuses(), links(), truth())
    assert (scores.precision.share, scores.recall.share, scores.f1) == (None, None, None)


@pytest.mark.parametrize(
    "labelled",
    [
        pl.DataFrame({"resident_row": ["1"]}),
        pl.DataFrame({"resident_row": ["x"], "member_row": ["1"]}),
        pl.DataFrame({"resident_row": ["0"], "member_row": ["1"]}),
        pl.DataFrame({"resident_row": ["1"], "member_row": ["100"]}),
        pl.DataFrame({"resident_row": ["1", "2"], "member_row": ["1", "1"]}),
    ],
)
def test_a_truth_of_something_else_is_refused(labelled: pl.DataFrame) -> None:
    with pytest.raises(InputRefused):
        checked_truth(labelled, 99, 99)
