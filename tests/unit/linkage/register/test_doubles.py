"""Who stands in the population file twice, and who only seems to."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import polars as pl
import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.link import able
from uhcmatch.linkage.register.doubles import doubles
from uhcmatch.linkage.register.near_pairs import near_pairs
from uhcmatch.shelf import Shelf

NIK = "3271010503900001"
HOME = {"kk_key": "1" * 16, "sex": "P", "nik_born": date(1990, 3, 5)}
FULL = "3271010503900005"


@pytest.mark.parametrize(
    ("number", "name", "home", "is_double"),
    [
        pytest.param("3271010503900205", "SITI AMINAH", {}, True, id="a digit of the serial"),
        pytest.param("3271010503600005", "SITI AMINA", {}, True, id="a digit of the year, and a slip in the name"),
        pytest.param("3271010503900009", "SITI AMINAH", {}, True, id="the last digit, far off"),
        pytest.param("3271010503900009", "SITI AMINA", {}, False, id="the last digit, and a slip in the name"),
        pytest.param("3271010503900205", "SITI", {}, True, id="a digit of the serial, and a shorter name"),
        pytest.param("3271010503900009", "SITI", {}, False, id="the last digit, and a shorter name"),
        pytest.param("3271010503900006", "SITI AMINA", {}, False, id="numbers that follow each other"),
        pytest.param("3271010503600205", "SITI AMINA", {}, False, id="two digits"),
        pytest.param("3271010503900205", "SITI RAHMAH", {}, False, id="another name"),
        pytest.param("3271010503900205", "SITI AMINAH", {"kk_key": "2" * 16}, False, id="another family"),
        pytest.param("3271010503900205", "SITI AMINAH", {"sex": "L"}, False, id="another sex"),
    ],
)
def test_a_number_but_for_a_slip_in_one_family(number: str, name: str, home: dict[str, Any], is_double: bool) -> None:
    people = records(
        record("SITI AMINAH", "1990-03-05", FULL, **HOME), record(name, "1990-03-05", number, **(HOME | home))
    )
    cards = records(record("SITI AMINAH", "1990-03-05", FULL))
    assert doubles(able(people), Shelf((people,)), able(cards))["position"].to_list() == [1] * is_double


@pytest.mark.parametrize(("rows", "pairs"), [(50, 50 * 49 // 2), (51, 0)])
@pytest.mark.parametrize("told", [{}, {"kk_key": "1" * 16, "sex": "P"}, {"mother": "RUKAYAH"}])
def test_what_was_copied_down_a_sheet_is_not_met_by_itself(rows: int, pairs: int, told: dict[str, Any]) -> None:
    """Name and birth date of one person stand on no more rows than these; ten thousand would meet by millions."""
    copied = (
        record("SITI AMINAH", "1990-03-05", f"32710105039{at:05}", nik_born=date(1990, 3, 5), **told)
        for at in range(rows)
    )
    assert near_pairs(able(records(*copied))).height == pairs


@pytest.mark.parametrize(
    ("born", "mother", "is_double"),
    [
        pytest.param("1990-03-05", "RUKAYAH", True, id="her mother's daughter in another family"),
        pytest.param("1990-03-05", "ZAINAB", False, id="another mother"),
        pytest.param("1990-03-05", None, False, id="a mother not named"),
        pytest.param("1960-12-31", "RUKAYAH", False, id="a day that stands for an unknown one"),
    ],
)
def test_a_number_but_for_a_slip_in_another_family(born: str, mother: str | None, is_double: bool) -> None:
    """Who has moved stands in the list of the old family still, under a number typed anew."""
    told = {"sex": "P", "nik_born": date.fromisoformat(born), "mother": mother}
    people = records(
        record("SITI AMINAH", born, FULL, **(told | {"kk_key": "1" * 16, "mother": "RUKAYAH"})),
        record("SITI AMINAH", born, "3271010503900205", **(told | {"kk_key": "2" * 16})),
    )
    cards = records(record("SITI AMINAH", born, FULL))
    assert doubles(able(people), Shelf((people,)), able(cards))["position"].to_list() == [1] * is_double


@pytest.mark.parametrize("swapped", [False, True])
def test_who_stands_in_another_family_without_a_number_is_the_double(swapped: bool) -> None:
    told = {"sex": "P", "mother": "RUKAYAH"}
    rows = [
        record("SITI AMINAH", "1990-03-05", FULL, nik_born=date(1990, 3, 5), kk_key="1" * 16, **told),
        record("SITI AMINAH", "1990-03-05", kk_key="2" * 16, **told),
    ]
    people = records(*(reversed(rows) if swapped else rows))
    assert doubles(able(people), Shelf((people,)), able(records()))["position"].to_list() == [0 if swapped else 1]


def test_twins_whose_names_are_spelt_alike_keep_both_rows() -> None:
    """RAHMAT and RAHMAD fold to one name; their numbers differ in the last digit, as twins' do."""
    people = records(
        record("RAHMAD", "1990-03-05", "3271010503900001", **HOME) | {"name": "RAHMAT"},
        record("RAHMAD", "1990-03-05", "3271010503900005", **HOME) | {"name": "RAHMAD"},
    )
    assert doubles(able(people), Shelf((people,)), able(records()))["position"].to_list() == []


