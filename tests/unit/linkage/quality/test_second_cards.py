"""False links that are expected among second cards, and among numbers that may have been looked up by name."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import polars as pl
import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.quality.second_cards import IS_SECOND, is_second, second_cards

if TYPE_CHECKING:
    from uhcmatch.linkage.quality.material import Material

PEOPLE = records(*(record("SITI", "1990-03-05", "3298014503900001") for _ in range(5)))


def run(*matched: tuple[int, int, float], doubts: tuple[tuple[int, float, bool], ...] = ()) -> Material:
    """Weighed links (`resident`, `score`, `probability`) and verified ones; resident 0 had a card before."""
    links = pl.DataFrame(
        matched,
        schema={"resident": pl.UInt32, "score": pl.Int32, "probability": pl.Float64},
        orient="row",
    ).with_columns(member=pl.int_range(pl.len(), dtype=pl.UInt32))
    verified = pl.DataFrame(
        doubts, schema={"resident": pl.UInt32, "doubt": pl.Float64, "is_second": pl.Boolean}, orient="row"
    )
    made = SimpleNamespace(
        residents=PEOPLE, members=PEOPLE, matched=links, verified=verified, taken=pl.Series([0], dtype=pl.UInt32)
    )
    return cast("Material", made)


def test_a_second_card_is_one_of_somebody_with_a_likelier_one() -> None:
    made = run((0, 9_000, 0.99), (1, 8_000, 0.98), (1, 6_000, 0.95), (2, 5_000, 0.92), (3, 5_000, 0.9), (3, 5_000, 0.9))
    assert is_second(made, made.matched).tolist() == [True, False, True, False, False, False]


def test_weighed_second_cards_are_false_five_times_as_often_as_they_say() -> None:
    weighed, verified = second_cards(run((0, 9_000, 0.99), (1, 8_000, 0.98), (1, 6_000, 0.4)), None)
    assert weighed["weight"].to_list() == pytest.approx([0.05, 1.0])
    assert weighed.filter(IS_SECOND).height == 2
    assert not weighed["stands_in"].any()
    assert verified.is_empty()


def test_doubtful_numbers_change_who_is_registered_where_the_owner_has_no_other_card() -> None:
    weighed, verified = second_cards(run(doubts=((1, 0.25, True), (2, 0.5, False), (3, 0.0, True))), None)
    assert weighed.is_empty()
    assert verified.select("stage", "weight", "changes").rows() == [("verified", 0.25, 0.0), ("verified", 0.5, 1.0)]
