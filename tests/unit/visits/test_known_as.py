from __future__ import annotations

import pytest

from uhcmatch.visits import known_as


@pytest.mark.parametrize(
    ("renamings", "now"),
    [
        ([], {}),
        ([("a", "b")], {"a": "b"}),
        ([("a", "b"), ("b", "c")], {"a": "c", "b": "c"}),
        ([("a", "b"), ("b", "a")], {"b": "a"}),
        ([("a", "b"), ("b", "a"), ("a", "c")], {"a": "c", "b": "c"}),
        ([("a", "b"), ("x", "y")], {"a": "b", "x": "y"}),
        ([("a", "c"), ("b", "c")], {"a": "c", "b": "c"}),
    ],
)
def test_whoever_had_a_print_has_the_last_one(renamings: list[tuple[str, str]], now: dict[str, str]) -> None:
    assert known_as(renamings) == now