@pytest.mark.parametrize(
    ("mothers_of_others", "house", "is_double"),
    [
        pytest.param("MOTHER", None, True, id="a name and a mother that nobody else has"),
        pytest.param("RUKAYAH", None, False, id="a mother whom many have"),
        pytest.param("RUKAYAH", "12", True, id="a mother whom many have, and one door"),
    ],
)
def test_on_a_day_that_stands_for_an_unknown_one_more_must_agree(
    mothers_of_others: str, house: str | None, is_double: bool
) -> None:
    told = {"sex": "P", "nik_born": date(1960, 12, 31), "mother": "RUKAYAH", "born_is_default": True}
    told |= {"kecamatan_key": "A", "kelurahan_key": "B", "street": "MAWAR", "house": house}
    numbers = (("3271017112600001", "1"), ("3271027112600007", "2"))
    others = [
        record(f"NAME{at}", f"19{50 + at % 40}-01-02", mother=mothers_of_others, house=str(100 + at), street="MAWAR")
        for at in range(1_000)
    ]
    people = records(
        *(record("SITI AMINAH", "1960-12-31", nik, kk_key=kk * 16, **told) for nik, kk in numbers), *others
    )
    cards = records(record("SITI AMINAH", "1960-12-31", numbers[0][0]))
    assert doubles(able(people), Shelf((people,)), able(cards))["position"].to_list() == [1] * is_double


def test_two_numbers_of_one_name_that_are_both_on_cards_are_two_people() -> None:
    people = records(*(record("SITI AMINAH", "1990-03-05", nik, **HOME) for nik in (FULL, "3271010503900205")))
    assert doubles(able(people), Shelf((people,)), able(people))["position"].to_list() == []


def test_sisters_may_seem_born_together_on_a_day_that_stands_for_an_unknown_one() -> None:
    sisters = (("SITI AMINAH", "3271013112600005"), ("SITI AMINA", "3271013112600205"))
    people = records(*(record(name, "1960-12-31", nik, born_is_default=True, **HOME) for name, nik in sisters))
    assert doubles(able(people), Shelf((people,)), able(records()))["position"].to_list() == []


def test_a_junior_with_his_fathers_number_is_no_double() -> None:
    people = records(record("BUDI", "1960-03-05", NIK), record("BUDI", "1991-07-12", NIK))
    assert doubles(able(people), Shelf((people,)), able(records()))["position"].to_list() == []


@pytest.mark.parametrize(("born", "is_double"), [("1990-03-05", True), (None, False)])
def test_an_equal_number_may_stand_beside_a_name_written_badly_only_in_one_family(
    born: str | None, is_double: bool
) -> None:
    people = records(record("STEVEN GUNAWAN", "1990-03-05", NIK, **HOME), record("STEVEN GONWAN", born, NIK, **HOME))
    cards = records(record("STEVEN GUNAWAN", "1990-03-05", NIK))
    assert doubles(able(people), Shelf((people,)), able(cards))["position"].to_list() == [1] * is_double


@pytest.mark.parametrize(("kk", "is_double"), [("1" * 16, True), ("2" * 16, False)])
def test_the_columns_of_name_and_mother_may_have_changed_places_in_a_row(kk: str, is_double: bool) -> None:
    people = records(
        record("SITI AMINAH", "1990-03-05", NIK, mother="ZAINAB", **HOME),
        record("ZAINAB", "1990-03-05", NIK, mother="SITI AMINAH", **(HOME | {"kk_key": kk})),
    )
    assert doubles(able(people), Shelf((people,)), able(records())).height == is_double


def test_doubles() -> None:
    born = date(1990, 3, 5).isoformat()
    home = {"kk_key": "1" * 16, "sex": "P"}
    people = records(
        record("SITI AMINAH", born, NIK, **home),
        record("SITI AMINA", born, NIK, **home),
        record("BUDI", born, NIK),
        record("SITI AMINAH", born, None, **home),
        record("SITI AMINAH", born, "3271010503900002", **home),
        record("SITI AMINAH", born, NIK, excluded="meninggal", **home),
        record("CITRA", None, None),
        record("CITRA", None, None),
    )
    assert doubles(able(people), Shelf((people,)), able(records())).rows() == [(1, 0), (3, 0)]
    assert doubles(able(people.clear()), Shelf((people.clear(),)), able(records()))["position"].to_list() == []


