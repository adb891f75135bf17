"""Words that are no names: on one side again and again, never on both, where something else tells whose card it is."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.cards.no_names import without_no_names
from uhcmatch.linkage.settle.verified import verified

NAMES = ("SLAMET WIDODO", "RATNA DEWI", "AGUS SALIM", "HENDRA GUNAWAN", "YULI ASTUTI", "TRI RAHARJO", "WAWAN HERMAWAN")
USUAL = 600
KK, HOME = "3298010101150077", {"street": "MELATI", "house": "7"}


def nik(number: int) -> str:
    return f"32980111038{number:05}"


def person(number: int, name: str, **more: Any) -> dict[str, Any]:
    return record(name, f"19{60 + number % 40}-03-{1 + number % 28:02}", nik(number), **more)


def sides(cards: list[str], of: tuple[str, ...] = NAMES, **more: Any) -> tuple[pl.DataFrame, pl.DataFrame]:
    """As many who agree as a run learns from, and behind them a card each for some of `of`."""
    usual = [person(1000 + number, f"{NAMES[number % 7]} SAPUTRA", **more) for number in range(USUAL)]
    residents = [person(number, name, **more) for number, name in enumerate(of)]
    members = [person(number, name, **more) for number, name in enumerate(cards)]
    return records(*usual, *residents), records(*usual, *members)


def left(people: pl.DataFrame, cards: pl.DataFrame) -> tuple[list[str | None], list[str | None]]:
    read = without_no_names(people, cards, verified(people, cards))
    for side in read:
        for folded, ordered in side.select("name_folded", "name_sorted").iter_rows():
            assert (folded is None) == (ordered is None)
            assert folded is None or sorted(folded.split()) == ordered.split()
    return read[0]["name_folded"][USUAL:].to_list(), read[1]["name_folded"][USUAL:].to_list()


def test_what_people_are_called_at_home_is_no_name() -> None:
    called = ["KOKO", "KOKO DEWI", "AGUS KOKO", "KOKO GUNAWAN", "KOKO"]
    own, card = left(*sides(called))
    assert card == [None, "DEWI", "AGUS", "GUNAWAN", None]
    assert own == list(NAMES)


def test_nor_on_the_side_of_the_register() -> None:
    written = ("PAK WIDODO", "RATNA PAK", "PAK SALIM", "PAK", "PAK ASTUTI")
    own, card = left(*sides(list(NAMES[:5]), of=written))
    assert own == ["WIDODO", "RATNA", "SALIM", None, "ASTUTI"]
    assert card == list(NAMES[:5])


def test_four_may_be_chance() -> None:
    called = ["KOKO", "KOKO DEWI", "AGUS KOKO", "KOKO GUNAWAN"]
    assert left(*sides(called))[1] == called


def test_a_word_before_the_name_of_a_parent_says_whose_child_it_is() -> None:
    called = ["BOCAH SUMARNI", "BOCAH HARTONO", "BOCAH SUGENG", "BOCAH PARTINI", "BOCAH", "BOCAH RAHARJO"]
    assert left(*sides(called))[1] == called
    called = ["BOCAH SUMARNI", "BOCAH HARTONO", "BOCAH SALIM", "BOCAH HENDRA", "BOCAH", "BOCAH RAHARJO"]
    assert left(*sides(called))[1] == ["SUMARNI", "HARTONO", "SALIM", "HENDRA", None, "RAHARJO"]


def test_on_five_cards_of_one_person_it_may_be_his_name() -> None:
    people, cards = sides(["KOKO"])
    cards = pl.concat([cards, *[cards[-1:]] * 4])
    assert set(left(people, cards)[1]) == {"KOKO"}


def test_a_word_that_both_sides_have_is_a_name() -> None:
    called = ["KOKO", "KOKO DEWI", "AGUS KOKO", "KOKO GUNAWAN", "KOKO ASTUTI", "KOKO RAHARJO"]
    assert left(*sides(called, of=(*NAMES[:5], "KOKO RAHARJO")))[1] == called


@pytest.mark.parametrize(
    "badly",
    [
        pytest.param("WID", id="cut"),
        pytest.param("WIDDO", id="a letter lost"),
        pytest.param("SLAMETWIDO", id="joined and cut"),
    ],
)
def test_a_name_written_badly_stays_one(badly: str) -> None:
    many = ("SLAMET WIDODO",) * 6
    assert left(*sides([badly] * 6, of=many))[1] == [badly] * 6


def test_as_written_a_name_stays_whole() -> None:
    people, cards = sides(["KOKO", "KOKO DEWI", "AGUS KOKO", "KOKO GUNAWAN", "KOKO"])
    read = without_no_names(people, cards, verified(people, cards))[1]
    assert read["name"][USUAL:].to_list() == [None, "KOKO DEWI", "AGUS KOKO", "KOKO GUNAWAN", None]


def test_a_name_parted_in_another_place_stays_one() -> None:
    many = ("RATNA YOHANES",) * 6
    assert left(*sides(["RATNA JOHA NES"] * 6, of=many))[1] == ["RATNA JOHA NES"] * 6


OTHERS = ("MARIA", "YOSEF", "PETRUS", "LUSIA")


def test_where_a_third_of_the_numbers_are_others_names_are_right() -> None:
    people, cards = sides([*(OTHERS * 75)[1:], OTHERS[0]], of=OTHERS * 75)
    assert without_no_names(people, cards, verified(people, cards))[1] is cards


@pytest.mark.parametrize("own", ["born", "kk_key"])
def test_a_number_beside_another_date_or_family_is_anothers(own: str) -> None:
    called = ["BUDI", "JOKO", "HENDRO", "TUTUK"] * 5
    people, cards = (side.drop("born", "kk_key") for side in sides(called, of=(*OTHERS, "SALOME") * 4))
    days = pl.date_range(pl.date(1950, 1, 1), pl.date(1959, 12, 31), eager=True)[: people.height]
    said = {"born": days, "kk_key": days.dt.strftime("%Y%m%d00000000")}
    none = {of: pl.Series([None] * people.height, dtype=cells.dtype) for of, cells in said.items()}
    people = people.with_columns(**{**none, own: said[own]})
    assert left(people, cards.with_columns(**{**none, own: said[own]}))[1] == [None] * 20
    moved = pl.concat([said[own][:USUAL], said[own][USUAL + 1 :], said[own][USUAL : USUAL + 1]])
    assert left(people, cards.with_columns(**{**none, own: moved}))[1] == called


def test_without_numbers_birth_date_and_home_tell() -> None:
    def at(number: int, name: str) -> dict[str, Any]:
        return person(number, name, street="MELATI", house=str(number)) | {"nik_key": None}

    usual = [at(1000 + number, NAMES[number % 7]) for number in range(60)]
    people = records(*usual, *(at(number, name) for number, name in enumerate(NAMES)))
    cards = records(*usual, *(at(number, f"TUAN {name.split()[1]}") for number, name in enumerate(NAMES)))
    read = without_no_names(people, cards, verified(people, cards))[1]
    assert read["name_folded"][60:].to_list() == [name.split()[1] for name in NAMES]
    assert read["name_joined"][60:].to_list() == [name.split()[1] for name in NAMES]


def test_nothing_to_learn_from() -> None:
    nobody = records()
    people, cards = records(person(1, "AGUS")), records(person(1, "KOKO"))
    for one, other in ((nobody, nobody), (people, nobody), (nobody, cards), (people, cards)):
        read = without_no_names(one, other, verified(one, other))
        assert read[0] is one
        assert read[1] is other


def test_a_side_without_such_words_comes_back_as_it_is() -> None:
    people, cards = sides(["KOKO", "KOKO DEWI", "AGUS KOKO", "KOKO GUNAWAN", "KOKO"])
    read = without_no_names(people, cards, verified(people, cards))
    assert read[0] is people
    assert read[1].select(pl.exclude("^name.*$")).equals(cards.select(pl.exclude("^name.*$")))
