"""Numbers of families typed for a NIK."""

from __future__ import annotations

from typing import Any

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.cards.family_numbers import without_family_numbers

KK, NIK = "3298010203150077", "3298010203150001"
CHILD = record("GRACIA SITORUS", "2015-03-14", NIK, mother="ROSMAWATI", kk_key=KK)


def read(**card: Any) -> tuple[str | None, str | None]:
    cards = without_family_numbers(records(record(**card)), records(CHILD))
    return cards.select("nik_key", "kk_key").row(0)


def test_the_number_of_the_familys_own_member_is_its_family() -> None:
    family = (None, KK)
    assert read(name="GRACIA SITORUS", nik=KK) == family
    assert read(name="G SITORUS", born="2015-03-14", nik=KK) == family
    assert read(mother="ROSMAWATI", is_baby=True, nik=KK) == family


def test_a_number_that_the_card_gives_for_its_family_is_no_nik() -> None:
    assert read(name="BAYU", nik="3298010203150099", kk_key="3298010203150099") == (None, "3298010203150099")


def test_a_mistyped_number_may_be_some_familys() -> None:
    assert read(name="BAYU", nik=KK) == (KK, None)


def test_a_residents_number_is_theirs() -> None:
    assert read(name="GRACIA SITORUS", nik=NIK, kk_key=NIK) == (NIK, NIK)


def test_the_family_that_the_card_names_stays() -> None:
    assert read(name="GRACIA SITORUS", nik=KK, kk_key="3298010203150055") == (None, "3298010203150055")
