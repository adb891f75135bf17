"""Draws are the same everywhere and stay inside their bounds."""

from __future__ import annotations

import numpy as np
import pytest

from uhcmatch.synth.draws import Draws


def test_a_stream_is_named_by_its_seed_and_path() -> None:
    assert Draws(1, 2).unit(5).tolist() == Draws(1, 2).unit(5).tolist()
    assert Draws(1, 2).unit(5).tolist() != Draws(1, 3).unit(5).tolist()
    assert Draws(1, 2).unit(5).tolist() != Draws(2, 2).unit(5).tolist()


def test_the_first_numbers_of_a_stream_are_these_on_every_machine() -> None:
    assert Draws(7, 1).below(8, 1000).tolist() == [770, 111, 189, 159, 431, 501, 992, 306]


def test_whole_numbers_reach_both_ends_and_no_further() -> None:
    assert set(Draws(3).between(2000, 4, 6).tolist()) == {4, 5, 6}
    assert set(Draws(3).below(2000, np.array([1, 2] * 1000)).tolist()) == {0, 1}


@pytest.mark.parametrize(("weights", "never"), [([1, 0, 1], 1), ([0, 0, 5], 0)])
def test_what_weighs_nothing_is_never_picked(weights: list[int], never: int) -> None:
    assert never not in Draws(5).pick(5000, weights).tolist()


def test_heavier_positions_are_picked_more_often() -> None:
    counts = np.bincount(Draws(5).pick(10_000, [3, 1]))
    assert 2.7 < counts[0] / counts[1] < 3.3


def test_some_takes_so_many_different_positions_in_order() -> None:
    taken = Draws(1).some(np.arange(10, 30), 7)
    assert len(set(taken.tolist())) == 7
    assert taken.tolist() == sorted(taken.tolist())
    assert Draws(1).some(np.arange(3), 9).tolist() == [0, 1, 2]
