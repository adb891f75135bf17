from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.compare.frequencies import look_up, measure


def test_what_many_bear_is_worth_less_than_what_one_bears() -> None:
    known = measure(records(*(record("BUDI") for _ in range(30)), record("YOSUA")))
    common, rare, unheard = look_up(records(record("BUDI"), record("YOSUA"), record("X"))["name_sorted"], known.names)
    assert 0 <= common < 0.1
    assert rare == unheard > 4


@pytest.mark.parametrize(
    ("homes", "has_families"),
    [
        ([{"kk_key": "1" * 16}, {"kk_key": "1" * 16}], True),
        ([{"street": "MAWAR", "house": "1"}, {"street": "MAWAR", "house": "1"}], True),
        ([{"street": "MAWAR", "house": str(number)} for number in range(30)], False),
        ([{"kk_key": f"{number:016}"} for number in range(30)], False),
        ([{}, {}], True),
    ],
)
def test_a_register_of_families_is_one_whose_people_share_homes(
    homes: list[dict[str, Any]], has_families: bool
) -> None:
    assert measure(records(*(record("BUDI", **home) for home in homes))).has_families is has_families


def test_the_youngest_birth_is_the_day_of_the_register() -> None:
    assert measure(records(record("BUDI", "1990-01-01"), record("ALYA", "2026-05-01"))).newest == date(2026, 5, 1)
    assert measure(records(record("BUDI"))).newest is None
