from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uhcmatch.coverage.teams import with_teams
from uhcmatch.errors import UsageRefused


@given(st.lists(st.integers(1, 9), min_size=1, max_size=60), st.integers(1, 70))
def test_no_door_is_split_and_teams_are_equal_to_a_door(people_per_door: list[int], teams: int) -> None:
    doors = pl.Series([door for door, people in enumerate(people_per_door, start=1) for _ in range(people)])
    shared = pl.DataFrame({"door": doors, "tim": with_teams(doors, teams)}).unique()
    assert shared.height == len(people_per_door)
    assert shared.sort("door")["tim"].is_sorted()
    each = shared.group_by("tim").len()["len"]
    assert int(each.max() or 0) - int(each.min() or 0) <= 1  # type: ignore[arg-type]
    assert shared["tim"].is_between(1, teams).all()


def test_there_must_be_a_team() -> None:
    with pytest.raises(UsageRefused):
        with_teams(pl.Series([1]), 0)


def test_nobody_listed_is_no_team() -> None:
    assert with_teams(pl.Series([], dtype=pl.Int64), 3).to_list() == []
