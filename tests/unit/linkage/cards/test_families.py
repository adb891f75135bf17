"""Cards without a KK of the register: the family is that of the cards which share their old KK or old door."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.cards.families import with_families
from uhcmatch.linkage.settle.verified import verified

OLD, NEW, OTHER = "1" * 16, "2" * 16, "3" * 16
HERE = {"kelurahan_key": "SUKASARI", "rt": "001", "street": "MELATI", "house": "7"}
THERE = HERE | {"street": "KENANGA", "house": "12"}
FATHER, MOTHER, CHILD, STRANGER = (f"32980105037000{number:02}" for number in range(1, 5))
PEOPLE = records(
    record("BUDI", "1970-03-05", FATHER, kk_key=NEW, **THERE),
    record("SITI", "1972-06-05", MOTHER, kk_key=NEW, **THERE),
    record("PUTRA", "2001-01-10", CHILD, kk_key=NEW, **THERE),
    record("AGUS", "1980-04-12", STRANGER, kk_key=OTHER, **HERE),
)


def family_of(card: dict[str, Any], *others: dict[str, Any]) -> str | None:
    cards = records(card, *others)
    told = with_families(cards, PEOPLE, verified(PEOPLE, cards))
    assert told.drop("kk_key").equals(cards.drop("kk_key"))
    assert told["kk_key"][1:].to_list() == cards["kk_key"][1:].to_list()
    family: str | None = told["kk_key"][0]
    return family


def card(name: str, nik: str | None = None, **more: Any) -> dict[str, Any]:
    return record(name, None, nik, **more)


@pytest.mark.parametrize(
    ("of", "others", "family"),
    [
        pytest.param({"kk_key": OLD}, [card("BUDI", FATHER, kk_key=OLD)], NEW, id="an old KK"),
        pytest.param(HERE, [card("BUDI", FATHER, **HERE)], NEW, id="an old door"),
        pytest.param({**HERE, "kk_key": OLD}, [card("BUDI", FATHER, **HERE)], NEW, id="an old door, a KK of nobody"),
        pytest.param({"kk_key": OLD}, [card("BUDI", FATHER, kk_key=OTHER)], OLD, id="another's KK"),
        pytest.param({"kk_key": OLD}, [card("BUDI", None, kk_key=OLD)], OLD, id="a card that is not settled"),
        pytest.param({"kk_key": OTHER}, [card("BUDI", FATHER, kk_key=OTHER)], OTHER, id="a KK of the register"),
        pytest.param(
            HERE, [card("BUDI", FATHER, **HERE), card("SITI", MOTHER, **HERE)], NEW, id="two of one family, one door"
        ),
        pytest.param(THERE, [card("BUDI", FATHER, **THERE)], None, id="the door where they live"),
        pytest.param(
            {"kk_key": OLD},
            [card("BUDI", FATHER, kk_key=OLD), card("AGUS", STRANGER, kk_key=OLD)],
            OLD,
            id="a KK of two families",
        ),
        pytest.param(
            THERE,
            [card("BUDI", FATHER, **HERE), card("AGUS", STRANGER, **THERE)],
            OTHER,
            id="another family's old door",
        ),
        pytest.param(HERE | {"house": None}, [card("BUDI", FATHER, **HERE)], None, id="no house"),
    ],
)
def test_which_family_other_cards_tell(of: dict[str, Any], others: list[dict[str, Any]], family: str | None) -> None:
    assert family_of(card("PUTRA", **of), *others) == family


def test_a_settled_card_stays_as_it_is() -> None:
    cards = records(card("BUDI", FATHER, kk_key=OLD), card("SITI", MOTHER, kk_key=OLD))
    assert with_families(cards, PEOPLE, verified(PEOPLE, cards))["kk_key"].to_list() == [OLD, OLD]


def test_nothing_to_tell_from() -> None:
    nobody = records()
    for cards in (nobody, records(card("PUTRA", kk_key=OLD))):
        assert with_families(cards, nobody, verified(nobody, cards)).equals(cards)
        assert with_families(cards, PEOPLE, verified(PEOPLE, cards)).equals(cards)
