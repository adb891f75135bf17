"""Number and birth date of a relative who has a card: a line of the family card was misread."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.cards.other_lines import without_other_lines
from uhcmatch.linkage.settle.verified import verified

FAMILY, OLD_FAMILY, CHILDS = "1" * 16, "2" * 16, "3" * 16
FATHERS, DAUGHTERS, SONS = "3298010503700001", "3298014506010002", "3298011001040003"
HOME = {"kelurahan_key": "MEKAR", "rt": "005"}
FATHER = record("BUDI", "1970-03-05", FATHERS, kk_key=FAMILY, sex="L", mother="SUMI", **HOME)
DAUGHTER = record("SITI AMINAH", "2001-06-05", DAUGHTERS, kk_key=FAMILY, sex="P", mother="RATNA", **HOME)
SON = record("JOKO", "2004-01-10", SONS, kk_key=FAMILY, sex="L", mother="RATNA", **HOME)
SISTER = record("SITI RAHAYU", "1972-08-09", "3298014908720004", kk_key=CHILDS, sex="P", mother="SUMI", **HOME)
OWN = record("BUDI", "1970-03-05", FATHERS, kk_key=FAMILY)


def line(name: str, **more: Any) -> dict[str, Any]:
    """A card with the father's number and date and somebody's name."""
    return record(name, "1970-03-05", FATHERS, kk_key=FAMILY) | more


def told(*cards: dict[str, Any], people: tuple[dict[str, Any], ...] = (FATHER, DAUGHTER, SON, SISTER)) -> str | None:
    """What is said of the first card: `line` of one family card, `out` where number and date are left out."""
    register, made = records(*people), records(*cards)
    left = without_other_lines(register, made, verified(register, made))
    of_line = ("nik_key", "born", "born_is_default")
    assert left[1:].drop("is_other_line").equals(made[1:])
    assert left.drop("is_other_line", *of_line).equals(made.drop(of_line))
    if left["nik_key"][0] is None:
        assert left["born"][0] is None
        assert not left["is_other_line"][0]
        return "out"
    assert left.select(of_line).equals(made.select(of_line))
    return "line" if left["is_other_line"][0] else None


@pytest.mark.parametrize(
    ("card", "said"),
    [
        pytest.param(line("SITI AMINAH"), "line", id="a daughter's name, who has no card"),
        pytest.param(line("SITI AMINAH", sex="P"), "line", id="and her sex"),
        pytest.param(line("SITI AMINAH", sex="L"), None, id="the father's sex"),
        pytest.param(line("AMINAH SITI"), "line", id="her words in another order"),
        pytest.param(line("SITI AMINAH", kk_key=OLD_FAMILY), None, id="another home"),
        pytest.param(line("SITI AMINAH", kk_key=OLD_FAMILY, **HOME), "line", id="another KK, her kelurahan and RT"),
        pytest.param(line("SITI AMINAH", mother="SUMI"), None, id="the father's mother"),
        pytest.param(line("SITI AMINAH", born=DAUGHTER["born"]), None, id="her own date"),
        pytest.param(line("SITI AMINAH", born=None), None, id="no date"),
        pytest.param(line("BAMBANG"), None, id="a name of nobody here"),
        pytest.param(line("SITI RAHAYU", **HOME), "out", id="a sister of another family card, of the same RT"),
        pytest.param(line("SITI AMINAH", is_baby=True), None, id="a newborn's card"),
    ],
)
def test_number_and_date_of_one_who_has_a_card(card: dict[str, Any], said: str | None) -> None:
    assert told(card, OWN) == said


def test_whoever_has_no_card_may_be_misnamed() -> None:
    assert not told(line("SITI AMINAH"))


def test_a_relative_with_a_card_needs_no_other() -> None:
    assert not told(line("SITI AMINAH"), OWN, record("SITI AMINAH", "2001-06-05", DAUGHTERS))


def test_two_so_named_are_not_told_apart() -> None:
    assert not told(line("JOKO"), OWN, people=(FATHER, SON, SON | {"nik_key": "3298011001040007"}))


def test_where_names_are_misread_lines_are_not() -> None:
    """Cards of whoever has no other, beside a relative's name, by the dozen: then so is the one of whoever has."""
    misnamed = [
        (
            FATHER | {"nik_key": f"32980105037000{at}", "kk_key": f"{at}"},
            SON | {"nik_key": f"32980110010400{at}", "kk_key": f"{at}"},
            line("JOKO", nik_key=f"32980105037000{at}", kk_key=f"{at}"),
        )
        for at in range(10, 22)
    ]
    people = (FATHER, DAUGHTER, *(one for two in misnamed for one in two[:2]))
    assert not told(line("SITI AMINAH"), OWN, *(cards for *_, cards in misnamed), people=people)


