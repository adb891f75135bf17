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


def is_left_out(*cards: dict[str, Any], people: tuple[dict[str, Any], ...] = (FATHER, DAUGHTER, SON, SISTER)) -> bool:
    """Whether number and date of the first card are left out, and of no other."""
    register, made = records(*people), records(*cards)
    left = without_other_lines(register, made, verified(register, made))
    of_line = left.select("nik_key", "born")
    assert of_line[1:].equals(made.select("nik_key", "born")[1:])
    assert left.drop("nik_key", "born", "born_is_default", "is_other_line").equals(
        made.drop("nik_key", "born", "born_is_default")
    )
    is_out: bool = left["nik_key"][0] is None
    assert left["born"][0] == (None if is_out else made["born"][0])
    return is_out


@pytest.mark.parametrize(
    ("card", "out"),
    [
        pytest.param(line("SITI AMINAH"), True, id="a daughter's name, who has no card"),
        pytest.param(line("SITI AMINAH", sex="P"), True, id="and her sex"),
        pytest.param(line("SITI AMINAH", sex="L"), False, id="the father's sex"),
        pytest.param(line("AMINAH SITI"), True, id="her words in another order"),
        pytest.param(line("SITI AMINAH", kk_key=OLD_FAMILY), False, id="another home"),
        pytest.param(line("SITI AMINAH", kk_key=OLD_FAMILY, **HOME), True, id="another KK, her kelurahan and RT"),
        pytest.param(line("SITI AMINAH", mother="SUMI"), False, id="the father's mother"),
        pytest.param(line("SITI AMINAH", born=DAUGHTER["born"]), False, id="her own date"),
        pytest.param(line("SITI AMINAH", born=None), False, id="no date"),
        pytest.param(line("BAMBANG"), False, id="a name of nobody here"),
        pytest.param(line("SITI RAHAYU", **HOME), True, id="a sister of another family card, of the same RT"),
        pytest.param(line("SITI AMINAH", is_baby=True), False, id="a newborn's card"),
    ],
)
def test_number_and_date_of_one_who_has_a_card(card: dict[str, Any], out: bool) -> None:
    assert is_left_out(card, OWN) == out


def test_whoever_has_no_card_may_be_misnamed() -> None:
    assert not is_left_out(line("SITI AMINAH"))


def test_a_relative_with_a_card_needs_no_other() -> None:
    assert not is_left_out(line("SITI AMINAH"), OWN, record("SITI AMINAH", "2001-06-05", DAUGHTERS))


def test_two_so_named_are_not_told_apart() -> None:
    assert not is_left_out(line("JOKO"), OWN, people=(FATHER, SON, SON | {"nik_key": "3298011001040007"}))


def test_a_sister_of_another_family_card_is_not_counted_among_its_lines() -> None:
    register = records(FATHER, DAUGHTER, SISTER)
    made = records(line("SITI RAHAYU", **HOME), line("SITI AMINAH") | {"nomor_kartu": "2"}, OWN)
    left = without_other_lines(register, made, verified(register, made))
    assert left["is_other_line"].to_list() == [False, True, False]


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
    assert not is_left_out(line("SITI AMINAH"), OWN, *(cards for *_, cards in misnamed), people=people)
