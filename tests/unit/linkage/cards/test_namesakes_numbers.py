"""A number that was looked up by name: the card says where its own holder lives, and the number's owner does not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.cards.namesakes_numbers import without_namesakes_numbers
from uhcmatch.linkage.settle.verified import verified

KK = "1" * 16
OWNERS, NAMESAKES = "3298010503700001", "3298014506720002"
HERE = {"kelurahan_key": "SUKASARI", "rt": "001", "street": "MELATI", "house": "7"}
THERE = {"kelurahan_key": "MEKAR", "rt": "005", "street": "KENANGA", "house": "12"}
PEOPLE = records(
    record("BUDI HARTONO", "1970-03-05", OWNERS, kk_key=KK, **THERE),
    record("BUDI HARTONO", "1972-06-05", NAMESAKES, kk_key="2" * 16, **HERE),
    record("SITI", "1980-04-12", "3298015204800003", kk_key="3" * 16, **HERE),
)


def keeps_number(*cards: dict[str, Any]) -> bool:
    made = records(*cards)
    sure = verified(PEOPLE, made)
    left, kept = without_namesakes_numbers(made, PEOPLE, sure)
    of_number = ["nik_key", "nik_born", "nik_sex"]
    assert left.drop(of_number).equals(made.drop(of_number))
    is_kept: bool = left["nik_key"][0] is not None
    assert is_kept == (0 in kept["member"].to_list())
    return is_kept


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        pytest.param(HERE, False, id="the door of a namesake"),
        pytest.param(HERE | {"house": None}, False, id="the street of a namesake, no house named"),
        pytest.param(HERE | {"house": "8"}, True, id="another house there"),
        pytest.param(HERE | {"rt": "002"}, True, id="another RT"),
        pytest.param(HERE | {"rt": None}, True, id="no RT named"),
        pytest.param(THERE, True, id="where the owner lives"),
        pytest.param(HERE | {"born": PEOPLE["born"][0]}, True, id="a birth date of its own"),
        pytest.param(HERE | {"kk_key": "9" * 16}, True, id="a KK of its own"),
        pytest.param({}, True, id="no place"),
    ],
)
def test_a_number_and_a_door(said: dict[str, Any], kept: bool) -> None:
    assert keeps_number(record("BUDI HARTONO", None, OWNERS) | said) == kept


def test_a_namesake_who_has_a_card_needs_no_other() -> None:
    lent, own = record("BUDI HARTONO", None, OWNERS, **HERE), record("BUDI HARTONO", "1972-06-05", NAMESAKES)
    assert keeps_number(lent, own)


def test_of_another_name_nobody_is_a_namesake() -> None:
    people = PEOPLE.filter(PEOPLE["nik"] != NAMESAKES)
    cards = records(record("BUDI HARTONO", None, OWNERS, **HERE))
    left, kept = without_namesakes_numbers(cards, people, verified(people, cards))
    assert left is cards
    assert kept.height == 1