def test_of_doubles_the_row_is_kept_that_the_card_confirms() -> None:
    here, there = ({"kecamatan_key": "BARAT", "kelurahan_key": place, "rt": "001"} for place in ("MAWAR", "MELATI"))
    people = records(record("SITI", "1990-03-05", NIK, **here), record("SITI", "1990-03-05", NIK, **there))
    for home, double in ((here, [1]), (there, [0])):
        cards = records(record("SITI", "1990-03-05", NIK, **home))
        assert doubles(able(people), Shelf((people,)), able(cards))["position"].to_list() == double


@pytest.mark.parametrize(
    ("kk", "mother", "is_double"),
    [("2" * 16, "RUKAYAH", True), (None, "RUKAYAH", False), ("2" * 16, "ZAINAB", False)],
)
def test_her_mothers_daughter_in_another_family_may_have_any_other_number(
    kk: str | None, mother: str, is_double: bool
) -> None:
    people = records(
        record("SITI AMINAH", "1990-03-05", FULL, **(HOME | {"mother": "RUKAYAH"})),
        record("SITI AMINAH", "1990-03-05", "3171044503900002", **(HOME | {"kk_key": kk, "mother": mother})),
    )
    cards = records(record("SITI AMINAH", "1990-03-05", FULL))
    assert doubles(able(people), Shelf((people,)), able(cards))["position"].to_list() == [1] * is_double


def test_where_the_slip_is_in_the_date_and_one_number_says_it_a_shorter_name_will_do() -> None:
    said, unsaid = HOME, HOME | {"nik_born": date(1990, 3, 8)}
    people = records(
        record("SITI AMINAH", "1990-03-05", FULL, **said), record("SITI", "1990-03-05", "3271010803900005", **unsaid)
    )
    cards = records(record("SITI AMINAH", "1990-03-05", FULL))
    assert doubles(able(people), Shelf((people,)), able(cards))["position"].to_list() == [1]


PARENTS = {"mother": "RUKAYAH", "father": "SUGENG"}


@pytest.mark.parametrize(
    ("name", "number", "parents", "is_double"),
    [
        pytest.param(
            "SITI AMINAH", "3171044503900002", {"mother": None}, True, id="her father's, her mother not named"
        ),
        pytest.param("SITI AMINAH", None, {"mother": None}, True, id="her father's, without a number"),
        pytest.param("SITI AMINAH", "3171044503900002", {"father": "BAMBANG"}, False, id="another father"),
        pytest.param("SITI AMINAH", None, {"mother": "ZAINAB"}, False, id="another mother"),
        pytest.param(
            "SITI AMINAH", "3171044503900002", {"father": "SUGENG PRIYONO"}, True, id="her father written longer"
        ),
        pytest.param("SITI AMINAH", "3171044503900002", {"mother": None, "father": None}, False, id="no parent"),
        pytest.param("SITI", "3171044503900002", {}, True, id="a shorter name"),
        pytest.param("SITI AMINA", "3171044503900002", {}, True, id="a letter less"),
        pytest.param("SITI AMINHA", "3171044503900002", {}, True, id="two letters exchanged"),
        pytest.param("SITI AMINAT", "3171044503900002", {}, False, id="another letter, as a twin's name"),
        pytest.param("SITI", "3271010503900006", {}, True, id="a shorter name, and the number that follows"),
        pytest.param("RAHMAH", "3171044503900002", {}, False, id="another name"),
    ],
)
def test_in_another_family_either_parent_tells(
    name: str, number: str | None, parents: dict[str, Any], is_double: bool
) -> None:
    """Who has moved stands in the list of the old family still, under a number of the other place."""
    born = {"nik_born": date(1990, 3, 5)}
    people = records(
        record("SITI AMINAH", "1990-03-05", FULL, **(HOME | PARENTS)),
        record(
            name, "1990-03-05", number, **(HOME | PARENTS | {"kk_key": "2" * 16} | parents | (born if number else {}))
        ),
    )
    cards = records(record("SITI AMINAH", "1990-03-05", FULL))
    assert doubles(able(people), Shelf((people,)), able(cards))["position"].to_list() == [1] * is_double


def test_two_numbers_in_two_families_that_are_both_on_cards_are_two_people() -> None:
    """BPJS may know one of them by another name."""
    numbers = (FULL, "3171044503900002")
    people = records(
        *(
            record("SITI AMINAH", "1990-03-05", nik, **(HOME | PARENTS | {"kk_key": kk * 16}))
            for nik, kk in zip(numbers, "12", strict=True)
        )
    )
    cards = records(record("SITI AMINAH", "1990-03-05", FULL), record("SITI RAHMAH", "1990-03-05", numbers[1]))
    assert doubles(able(people), Shelf((people,)), able(cards))["position"].to_list() == []


