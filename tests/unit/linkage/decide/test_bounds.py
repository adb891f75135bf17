"""What may only be asked about: relatives and neighbours, told by what contradicts beside a number."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from uhcmatch.linkage.compare.address import Address
from uhcmatch.linkage.compare.area import Area
from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.household import Household
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.compare.sex import Sex
from uhcmatch.linkage.decide.bounds import questioned

LIKELY, EVEN, LESS = 9_000, 0, -2_000
"""Millibits."""
PEOPLE = pl.DataFrame({"nik_born": [date(1990, 3, 5)]})


@pytest.mark.parametrize(
    ("nik", "name", "recorded", "sex", "expected"),
    [
        pytest.param(Nik.ONE_SLIP, Name.DIFFERENT, BirthDate.EQUAL, Sex.DIFFERENT, EVEN, id="husband and wife"),
        pytest.param(Nik.RELATIVES, Name.LATER_TOKENS, BirthDate.EQUAL, Sex.DIFFERENT, EVEN, id="brother and sister"),
        pytest.param(Nik.ONE_SLIP, Name.DIFFERENT, BirthDate.EQUAL, Sex.EQUAL, LIKELY, id="an alias"),
        pytest.param(Nik.ONE_SLIP, Name.EQUAL, BirthDate.EQUAL, Sex.DIFFERENT, LIKELY, id="a wrong sex"),
        pytest.param(Nik.EQUAL, Name.DIFFERENT, BirthDate.EQUAL, Sex.DIFFERENT, LIKELY, id="her number and date"),
        pytest.param(Nik.EQUAL, Name.DIFFERENT, BirthDate.NEAR_YEAR, Sex.DIFFERENT, EVEN, id="numbers slid by a row"),
        pytest.param(Nik.EQUAL, Name.DIFFERENT, BirthDate.ONE_PART, Sex.DIFFERENT, EVEN, id="slid, born near"),
        pytest.param(Nik.EQUAL, Name.DIFFERENT, BirthDate.NEAR_YEAR, Sex.EQUAL, LIKELY, id="a date corrected"),
        pytest.param(Nik.EQUAL, Name.EQUAL, BirthDate.NEAR_YEAR, Sex.DIFFERENT, LIKELY, id="her name and number"),
    ],
)
def test_another_sex_beside_another_name_is_another_person(
    nik: Nik, name: Name, recorded: BirthDate, sex: Sex, expected: int
) -> None:
    assert score_of(nik=nik, name=name, recorded_date=recorded, sex=sex) == expected


@pytest.mark.parametrize(
    ("name", "area", "address", "expected"),
    [
        pytest.param(Name.DIFFERENT, Area.SAME_KECAMATAN, Address.DIFFERENT, EVEN, id="elsewhere"),
        pytest.param(Name.DIFFERENT, Area.SAME_KELURAHAN, Address.DIFFERENT, EVEN, id="another door of the kelurahan"),
        pytest.param(Name.LATER_TOKENS, Area.SAME_KELURAHAN, Address.DIFFERENT, LIKELY, id="a word agrees"),
        pytest.param(Name.DIFFERENT, Area.SAME_KELURAHAN, Address.MISSING, LIKELY, id="the kelurahan is all it says"),
        pytest.param(Name.DIFFERENT, Area.SAME_RT, Address.DIFFERENT, LIKELY, id="the RT"),
    ],
)
def test_a_number_beside_nothing_is_not_enough(name: Name, area: Area, address: Address, expected: int) -> None:
    undated = {"date_from_nik": True, "household": Household.MISSING}
    assert score_of(nik=Nik.EQUAL, name=name, area=area, address=address, **undated) == expected


@pytest.mark.parametrize(
    ("name", "household", "mother", "expected"),
    [
        pytest.param(Name.DIFFERENT, Household.SAME, Name.MISSING, EVEN, id="of one family"),
        pytest.param(Name.PARTLY, Household.OTHER, Name.EQUAL, EVEN, id="of one mother"),
        pytest.param(Name.SLIP, Household.SAME, Name.EQUAL, LIKELY, id="the name but for a letter"),
        pytest.param(Name.DIFFERENT, Household.OTHER, Name.MISSING, LIKELY, id="of nobody's family"),
    ],
)
def test_a_number_that_follows_beside_another_name_is_a_twins(
    name: Name, household: Household, mother: Name, expected: int
) -> None:
    told = {"nik": Nik.ONE_SLIP, "name": name, "household": household, "mother": mother}
    assert score_of(**told, follows=True) == expected
    assert score_of(**told) == LIKELY


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param({}, EVEN, id="another number"),
        pytest.param({"household": Household.OTHER, "mother": Name.EQUAL, "address": 0}, EVEN, id="of one mother"),
        pytest.param({"nik": Nik.TWO_SLIPS}, EVEN, id="two digits of it"),
        pytest.param({"nik": Nik.TWO_SLIPS, "is_unissued": True}, LIKELY, id="mistyped"),
        pytest.param({"numbers_say_other_dates": True}, LIKELY, id="of two days"),
        pytest.param({"name": Name.FEWER_TOKENS}, LIKELY, id="a part of the name"),
        pytest.param({"household": Household.OTHER, "address": 0}, LIKELY, id="of another family"),
    ],
)
def test_two_numbers_of_one_day_beside_half_a_name_are_twins(told: dict[str, int], expected: int) -> None:
    twins = {"nik": Nik.DIFFERENT, "name": Name.LATER_TOKENS, "has_grammar": True}
    assert score_of(**twins | told) == expected


def test_a_name_of_the_owners_family_beside_a_number_is_a_relatives() -> None:
    told = {"nik": Nik.EQUAL, "name": Name.FEWER_TOKENS, "date_from_nik": True}
    assert score_of(**told, names_another=True) == EVEN
    assert score_of(**told) == LIKELY
    assert score_of(**told | {"name": Name.EQUAL}, names_another=True) == LIKELY
    assert score_of(**told | {"date_from_nik": False}, names_another=True) == LIKELY


@pytest.mark.parametrize(
    ("recorded", "sex", "expected"),
    [
        pytest.param(BirthDate.SAME_YEAR, Sex.DIFFERENT, EVEN, id="another day and another sex"),
        pytest.param(BirthDate.SAME_YEAR, Sex.EQUAL, LIKELY, id="another day"),
        pytest.param(BirthDate.EQUAL, Sex.DIFFERENT, LIKELY, id="another sex"),
    ],
)
def test_a_newborn_of_another_day_and_sex_is_another_child(recorded: BirthDate, sex: Sex, expected: int) -> None:
    card = {"is_baby": True, "nik": Nik.MISSING, "name": Name.MISSING, "mother": Name.EQUAL}
    assert score_of(**card, birth_date=recorded, recorded_date=recorded, sex=sex) == expected


def test_a_name_beside_quite_another_date_and_mother_is_a_namesakes() -> None:
    told = {"name": Name.EQUAL, "birth_date": BirthDate.DIFFERENT, "recorded_date": BirthDate.DIFFERENT}
    assert score_of(nik=Nik.MISSING, **told) == LIKELY
    told["mother"] = Name.DIFFERENT
    assert score_of(nik=Nik.MISSING, **told) == EVEN
    assert score_of(nik=Nik.ONE_SLIP, **told) == LIKELY
    assert score_of(nik=Nik.MISSING, date_from_nik=True, **told) == LIKELY


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param({}, EVEN, id="no mother named"),
        pytest.param({"mother": Name.EQUAL}, LIKELY, id="of one mother, in one family"),
        pytest.param({"mother": Name.SLIP}, LIKELY, id="of nearly one mother"),
        pytest.param({"mother": Name.EQUAL, "household": Household.OTHER}, EVEN, id="of one mother, in two families"),
        pytest.param({"mother": Name.PARTLY}, EVEN, id="of two mothers"),
    ],
)
def test_a_number_beside_a_part_of_the_name_and_quite_another_date(more: dict[str, int], expected: int) -> None:
    told = {"name": Name.FEWER_TOKENS, "birth_date": BirthDate.DIFFERENT, "recorded_date": BirthDate.DIFFERENT}
    assert score_of(**told, **more) == expected


def test_a_number_alone_is_worth_less_than_its_score() -> None:
    slid = {"nik": Nik.EQUAL, "recorded_date": BirthDate.NEAR_YEAR, "sex": Sex.DIFFERENT}
    assert score_of(**slid, score=1_000) == LESS
    assert score_of(**slid, score=-1_000) == LESS - 2_000
    assert score_of(**slid, name=Name.EQUAL, score=1_000) == 1_000


def score_of(**told: int) -> int:
    pair = {
        "nik": Nik.EQUAL,
        "name": Name.DIFFERENT,
        "mother": Name.MISSING,
        "birth_date": BirthDate.EQUAL,
        "recorded_date": BirthDate.EQUAL,
        "sex": Sex.EQUAL,
        "household": Household.SAME,
        "area": Area.SAME_RT,
        "address": Address.SAME_HOUSE,
        "infancy": 0,
        "is_baby": False,
        "date_from_nik": False,
        "follows": False,
        "has_grammar": False,
        "has_families": True,
        "numbers_say_other_dates": False,
        "is_unissued": False,
        "names_another": False,
        "date_is_lent": False,
        "is_of_namesake": False,
        "score": LIKELY,
    }
    return int(questioned(pl.DataFrame([pair | told]), PEOPLE)["score"].item())
