"""Values by their hash: what is met, counted and found is what the values themselves say."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from uhcmatch.linkage.hashed import are_there, as_keys, is_repeated, meeting, only_one, places

RESIDENTS = pl.Series(["A", "B", None, "C", "B"])
MEMBERS = pl.Series(["B", "A", None, "X"])


def test_pairs_share_a_value_and_null_meets_nothing() -> None:
    pairs = meeting(RESIDENTS, MEMBERS)
    assert sorted(pairs.select("resident", "member").iter_rows()) == [(0, 1), (1, 0), (4, 0)]
    assert only_one(pairs).rows() == [(0, 1)]


def test_repeated_values_are_told_and_null_is_none() -> None:
    values = pl.Series(["A", None, "B", None, "A"])
    assert is_repeated(as_keys(values)).tolist() == [True, False, False, False, True]


def test_few_are_looked_for_among_many() -> None:
    assert are_there(as_keys(MEMBERS), as_keys(RESIDENTS)).tolist() == [True, True, False, False]
    assert are_there(as_keys(MEMBERS), as_keys(RESIDENTS.clear())).tolist() == [False] * 4


@pytest.mark.parametrize("size", [0, 1, 5, 40_000])
def test_places_are_those_of_a_search(size: int) -> None:
    draw = np.random.default_rng(7)
    # Half of the keys share their first bits with another, which a table by first bits cannot tell apart.
    near = draw.integers(1, 1 << 63, size, dtype=np.uint64)
    keys = np.unique(np.concatenate([near, near + np.uint64(3)]))
    wanted = np.concatenate([keys, near + np.uint64(1), near + np.uint64(9), np.zeros(1, dtype=np.uint64)])
    known = {int(key): place for place, key in enumerate(keys)}
    assert places(wanted, keys).tolist() == [known.get(int(key), -1) for key in wanted]
