from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from uhcmatch.coverage.bounds import HELD, Expected, likely_range

NONE = Expected(0.0, 1.0)


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        ([], (0, 0)),
        ([0.5], (0, 1)),
        ([0.99], (0, 1)),
        ([0.03], (0, 0)),
        ([0.5] * 2, (0, 2)),
        ([0.001] * 10, (0, 0)),
    ],
)
def test_questions_alone(questions: list[float], told: tuple[int, int]) -> None:
    assert likely_range(NONE, NONE, questions) == told


def test_what_is_exact_for_coins() -> None:
    """Of 20 even chances the range from none that holds nearest to nine of ten ends where a binomial table says."""
    ways = np.array([sum(toss) for toss in product((0, 1), repeat=12)])
    shares = [(abs(float((ways <= most).mean()) - HELD), most) for most in range(13)]
    assert likely_range(NONE, NONE, [0.5] * 12) == (0, min(shares)[1])


@pytest.mark.parametrize("shape", [0.5, 3.0, 25.0])
@pytest.mark.parametrize(("false", "missed"), [(0.0, 0.3), (2.0, 0.0), (1.5, 6.0), (30.0, 200.0)])
def test_simulated_errors_are_held_as_often_as_said(false: float, missed: float, shape: float) -> None:
    draws = np.random.default_rng(1)
    added = draws.poisson(missed * draws.gamma(shape, 1 / shape, 40_000))
    added = added - draws.poisson(false * draws.gamma(shape, 1 / shape, 40_000)) + (draws.random(40_000) < 0.4)
    low, high = likely_range(Expected(false, shape), Expected(missed, shape), [0.4])
    held = ((added >= low) & (added <= high)).mean()
    steps = [((added >= low - less) & (added <= high + more)).mean() for less, more in ((1, 0), (0, 1))]
    assert held <= HELD or held - HELD <= 0.1
    assert held >= HELD - 0.1 or min(steps) >= HELD


def test_many_questions_may_all_be_off_alike() -> None:
    """Coins alone would hold 900 of 1,000 within 15; odds that are off by half make it some 45."""
    low, high = likely_range(NONE, NONE, [0.9] * 1_000)
    assert low == 0
    assert 930 < high < 960


def test_more_doubt_is_never_a_narrower_range() -> None:
    widths = [
        high - low
        for low, high in (likely_range(Expected(n, 5.0), Expected(3 * n, 5.0), []) for n in (0.1, 0.5, 2, 8, 40))
    ]
    assert widths == sorted(widths)
    assert widths[-1] > widths[0]


def test_big_numbers_are_reckoned_too() -> None:
    low, high = likely_range(Expected(300.0, 25.0), Expected(4000.0, 25.0), [0.6] * 5000)
    assert low == 0
    assert 7_500 < high < 9_500