@pytest.mark.parametrize(
    ("name", "is_double"),
    [
        pytest.param("SITI", True, id="a shorter name"),
        pytest.param("SITIAMINA", True, id="a letter less, and written together"),
        pytest.param("SITI AMINAT", False, id="another letter, as a twin's name"),
        pytest.param("RAHMAH", False, id="another name"),
    ],
)
def test_in_one_family_a_row_without_a_number_may_be_written_badly(name: str, is_double: bool) -> None:
    people = records(
        record("SITI AMINAH", "1990-03-05", FULL, **HOME),
        record(name, "1990-03-05", None, **(HOME | {"nik_born": None})),
    )
    cards = records(record("SITI AMINAH", "1990-03-05", FULL))
    assert doubles(able(people), Shelf((people,)), able(cards))["position"].to_list() == [1] * is_double


@pytest.mark.parametrize(
    ("on_cards", "parents", "is_double"),
    [
        pytest.param(["SITI AMINAH"], {}, True, id="one person under two names"),
        pytest.param(["SITI AMINAH"], {"mother": "ZAINAB"}, False, id="another mother"),
        pytest.param(["SITI AMINAH", "HASANAH"], {}, False, id="twins with cards"),
        pytest.param([], {}, False, id="twins without cards"),
    ],
)
def test_an_equal_number_may_stand_beside_any_name_of_one_parents_child_if_one_name_is_on_a_card(
    on_cards: list[str], parents: dict[str, str], is_double: bool
) -> None:
    people = records(
        record("SITI AMINAH", "1990-03-05", NIK, **(HOME | PARENTS)),
        record("HASANAH", "1990-03-05", NIK, **(HOME | PARENTS | parents)),
    )
    cards = records(*(record(name, "1990-03-05", NIK) for name in on_cards))
    assert doubles(able(people), Shelf((people,)), able(cards))["position"].to_list() == [1] * is_double


def as_named(name: str) -> dict[str, Any]:
    """What a record says of a name, all of it."""
    return {of: said for of, said in record(name).items() if of.startswith("nam")}


@pytest.mark.parametrize(
    ("number", "more", "is_double"),
    [
        pytest.param("3271010503900006", {"hubungan": "ISTRI"}, True, id="one wife"),
        pytest.param("3271010503900006", {"hubungan": "ISTRI", **as_named("SITI AMINA")}, True, id="written otherwise"),
        pytest.param("3271010503900006", {"hubungan": "ISTRI", **as_named("SITI SAMSIAH")}, False, id="two wives"),
        pytest.param("3271010503900006", {"hubungan": "ANAK", **as_named("SITI AMINA")}, False, id="mother, daughter"),
        pytest.param("3271010503900006", {"hubungan": "ANAK"}, False, id="a wife and a daughter"),
        pytest.param("3171044503900209", {"hubungan": "ANAK"}, True, id="a number of another kabupaten"),
        pytest.param("3271024503900209", {"hubungan": "ANAK"}, False, id="two digits of one kabupaten"),
    ],
)
def test_in_one_family_head_and_spouse_are_one_person_and_twins_are_born_in_one_place(
    number: str, more: dict[str, Any], is_double: bool
) -> None:
    people = records(
        record("SITI AMINAH", "1990-03-05", FULL, **(HOME | {"hubungan": "ISTRI"})),
        record("SITI AMINAH", "1990-03-05", number, **HOME) | more,
    )
    assert doubles(able(people), Shelf((people,)), able(records())).height == is_double


FAR = "3578044503900209"


@pytest.mark.parametrize(
    ("number", "name", "more", "on_cards", "is_double"),
    [
        pytest.param(FAR, "SITI AMIINAH", {}, [FULL], True, id="a slip"),
        pytest.param(FAR, "SITI AMIINAH", {}, [], True, id="a slip, and no card"),
        pytest.param(FAR, "SITI AMINA", {}, [FULL], False, id="two names that others bear"),
        pytest.param(FAR, "SITI", {}, [FAR], False, id="a shorter name"),
        pytest.param(FAR, "SITI RAHMAH", {}, [FULL], False, id="another name"),
        pytest.param(FAR, "SITI AMIINAH", {"mother": "ZAINAB"}, [FULL], False, id="another mother"),
        pytest.param(FAR, "SITI AMIINAH", {"mother": None}, [FULL], False, id="no mother named"),
        pytest.param(FAR, "SITI AMIINAH", {"sex": "L"}, [FULL], False, id="another sex"),
        pytest.param(FAR, "SITI AMIINAH", {}, [FULL, FAR], False, id="a card each"),
        pytest.param("3271024503900209", "SITI AMIINAH", {}, [FULL], False, id="a number of this kabupaten"),
        pytest.param("3171010503900006", "SITI AMIINAH", {}, [FULL], False, id="a twin's number, a digit of it wrong"),
    ],
)
def test_twins_are_numbered_in_one_kabupaten(
    number: str, name: str, more: dict[str, Any], on_cards: list[str], is_double: bool
) -> None:
    told = HOME | {"mother": "RUKAYAH"}
    people = records(
        record("SITI AMINAH", "1990-03-05", FULL, **told),
        record(name, "1990-03-05", number, **(told | more)),
        *(record(of, f"1980-04-{day:02}") for of in ("SITI AMINAH", "SITI AMINA") for day in (11, 12)),
    )
    cards = records(*(record("SITI AMINAH", "1990-03-05", on_card) for on_card in on_cards))
    assert doubles(able(people), Shelf((people,)), able(cards)).height == is_double


