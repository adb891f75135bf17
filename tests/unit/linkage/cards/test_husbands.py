"""Wives' cards under their husband's name: he is a man of the register, and no woman is called so."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.cards.husbands import without_husbands_names

KK, ANOTHER_KK = "3298010101150077", "3298010101150099"
HIS, HERS = "3298011103850001", "3298015407880002"
HUSBAND = record("BAYU SANTOSO", "1985-03-11", HIS, sex="L", kk_key=KK)
WIFE = record("SITI AMINAH", "1988-07-14", HERS, sex="P", kk_key=KK)
RATNA = record("RATNA DEWI", "1990-05-02", "3298014205900001", sex="P", kk_key=ANOTHER_KK)
DWI = record("DWI LESTARI", "1970-05-02", "3298010205700001", sex="L", kk_key=ANOTHER_KK)
DWI_TOO = record("DWI LESTARI", "1979-09-09", "3298014909790001", sex="P", kk_key="3298010101150055")


def name_of(name: str, **card: Any) -> str | None:
    card = {"is_wife": True, "sex": "P", **card}
    cards = without_husbands_names(
        records(record("AGUS"), record(name, **card)), records(HUSBAND, WIFE, RATNA, DWI, DWI_TOO)
    )
    assert cards["name"][0] == "AGUS"
    left = cards.select("name", "name_folded", "name_joined", "name_sorted").row(1)
    assert len({cell is None for cell in left}) == 1
    folded: str | None = left[1]
    return folded


@pytest.mark.parametrize("more", [{}, {"nik": HERS}, {"nik": HIS}, {"kk_key": KK}, {"sex": None}])
def test_a_mans_name_is_the_husbands(more: dict[str, Any]) -> None:
    assert name_of("BAYU SANTOSO", **more) is None


@pytest.mark.parametrize(
    ("name", "more"),
    [
        pytest.param("BAYU SANTOSO", {"is_wife": False}, id="no mark of a wife"),
        pytest.param("BAYU SANTOSO", {"sex": "L"}, id="a man's card"),
        pytest.param("RATNA DEWI", {}, id="her own"),
        pytest.param("ROSMAWATI", {}, id="of nobody here"),
        pytest.param("DWI LESTARI", {}, id="a man's and a woman's"),
        pytest.param("DWI LESTARI", {"kk_key": ANOTHER_KK, "born": "1979-09-09"}, id="his family, her birth date"),
    ],
)
def test_what_may_be_her_own_stays(name: str, more: dict[str, Any]) -> None:
    assert name_of(name, **more) == name


def test_of_a_name_of_both_the_family_tells() -> None:
    assert name_of("DWI LESTARI", kk_key=ANOTHER_KK) is None
    assert name_of("DWI LESTARI", nik=RATNA["nik"]) is None
    assert name_of("DWI LESTARI", nik=WIFE["nik"]) == "DWI LESTARI"
