"""A card that says only “baby of”: whose child it may mean, by the mother's name and the child's age."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.household import Household
from uhcmatch.linkage.compare.infancy import Infancy, infancy_level
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.compare.sex import Sex
from uhcmatch.linkage.decide.bounds import questioned

TODAY = date(2026, 6, 30)
"""The youngest birth in the register."""

AGES = {
    date(2026, 6, 30): Infancy.INFANT,
    date(2025, 7, 2): Infancy.INFANT,
    date(2025, 6, 1): Infancy.TODDLER,
    date(2023, 7, 2): Infancy.TODDLER,
    date(2023, 6, 1): Infancy.CHILD,
    date(2014, 7, 2): Infancy.CHILD,
    date(2014, 6, 1): Infancy.GROWN,
    date(1966, 10, 28): Infancy.GROWN,
    None: Infancy.MISSING,
}


def level(born: date | None, *, asked: bool | None) -> int:
    frame = pl.DataFrame({"born": [born], "asked": [asked]}, schema={"born": pl.Date, "asked": pl.Boolean})
    return int(frame.select(infancy_level(pl.col("born"), pl.lit(TODAY), pl.col("asked"))).item())


@pytest.mark.parametrize("born", AGES)
def test_age_at_the_day_of_the_register(born: date | None) -> None:
    assert level(born, asked=True) == AGES[born]


@pytest.mark.parametrize("asked", [False, None])
def test_other_cards_are_not_asked_for_an_age(asked: bool | None) -> None:
    assert level(date(2026, 1, 1), asked=asked) == Infancy.MISSING


NO_NUMBER, MOTHERS, OWN = Nik.MISSING, Nik.RELATIVES, Nik.EQUAL
IS_OF_ANOTHER = {
    (BirthDate.EQUAL, NO_NUMBER): False,
    (BirthDate.MISSING, NO_NUMBER): False,
    (BirthDate.SWAPPED, NO_NUMBER): False,
    (BirthDate.ONE_PART, MOTHERS): False,
    (BirthDate.SAME_YEAR, NO_NUMBER): False,
    (BirthDate.NEAR_YEAR, NO_NUMBER): True,
    (BirthDate.NEAR_YEAR, MOTHERS): True,
    (BirthDate.DIFFERENT, Nik.DIFFERENT): True,
    (BirthDate.NEAR_YEAR, Nik.ONE_SLIP): False,
    (BirthDate.DIFFERENT, Nik.ONE_SLIP): True,
    (BirthDate.NEAR_YEAR, OWN): False,
    (BirthDate.DIFFERENT, OWN): True,
}
"""A newborn's card of the same mother and KK: whether another child of hers is meant is told by date and number."""

LIKELY, HARDLY = 9_000, -4_000
"""Millibits."""


def is_of_another(
    birth_date: BirthDate,
    nik: Nik,
    *,
    is_baby: bool = True,
    date_from_nik: bool = False,
    mother: Name = Name.EQUAL,
    infancy: Infancy = Infancy.MISSING,
) -> bool:
    levels = {
        "birth_date": birth_date,
        "recorded_date": birth_date,
        "nik": nik,
        "household": Household.SAME,
        "name": Name.MISSING,
        "mother": mother,
        "infancy": infancy,
        "sex": Sex.EQUAL,
    }
    pair = levels | {"area": 0, "address": 0, "is_baby": is_baby, "date_from_nik": date_from_nik, "score": LIKELY}
    residents = pl.DataFrame({"nik_born": [None]}, schema={"nik_born": pl.Date})
    score = questioned(pl.DataFrame([pair]), residents)["score"].item()
    assert score in {HARDLY, LIKELY}
    return bool(score == HARDLY)


@pytest.mark.parametrize(("birth_date", "nik"), IS_OF_ANOTHER)
def test_another_birth_date_is_that_of_a_sibling(birth_date: BirthDate, nik: Nik) -> None:
    assert is_of_another(birth_date, nik) == IS_OF_ANOTHER[birth_date, nik]


def test_the_date_of_a_lent_number_and_other_cards_are_not_asked_for_it() -> None:
    assert not is_of_another(BirthDate.DIFFERENT, MOTHERS, date_from_nik=True)
    assert not is_of_another(BirthDate.DIFFERENT, NO_NUMBER, is_baby=False)


@pytest.mark.parametrize(
    ("mother", "infancy", "expected"),
    [
        (Name.EQUAL, Infancy.GROWN, False),
        (Name.PARTLY, Infancy.GROWN, True),
        (Name.PARTLY, Infancy.CHILD, False),
        (Name.MISSING, Infancy.GROWN, False),
    ],
)
def test_a_grown_resident_of_another_mother_is_no_newborn(mother: Name, infancy: Infancy, expected: bool) -> None:
    told = is_of_another(BirthDate.DIFFERENT, MOTHERS, date_from_nik=True, mother=mother, infancy=infancy)
    assert told == expected