@cache
def twins(families: int, far: int, alike: int) -> tuple[dict[str, Any], ...]:
    """Families of twins, so many of them with numbers of two kabupaten, and so many with names a letter apart."""
    names = [(f"RIZKI{at}", f"AMELIA{at}") for at in range(families - alike)]
    names += [(f"DEWI{at}", f"DEWU{at}") for at in range(alike)]
    rows = []
    for at, two in enumerate(names):
        told = HOME | {"kk_key": f"{at:016}", "mother": f"RUKAYAH{at}"}
        for which, name in enumerate(two):
            place = "357804" if which and at < far else "327101"
            rows.append(record(name, "1990-03-05", f"{place}450390{at * 2 + which + 1000:04}", **told))
    return tuple(rows)


@pytest.mark.parametrize(
    ("register", "is_double"),
    [
        pytest.param(twins(60, far=0, alike=0), True, id="all twins are numbered in one place"),
        pytest.param(twins(60, far=12, alike=0), True, id="or their names are nothing alike"),
        pytest.param(twins(60, far=30, alike=10), False, id="neither is so"),
        pytest.param((), True, id="no twins at all"),
    ],
)
def test_twins_tell_whether_numbers_of_two_kabupaten_are_theirs(
    register: tuple[dict[str, Any], ...], is_double: bool
) -> None:
    """Both names are names, and three families of the register have such rows."""
    rows = []
    for at in range(3):
        told = HOME | {"kk_key": f"9{at:015}", "mother": f"SUMI{at}"}
        rows.append(record("SITI AMINAH", "1990-03-05", f"327101450390{at:04}", **told))
        rows.append(record("SITI AMINA", "1990-03-05", f"357804450390{at:04}", **told))
    others = (record(of, f"1980-04-{day:02}") for of in ("SITI AMINAH", "SITI AMINA") for day in (11, 12))
    people = records(*rows, *others, *register)
    assert doubles(able(people), Shelf((people,)), able(records())).height == 3 * is_double


@pytest.mark.parametrize(
    ("born", "number", "name", "more", "is_double"),
    [
        pytest.param("1991-03-05", FAR, "SITI AMINAH", {}, True, id="a year later"),
        pytest.param("1991-03-05", FAR, "SITI AMINA", {}, True, id="and the name but for a slip"),
        pytest.param("1990-03-15", FAR, "SITI AMINA", {}, True, id="another day"),
        pytest.param("1994-03-05", FAR, "SITI AMINA", {}, False, id="years later"),
        pytest.param("1991-03-06", FAR, "SITI AMINA", {}, False, id="a day and a year"),
        pytest.param("1991-03-05", "3271014503910009", "SITI AMINA", {}, False, id="numbered in one place"),
        pytest.param("1991-03-05", FAR, "SITI RAHMAH", {}, False, id="another name"),
        pytest.param("1991-03-05", FAR, "SITI AMINA", {"mother": "ZAINAB"}, False, id="another mother"),
        pytest.param("1991-03-05", FAR, "SITI AMINA", {"sex": "L"}, False, id="another sex"),
        pytest.param("1991-03-05", FAR, "SITI AMINA", {"kk_key": "2" * 16}, False, id="another family"),
    ],
)
def test_no_two_of_one_family_are_called_alike_and_born_a_part_of_a_date_apart_in_two_places(
    born: str, number: str, name: str, more: dict[str, Any], is_double: bool
) -> None:
    told = HOME | {"mother": "RUKAYAH"}
    people = records(
        record("SITI AMINAH", "1990-03-05", FULL, **told),
        record(name, born, number, **(told | {"nik_born": date.fromisoformat(born)} | more)),
    )
    assert doubles(able(people), Shelf((people,)), able(records())).height == is_double