DOOR = {"kelurahan_key": "SUKASARI", "rt": "002", "street": "MELATI"}
STRANGER = record("BAMBANG", "1981-04-09", "3298010904810001", kk_key=CHILDS, sex="L", mother="WATI", house="7", **DOOR)
NOBODYS: dict[str, Any] = {"kk_key": None}
NEXT_DOOR: dict[str, Any] = HOME | {"street": None}


@pytest.mark.parametrize(
    ("card", "served", "alone"),
    [
        pytest.param(line("BAMBANG", kk_key=CHILDS), "out", "out", id="the family of one of that name"),
        pytest.param(line("BAMBANG", kk_key=CHILDS, sex="P"), None, None, id="and another sex"),
        pytest.param(line("BAMBANG", kk_key=CHILDS, **HOME), "out", None, id="his family, the owner's place"),
        pytest.param(line("BAMBAN", kk_key=CHILDS), "out", "out", id="his name but for a slip"),
        pytest.param(line("BAMBANG WIDODO", kk_key=CHILDS), None, None, id="more than his name"),
        pytest.param(line("JOKO", kk_key=CHILDS), None, None, id="quite another name"),
        pytest.param(line("BAMBANG", kk_key=OLD_FAMILY, house="7", **DOOR), "out", "out", id="his house"),
        pytest.param(line("BAMBANG", kk_key=OLD_FAMILY, house="9", **DOOR), None, None, id="his neighbour's"),
        pytest.param(line("BAMBANG", kk_key=OLD_FAMILY, **DOOR), "out", "out", id="his street, no house named"),
        pytest.param(line("BAMBANG", kk_key=FAMILY, **DOOR), "out", None, id="his street, the owner's family"),
        pytest.param(line("BAMBANG", kk_key=OLD_FAMILY, **NEXT_DOOR), None, None, id="the owner's place"),
        pytest.param(line("BUDI", kk_key=CHILDS), None, None, id="the owner's name, the family of nobody so named"),
    ],
)
def test_at_another_home_it_is_no_matter_who_they_are(
    card: dict[str, Any], served: str | None, alone: str | None
) -> None:
    people = (FATHER, SON, STRANGER)
    assert told(card, OWN, people=people) == served
    assert told(card, people=people) == alone


def test_whoever_was_born_that_day_too_keeps_the_date() -> None:
    """A number a digit off is a neighbour's: the date is his own."""
    assert not told(line("BAMBANG", kk_key=CHILDS), OWN, people=(FATHER, SON, STRANGER | {"born": FATHER["born"]}))


@pytest.mark.parametrize(("cards", "said"), [((OWN,), "out"), ((), None)])
def test_of_two_of_one_name_the_one_in_the_family_on_the_card_is_meant_if_the_other_has_a_card(
    cards: tuple[dict[str, Any], ...], said: str | None
) -> None:
    namesake = STRANGER | {"name": "BUDI", "name_folded": "BUDI", "name_sorted": "BUDI", "name_joined": "BUDI"}
    assert told(line("BUDI", kk_key=CHILDS), *cards, people=(FATHER, SON, namesake)) == said


def _named(name: str, of: dict[str, Any], **more: Any) -> dict[str, Any]:
    return of | {"name": name, "name_folded": name, "name_joined": name, "name_sorted": name} | more


@pytest.mark.parametrize(
    ("name", "served", "alone"),
    [
        pytest.param("BAMBANG", "out", "out", id="a name unlike the owner's"),
        pytest.param("BUDIH", "out", None, id="one that may be his, written badly"),
        pytest.param("BUDI HARTO", "out", None, id="one that has his name in it"),
    ],
)
def test_a_neighbour_of_the_very_name_is_meant(name: str, served: str | None, alone: str | None) -> None:
    """On the street of both, whose houses have no numbers."""
    street = HOME | {"street": "MELATI"}
    people = (FATHER | street, SON | street, record(name, "1981-04-09", STRANGER["nik"], kk_key=CHILDS, **street))
    card = line(name, kk_key=None, **street)
    assert told(card, OWN, people=people) == served
    assert told(card, people=people) == alone


@pytest.mark.parametrize(("name", "said"), [("BUDHYA", None), ("BUDY", "out"), ("BUDYA", "out")])
def test_in_another_family_a_name_must_be_no_less_like_than_the_owners(name: str, said: str | None) -> None:
    people = (_named("BUDHY", FATHER), SON, _named("BUDY", STRANGER))
    assert told(_named(name, line(name), kk_key=CHILDS), people=people) == said
