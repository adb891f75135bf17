"""A number that was looked up by name: the card says where its own holder lives, and the number's owner does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.cards.namesakes_numbers import without_namesakes_numbers
from uhcmatch.linkage.settle.verified import verified

if TYPE_CHECKING:
    import polars as pl

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


OTHER_KK = "9" * 16


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        pytest.param({"born": "1972-06-05"}, False, id="the birth date of a namesake"),
        pytest.param({"born": "1972-06-05", "kk_key": OTHER_KK}, False, id="and a KK of nobody"),
        pytest.param({"born": "1972-06-05", "kk_key": KK}, True, id="and the owner's KK: father and son"),
        pytest.param({"born": "1972-06-05", "kelurahan_key": "MEKAR", "rt": "005"}, True, id="and the owner's place"),
        pytest.param({"born": "1972-06-05", "name": "BUDI HARTOMO"}, False, id="and the name but for a slip"),
        pytest.param({"born": "1972-06-05", "name": "BUDIHARTONO"}, False, id="and the name without spaces"),
        pytest.param({"born": "1972-06-05", "name": "SITI"}, True, id="another name"),
        pytest.param({"born": "1972-06-06"}, True, id="nobody's birth date"),
        pytest.param({"born": "1981-11-20", "kk_key": "2" * 16}, False, id="the KK of a namesake, nobody's date"),
        pytest.param(
            {"born": "1970-03-15", "kk_key": "2" * 16}, True, id="the KK of a namesake, nearly the owner's date"
        ),
        pytest.param({"born": "1981-11-20", "kk_key": "3" * 16}, True, id="the KK of somebody else"),
    ],
)
def test_a_number_and_a_person(said: dict[str, Any], kept: bool) -> None:
    told = {"name": "BUDI HARTONO", "born": None} | said
    cards = records(record(told.pop("name"), told.pop("born"), OWNERS) | told)
    left, _ = without_namesakes_numbers(cards, PEOPLE, verified(PEOPLE, cards))
    assert (left["nik_key"][0] is not None) == kept


@pytest.mark.parametrize(
    ("owners", "kept"),
    [
        pytest.param("1950-03-05", False, id="a generation older"),
        pytest.param("1969-08-12", True, id="of about that age: it was asked for"),
    ],
)
def test_the_day_of_many_tells_a_namesake_only_from_another_generation(owners: str, kept: bool) -> None:
    people = records(
        record("BUDI HARTONO", owners, OWNERS, kk_key=KK),
        record("BUDI HARTONO", "1970-12-31", NAMESAKES, kk_key="2" * 16),
    )
    cards = records(record("BUDI HARTONO", "1970-12-31", OWNERS))
    left, _ = without_namesakes_numbers(cards, people, verified(people, cards))
    assert (left["nik_key"][0] is not None) == kept


def village(members: int, with_card: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A village of namesakes: the first live elsewhere and name it in their cards, the others live there.

    So many cards name the village, at which one namesake without a card lives and some with one.
    """
    there = HERE | {"house": None}
    names = [f"NAMA{n}" for n in range(members)]
    owners = [record(name, "1970-03-05", f"32980105037{n:05}", **THERE) for n, name in enumerate(names)]
    at_home = [
        record(name, "1980-04-12", f"32980115048{n:05}", **there) for n, name in enumerate(names[: with_card + 1])
    ]
    cards = [record(name, None, f"32980105037{n:05}", **there) for n, name in enumerate(names)]
    own = [record(row["name"], "1980-04-12", row["nik"]) for row in at_home[1:]]
    return records(*owners, *at_home), records(*cards, *own)


@pytest.mark.parametrize(("with_card", "kept"), [(0, False), (12, True)])
def test_in_a_place_of_many_a_namesake_may_live_by_chance(with_card: int, kept: bool) -> None:
    people, cards = village(20, with_card)
    left, _ = without_namesakes_numbers(cards, people, verified(people, cards))
    assert (left["nik_key"][0] is not None) == kept


def test_two_of_one_family_at_one_place_have_moved() -> None:
    wife = record("SITI", "1971-04-12", "3298015204710001", kk_key=KK, **THERE)
    people = records(*PEOPLE.drop("row").iter_rows(named=True), wife)
    cards = records(record("BUDI HARTONO", None, OWNERS, **HERE), record("SITI", None, wife["nik"], **HERE))
    left, kept = without_namesakes_numbers(cards, people, verified(people, cards))
    assert left is cards
    assert kept.height == 2


def test_a_namesake_of_one_who_has_another_card_does_not_live_there_by_chance() -> None:
    people, cards = village(20, 12)
    own = record("NAMA0", "1970-03-05", people["nik"][0], **THERE)
    cards = records(*cards.drop("row").iter_rows(named=True), own)
    left, kept = without_namesakes_numbers(cards, people, verified(people, cards))
    assert left["nik_key"].null_count() == 1
    assert left["nik_key"][0] is None
    assert kept.height == cards.height - 1


MOTHERS = {"mother": "WATI"}
OWN_CARD = record("BUDI HARTONO", "1970-03-05", OWNERS, **THERE)


@pytest.mark.parametrize(
    ("said", "other", "kept"),
    [
        pytest.param(HERE, [OWN_CARD], False, id="the house of a namesake, and a card of his own"),
        pytest.param(HERE, [], True, id="no other card"),
        pytest.param(HERE | {"house": "8"}, [OWN_CARD], True, id="another house"),
        pytest.param(HERE | {"kk_key": KK}, [OWN_CARD], True, id="his own KK"),
        pytest.param(THERE | MOTHERS, [OWN_CARD], True, id="where he lives, and the namesake's mother"),
        pytest.param(MOTHERS, [OWN_CARD], False, id="no place, and the namesake's mother"),
        pytest.param({"mother": "SUMI"}, [OWN_CARD], True, id="his own mother"),
        pytest.param(HERE, [OWN_CARD | HERE], True, id="two cards of that house"),
        pytest.param(HERE, [OWN_CARD, record("BUDI HARTONO", "1972-06-05", NAMESAKES)], True, id="a card each"),
    ],
)
def test_a_second_card_with_number_and_date(said: dict[str, Any], other: list[dict[str, Any]], kept: bool) -> None:
    """Whoever looks a number up by name writes its date down as well."""
    people = records(
        record("BUDI HARTONO", "1970-03-05", OWNERS, kk_key=KK, mother="SUMI", **THERE),
        record("BUDI HARTONO", "1972-06-05", NAMESAKES, kk_key="2" * 16, mother="WATI", **HERE),
    )
    cards = records(record("BUDI HARTONO", "1970-03-05", OWNERS) | said, *other)
    left, sure = without_namesakes_numbers(cards, people, verified(people, cards))
    assert left[1:].equals(cards[1:])
    assert (left["nik_key"][0] is not None, left["born"][0] is not None, 0 in sure["member"].to_list()) == (kept,) * 3