@pytest.mark.parametrize(
    ("on_cards", "more", "is_double"),
    [
        pytest.param([FULL], {}, True, id="one card"),
        pytest.param([], {}, False, id="no card"),
        pytest.param([FULL, "3271010503900006"], {}, False, id="a card each"),
        pytest.param([FULL, None], {}, False, id="two cards, one of them without a number"),
        pytest.param([None], {}, False, id="one card without a number"),
        pytest.param([FULL], {"name": "SITI AMINA"}, False, id="another name"),
        pytest.param([FULL], {"kk_key": "2" * 16, "mother": None, "father": None}, False, id="another family"),
        pytest.param([FULL], {"mother": "ZAINAB"}, False, id="another mother"),
        pytest.param([FULL], {"mother": None, "father": None}, True, id="no parent named"),
        pytest.param([FULL], {"sex": "L"}, True, id="the sex"),
        pytest.param([FULL], {"sex": "L", "mother": None, "father": None}, False, id="the sex, no parent named"),
        pytest.param([FULL], {"born": date(1990, 3, 15)}, True, id="a part of the date"),
        pytest.param([FULL], {"born": date(1990, 5, 3)}, True, id="day and month exchanged"),
        pytest.param([FULL], {"born": date(1990, 3, 15), "sex": "L"}, False, id="a part of the date and the sex"),
        pytest.param([FULL], {"born": date(1994, 7, 15)}, False, id="another date"),
    ],
)
def test_in_one_family_a_name_and_one_card_are_one_person_though_the_numbers_follow_each_other(
    on_cards: list[str | None], more: dict[str, Any], is_double: bool
) -> None:
    people = records(
        record("SITI AMINAH", "1990-03-05", FULL, **(HOME | PARENTS)),
        record("SITI AMINAH", "1990-03-05", "3271010503900006", **(HOME | PARENTS)) | more,
    )
    cards = records(*(record("SITI AMINAH", "1990-03-05", number) for number in on_cards))
    assert doubles(able(people), Shelf((people,)), able(cards))["position"].to_list() == [1] * is_double


@pytest.mark.parametrize(("copies", "is_double"), [(1, True), (2, True), (3, False)])
def test_who_is_copied_down_a_sheet_beside_other_peoples_numbers_is_no_double(copies: int, is_double: bool) -> None:
    numbers = ["3271011708610205", "3271012312700011", "3271010102030033"][:copies]
    days = [date(1961, 8, 17), date(1970, 12, 23), date(2003, 2, 1)]
    others = (
        record("SITI AMINAH", "1990-03-05", nik, **(HOME | PARENTS | {"nik_born": day, "kk_key": f"{at + 1}" * 16}))
        for at, (nik, day) in enumerate(zip(numbers, days, strict=False))
    )
    people = records(record("SITI AMINAH", "1990-03-05", FULL, **(HOME | PARENTS)), *others)
    cards = records(record("SITI AMINAH", "1990-03-05", FULL))
    assert doubles(able(people), Shelf((people,)), able(cards)).height == is_double * copies


@pytest.mark.parametrize(
    ("again", "is_double"),
    [
        pytest.param({}, True, id="all of it"),
        pytest.param({"rt": "002"}, False, id="another RT"),
        pytest.param({"born": None}, False, id="no date"),
        pytest.param({"kk_key": "2" * 16}, False, id="a family card"),
        pytest.param({"name_sorted": "AMINA SITI"}, False, id="another name"),
    ],
)
def test_a_list_typed_again_without_numbers_is_known_by_name_date_and_street(
    again: dict[str, Any], is_double: bool
) -> None:
    place = {"sex": "P", "kelurahan_key": "SUKASARI", "rw": "003", "rt": "001", "street": "MAWAR"}
    people = records(
        record("SITI AMINAH", "1990-03-05", FULL, kk_key="1" * 16, **place),
        record("SITI AMINAH", "1990-03-05", None, **place) | again,
    )
    assert doubles(able(people), Shelf((people,)), able(records()))["position"].to_list() == [1] * is_double


@cache
def strangers() -> pl.DataFrame:
    """Residents who share nothing, each in a family of their own: among many, what two rows share is rare."""
    letters = "BCDFGHJKLM"

    def called(number: int, vowel: str) -> str:
        return "".join(letters[int(digit)] + vowel for digit in f"{number:05d}")

    rows = (
        record(
            called(number, "A"),
            (date(1950, 1, 2) + timedelta(days=number)).isoformat(),
            sex="L",
            kk_key=f"{number:016d}",
            mother=called(number, "U"),
        )
        for number in range(14_000)
    )
    return records(record(), record(), *rows)[2:]


