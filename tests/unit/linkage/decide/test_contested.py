"""Members who contest a resident: what comes out is the share of all ways, counted one by one."""

from __future__ import annotations

import random
from itertools import product

import polars as pl
import pytest

from tests.unit.linkage.decide.test_assign import SECOND_CARD, decided, scored
from uhcmatch.linkage.decide.contested import MOST_RESIDENTS, contested

Pairs = list[tuple[int, int, float]]


def one_by_one(pairs: Pairs, held: set[int]) -> dict[tuple[int, int], float]:
    """Probability of each pair among every way to give each member one resident or nobody."""
    options = [
        [(-1, 0.0), *((resident, bits) for resident, its, bits in pairs if its == member)]
        for member in sorted({member for _, member, _ in pairs})
    ]
    total = 0.0
    found: dict[tuple[int, int], float] = {}
    for way in product(*options):
        residents = [resident for resident, _ in way if resident >= 0]
        second = len(residents) - len(set(residents) - held)
        odds = 2.0 ** (sum(bits for _, bits in way) + SECOND_CARD * second)
        total += odds
        for member, (resident, _) in enumerate(way):
            found[resident, member] = found.get((resident, member), 0.0) + odds
    return {(resident, member): odds / total for (resident, member), odds in found.items() if resident >= 0}


def weighed(pairs: Pairs, held: set[int]) -> pl.DataFrame:
    """The pairs as `assign` hands them over."""
    is_held = pl.col("resident").is_in(sorted(held))
    price = pl.when("held").then(round(SECOND_CARD * 1000)).otherwise(0)
    told = scored(*pairs).with_columns(held=is_held, probability=pl.lit(0.0))
    return told.with_columns(weighed=(pl.col("score") + price).cast(pl.Int32)).sort("member", "resident")


@pytest.mark.parametrize("seed", range(30))
def test_every_probability_is_the_share_of_all_ways(seed: int) -> None:
    draw = random.Random(seed)
    pairs = [(r, m, draw.uniform(-3, 9)) for m in range(4) for r in range(5) if draw.random() < 0.6 or r == m % 2]
    pairs = [(r, m, round(bits, 3)) for r, m, bits in pairs]
    held = {4} if seed % 3 == 0 else set()
    found = contested(weighed(pairs, held), SECOND_CARD)
    assert found.height
    expected = one_by_one(pairs, held)
    for resident, member, probability in found.select("resident", "member", "probability").iter_rows():
        # A member that contests nothing within reach is left out; the others feel it by one percent at most.
        assert probability == pytest.approx(expected[resident, member], abs=0.02)


def test_no_order_of_rows_changes_a_digit() -> None:
    draw = random.Random(5)
    pairs = [(r, m, draw.uniform(0, 6)) for m in range(6) for r in range(6)]
    straight = contested(weighed(pairs, set()), SECOND_CARD)
    other = [(5 - r, 5 - m, bits) for r, m, bits in pairs]
    turned = contested(weighed(other, set()), SECOND_CARD).with_columns(
        (5 - pl.col("resident").cast(pl.Int64)).cast(pl.UInt32).alias("resident"),
        (5 - pl.col("member").cast(pl.Int64)).cast(pl.UInt32).alias("member"),
    )
    assert turned.sort("member", "resident").equals(straight)


def test_who_contests_nothing_is_left_alone() -> None:
    assert contested(weighed([(0, 0, 9.0), (1, 1, 9.0), (0, 1, -9.0)], set()), SECOND_CARD).is_empty()
    assert contested(weighed([(0, 0, 9.0), (0, 1, 9.0)], {0}), SECOND_CARD).is_empty()
    assert contested(weighed([], set()), SECOND_CARD).is_empty()


def test_a_group_too_large_is_left_to_best_first() -> None:
    size = MOST_RESIDENTS + 1
    pairs = [(r, m, 20.0 if r == m else 15.0) for m in range(size) for r in (m, (m + 1) % size)]
    assert contested(weighed(pairs, set()), SECOND_CARD).is_empty()
    assert decided(scored(*pairs)) == {(n, n): "match" for n in range(size)}


def test_a_group_of_too_many_ways_is_left_to_best_first() -> None:
    few, many = ([(r, m, 5.0) for m in range(members) for r in range(MOST_RESIDENTS)] for members in (4, 5))
    assert contested(weighed(few, set()), SECOND_CARD).height == len(few)
    assert contested(weighed(many, set()), SECOND_CARD).is_empty()


CROSSED = {
    "each his own": ([(0, 0, 20.0), (1, 0, 9.0), (0, 1, 9.0), (1, 1, 20.0)], {(0, 0): "match", (1, 1): "match"}),
    "nearer to the elder, but the other card fits nobody else": (
        [(0, 0, 20.0), (1, 0, 17.0), (0, 1, 19.9)],
        {(1, 0): "match", (0, 1): "match"},
    ),
    "the same, likely and not sure": (
        [(0, 0, 20.0), (1, 0, 15.0), (0, 1, 19.5)],
        {(1, 0): "review", (0, 1): "match"},
    ),
    "the same with nothing to choose by": (
        [(0, 0, 20.0), (1, 0, 13.2), (0, 1, 19.5)],
        {(0, 0): "review", (1, 0): "review", (0, 1): "match"},
    ),
    "all alike": (
        [(0, 0, 15.0), (1, 0, 15.0), (0, 1, 15.0), (1, 1, 15.0)],
        {(0, 0): "review", (1, 0): "review", (0, 1): "review", (1, 1): "review"},
    ),
    "two cards as near to one resident": ([(0, 0, 6.0), (0, 1, 6.0)], {(0, 0): "review", (0, 1): "review"}),
    "two cards of one resident": ([(0, 0, 22.0), (0, 1, 21.0)], {(0, 0): "match", (0, 1): "match"}),
    "a ring of three": (
        [(0, 0, 20.0), (1, 0, 19.0), (1, 1, 20.0), (2, 1, 19.0), (2, 2, 8.0), (0, 2, 20.0)],
        {(1, 0): "match", (2, 1): "match", (0, 2): "match"},
    ),
}
"""Cards 0, 1, 2 and residents 0, 1, 2: (resident, card, bits) and what is decided."""


@pytest.mark.parametrize("case", CROSSED)
def test_cards_that_cross(case: str) -> None:
    pairs, expected = CROSSED[case]
    found = decided(scored(*pairs))
    assert found == expected
