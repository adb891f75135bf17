from __future__ import annotations

import polars as pl
import pytest

from uhcmatch.linkage.compare.area import Area
from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.household import Household
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.decide.rules import rule


@pytest.mark.parametrize(
    ("nik", "name", "code"),
    [
        (Nik.EQUAL, Name.SLIP, "nik_nama"),
        (Nik.EQUAL, Name.DIFFERENT, "nik_tanggal"),
        (Nik.ONE_SLIP, Name.FEWER_TOKENS, "nik_selip"),
        (Nik.SHORT_OR_LONG, Name.SLIP, "nik_kurang_lebih"),
        (Nik.SHORT_OR_LONG, Name.PARTLY, "gabungan"),
        (Nik.RELATIVES, Name.EQUAL, "nik_keluarga"),
        (Nik.PREFIX, Name.EQUAL, "nik_15_angka"),
        # Its sentence says that the name agrees: where it does not, the word is another.
        (Nik.ONE_SLIP, Name.DIFFERENT, "gabungan"),
        (Nik.RELATIVES, Name.LATER_TOKENS, "gabungan"),
        (Nik.PREFIX, Name.DIFFERENT, "gabungan"),
        (Nik.DIFFERENT, Name.EQUAL, "nama_tanggal_kk"),
    ],
)
def test_the_word_for_a_decision_is_true(nik: Nik, name: Name, code: str) -> None:
    assert word(nik, name) == code


def test_a_date_that_is_the_numbers_agrees_with_nothing() -> None:
    assert word(Nik.EQUAL, Name.DIFFERENT, is_from_nik=True) == "nik_sama_nama_beda"
    assert word(Nik.EQUAL, Name.EQUAL, is_from_nik=True) == "nik_nama"


def word(nik: Nik, name: Name, *, is_from_nik: bool = False) -> str:
    day = int(BirthDate.EQUAL)
    levels = {"nik": nik, "name": name, "birth_date": day, "recorded_date": day}
    levels |= {"household": Household.SAME, "area": Area.SAME_RT, "mother": Name.MISSING}
    pair = pl.DataFrame({column: [int(level)] for column, level in levels.items()}).with_columns(
        is_baby=False, date_from_nik=is_from_nik
    )
    return str(pair.select(rule()).item())
