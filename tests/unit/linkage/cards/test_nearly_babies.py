"""Newborns' cards with a misspelt mark: what follows it must be the mother of the number's or the family's resident."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.cards.nearly_babies import with_nearly_babies

NIK = "3298015403260001"
KK = "3298010101150077"
CHILD = record("GRACIA SITORUS", "2026-03-14", NIK, mother="ROSMAWATI GINTING", kk_key=KK)
FATHER = record("BAYU GINTING", "1990-03-14", "3298011403900001", mother="GINTING", kk_key=KK)


def read(**card: Any) -> tuple[bool, str | None, str | None]:
    cards = with_nearly_babies(records(record(**card)), records(CHILD, FATHER))
    return cards.select("is_baby", "mother", "name_folded").row(0)


@pytest.mark.parametrize("mark", ["BAYIA", "BARYI", "BYI", "BAJI", "BBAYI", "VY", "AYI", "Y"])
def test_the_number_or_the_family_of_the_mothers_child_tells(mark: str) -> None:
    name = f"{mark} ROSMAWATI GINTING"
    baby = (True, "ROSMAWATI GINTING", None)
    assert read(name=name, nik=NIK) == read(name=name, kk_key=KK) == baby
    assert read(name=name) == (False, None, name)


@pytest.mark.parametrize("name", ["BAYU SANTOSO", "BARI RIDWAN", "BAIYAH ROSMAWATI GINTING", "BAYA"])
def test_a_name_stays_a_name(name: str) -> None:
    assert read(name=name, nik=NIK, kk_key=KK) == (False, None, name)


def test_what_a_resident_is_called_is_a_name() -> None:
    assert read(name="BAYU GINTING", nik="3298011403900001", kk_key=KK) == (False, None, "BAYU GINTING")


def test_no_cards_are_no_cards() -> None:
    assert with_nearly_babies(records(), records(CHILD)).is_empty()
