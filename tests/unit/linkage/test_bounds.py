"""What may only be asked about: relatives and neighbours, told by what contradicts beside a number."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from uhcmatch.linkage.bounds import questioned
from uhcmatch.linkage.compare.address import Address
from uhcmatch.linkage.compare.area import Area
from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.household import Household
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.compare.sex import Sex

LIKELY, EVEN = 9_000, 0
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
    pair = {
        "nik": nik,
        "name": name,
        "mother": Name.MISSING,
        "birth_date": BirthDate.EQUAL,
        "recorded_date": recorded,
        "sex": sex,
        "household": Household.SAME,
        "area": Area.SAME_RT,
        "address": Address.SAME_HOUSE,
        "infancy": 0,
        "is_baby": False,
        "date_from_nik": False,
        "score": LIKELY,
    }
    assert questioned(pl.DataFrame([pair]), PEOPLE)["score"].item() == expected