@pytest.mark.parametrize(
    ("name", "born", "number", "more", "is_double"),
    [
        pytest.param("SITI AMINAH", "1990-03-05", "3171044503900002", {"sex": "L"}, True, id="the sex"),
        pytest.param("SITI AMINAH", "1990-04-05", "3171044503900002", {}, True, id="a part of the date"),
        pytest.param("SITI AMINAH", "1990-05-03", "3171044503900002", {}, True, id="day and month exchanged"),
        pytest.param("SITI AMINAH", None, "3171044503900002", {}, True, id="no date but the number's"),
        pytest.param("SITI AMINAH", "1990-03-05", "3171044503900002", {"mother": "RUKAYA"}, True, id="the mother"),
        pytest.param("SITI AMINAH", "1990-03-05", "3271010503900205", {"mother": None}, True, id="a slip, no mother"),
        pytest.param("SITI AMINAT", "1990-03-05", "3171044503900202", {}, True, id="the name"),
        pytest.param("SITI AMINAT", "1990-03-05", "3271010503900006", {}, False, id="the name, as twins have it"),
        pytest.param("SITI AMINAH", "1990-03-05", "3171044503900002", {"mother": None}, True, id="no mother"),
        pytest.param(
            "SITI AMINAH", "1990-03-05", "3171044503900002", {"mother": None, "sex": "L"}, False, id="and the sex"
        ),
        pytest.param("SITI AMINAH", "1990-03-05", "3171044503900002", {"mother": "ZAINAB"}, False, id="another mother"),
        pytest.param("SITI AMINAH", "1988-04-19", "3171044503900002", {}, False, id="another date"),
        pytest.param(
            "SITI AMINAH", "1990-04-05", "3171044504900002", {"mother": "RUKAYA"}, False, id="a part and the mother"
        ),
    ],
)
def test_in_two_families_one_thing_more_may_be_wrong_if_the_rest_is_rare(
    name: str, born: str | None, number: str, more: dict[str, Any], is_double: bool
) -> None:
    says = date(1990, int(number[8:10]), 5)
    people = records(
        record("SITI AMINAH", "1990-03-05", FULL, **(HOME | {"mother": "RUKAYAH"})),
        record(name, born, number, **(HOME | {"kk_key": "2" * 16, "mother": "RUKAYAH", "nik_born": says} | more)),
    )
    people = pl.concat([people, strangers()])
    cards = records(record("SITI AMINAH", "1990-03-05", FULL))
    assert doubles(able(people), Shelf((people,)), able(cards))["position"].to_list() == [1] * is_double


@pytest.mark.parametrize(("is_default", "is_double"), [(False, True), (True, False)])
def test_of_days_that_stand_for_unknown_ones_another_year_is_no_slip(is_default: bool, is_double: bool) -> None:
    told = HOME | {"mother": "RUKAYAH", "born_is_default": is_default}
    people = records(
        record("SITI AMINAH", "1954-12-31", "3271017112540005", **(told | {"nik_born": date(1954, 12, 31)})),
        record(
            "SITI AMINAH",
            "1946-12-31",
            "3271037112460010",
            **(told | {"kk_key": "2" * 16, "nik_born": date(1946, 12, 31)}),
        ),
    )
    of_one_mother = pl.when(pl.int_range(pl.len()) < 25).then(pl.lit("RUKAYAH")).otherwise("mother")
    people = pl.concat([people, strangers().with_columns(mother=of_one_mother)])
    cards = records(record("SITI AMINAH", "1954-12-31", "3271017112540005"))
    assert doubles(able(people), Shelf((people,)), able(cards))["position"].to_list() == [1] * is_double


def test_where_all_are_called_so_namesakes_stay_two_people() -> None:
    many = [
        record(
            "SITI AMINAH",
            (date(1950, 1, 2) + timedelta(days=7 * number)).isoformat(),
            None,
            sex="P",
            kk_key=f"{number:016d}",
            mother="RUKAYAH",
        )
        for number in range(1_500)
    ]
    people = records(
        record("SITI AMINAH", "1990-03-05", FULL, **(HOME | {"mother": "RUKAYAH"})),
        record(
            "SITI AMINAH",
            "1990-04-05",
            "3171044504900002",
            **(HOME | {"kk_key": "2" * 16, "mother": "RUKAYAH", "nik_born": date(1990, 4, 5)}),
        ),
        *many,
    )
    cards = records(record("SITI AMINAH", "1990-03-05", FULL))
    assert doubles(able(people), Shelf((people,)), able(cards))["position"].to_list() == []


@pytest.mark.parametrize(
    ("more", "is_double"),
    [
        pytest.param({}, True, id="a word less, a day that is a part off"),
        pytest.param({"mother": "ZAINAB"}, False, id="and another mother in another family"),
        pytest.param({"mother": "ZAINAB", "kk_key": "1" * 16}, True, id="and another mother in one family"),
        pytest.param({"mother": "ZAINAB", "name_folded": "SITI AMINAH"}, True, id="the whole name"),
    ],
)
def test_an_equal_number_beside_a_part_of_the_name_may_be_a_strangers(more: dict[str, str], is_double: bool) -> None:
    people = records(
        record("SITI AMINAH", "1990-03-05", NIK, **(HOME | PARENTS)),
        record("SITI", "1990-03-07", NIK, **(HOME | PARENTS | {"kk_key": "2" * 16})) | more,
    )
    assert len(doubles(able(people), Shelf((people,)), able(records()))) == is_double


def test_the_row_that_is_kept_is_no_second_row_itself() -> None:
    born = date(1990, 3, 5).isoformat()
    people = records(
        record("SITI AMINAH", born, "3171044503900202", **(HOME | {"mother": "RUKAYAH", "kk_key": "2" * 16})),
        record("SITI AMINA", born, FULL, **HOME),
        record("SITI AMINAH", born, FULL, **(HOME | {"mother": "RUKAYAH"})),
    )
    cards = records(record("SITI AMINAH", born, FULL))
    found = doubles(able(people), Shelf((people,)), able(cards))
    assert dict(found.rows()) == {0: 2, 1: 2}


@pytest.mark.parametrize(
    ("name", "number", "on_cards", "is_double"),
    [
        pytest.param("SITI A", "3271010503900006", [FULL], True, id="an initial"),
        pytest.param("SITI", "3271010503900006", [FULL], True, id="a word less"),
        pytest.param("SITI AMINAAH", "3271010503900006", [FULL], True, id="a letter more"),
        pytest.param("SITI AMINAT", "3271010503900006", [FULL], False, id="another letter, as twins have it"),
        pytest.param("SITI A", "3271010503900006", [FULL, "3271010503900006"], False, id="a card each"),
        pytest.param("SITI A", "3271010503900006", [], False, id="no card"),
    ],
)
def test_in_two_families_the_one_card_tells_though_numbers_follow_each_other(
    name: str, number: str, on_cards: list[str], is_double: bool
) -> None:
    people = records(
        record("SITI AMINAH", "1990-03-05", FULL, **(HOME | {"mother": "RUKAYAH"})),
        record(name, "1990-03-05", number, **(HOME | {"kk_key": "2" * 16, "mother": "RUKAYAH"})),
    )
    cards = records(record(), *(record("SITI AMINAH", "1990-03-05", on_card) for on_card in on_cards))
    assert doubles(able(people), Shelf((people,)), able(cards)).height == is_double


def test_a_card_without_a_birth_date_is_that_of_its_number() -> None:
    other = "3271040503900005"
    people = records(
        record("SITI AMINAH", "1990-03-05", FULL, **(HOME | {"mother": "RUKAYAH"})),
        record("SITI AMINHA", "1990-03-05", other, **(HOME | {"kk_key": "2" * 16, "mother": "RUKAYAH"})),
    )
    hers = record("SITI AMINAH", None, FULL)
    one, both = records(hers), records(hers, record("SITI AMINHA", "1990-03-05", "3271010503900055"))
    assert doubles(able(people), Shelf((people,)), able(one))["position"].to_list() == [1]
    assert doubles(able(people), Shelf((people,)), able(both)).is_empty()


@pytest.mark.parametrize(
    ("name", "cards", "is_double"),
    [
        pytest.param("SITI AMINAH", ["SITI AMINAH"], True, id="one name"),
        pytest.param("SITI AMINHA", ["SITI AMINAH"], True, id="two letters exchanged"),
        pytest.param("SITI AMINHA", ["SITI AMINAH", "SITI AMINHA"], False, id="each name on a card"),
        pytest.param("SITI AMINAR", ["SITI AMINAH"], True, id="a letter that makes no name"),
        pytest.param("SITI AMINAT", ["SITI AMINAH"], False, id="a letter that makes another name"),
    ],
)
def test_twins_in_two_families_have_a_name_each(name: str, cards: list[str], is_double: bool) -> None:
    people = records(
        record("SITI AMINAH", "1990-03-05", FULL, **(HOME | {"mother": "RUKAYAH"})),
        record(name, "1990-03-05", "3271040503900005", **(HOME | {"kk_key": "2" * 16, "mother": "RUKAYAH"})),
        record("AMINAT LESTARI", "1970-04-06", "3271014604700001", sex="P", kk_key="3" * 16),
        record("AMINAH DEWI", "1960-07-09", "3271014907600001", sex="P", kk_key="4" * 16),
    )
    numbers = [FULL, "3271010503900055"]
    held = records(record(), *(record(held, "1990-03-05", nik) for held, nik in zip(cards, numbers, strict=False)))
    assert doubles(able(people), Shelf((people,)), able(held))["position"].to_list() == [1] * is_double


@pytest.mark.parametrize("places", [("GARUT", "SUMEDANG"), ("SUMEDANG", "GARUT")])
def test_of_two_rows_that_differ_in_the_birthplace_alone_the_cells_choose_not_the_order(
    places: tuple[str, str],
) -> None:
    """The place of birth is never compared, but it is shown: it must not follow the order of rows."""
    people = records(
        *(record("SITI AMINAH", "1990-03-05", NIK, **(HOME | {"tempat_lahir": place})) for place in places)
    )
    found = doubles(able(people), Shelf((people,)), able(records()))
    assert people["tempat_lahir"].gather(found["better"]).to_list() == ["GARUT"]
