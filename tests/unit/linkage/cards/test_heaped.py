"""Numbers that stand on so many rows that they are nobody's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.cards.heaped import without_heaps, without_heaps_of_cards

if TYPE_CHECKING:
    import polars as pl

NIK, OTHER = "3298010503900001", "3298014101900002"


def people(times: int) -> pl.DataFrame:
    copied = (record(f"NAMA{at}", "1990-03-05", NIK, nik_born=date(1990, 3, 5), nik_sex="L") for at in range(times))
    return records(*copied, record("SITI", "1990-01-01", OTHER, nik_born=date(1990, 1, 1), nik_sex="P"))


@pytest.mark.parametrize(("times", "is_kept"), [(1, True), (2, True), (3, False), (8, False)])
def test_three_residents_do_not_have_one_number(times: int, is_kept: bool) -> None:
    left, _ = without_heaps(people(times), records())
    assert left["nik_key"].to_list() == [NIK if is_kept else None] * times + [OTHER]
    assert left["nik_born"].null_count() == left["nik_sex"].null_count() == (0 if is_kept else times)
    assert left["name"].null_count() == 0


@pytest.mark.parametrize(("times", "is_kept"), [(3, True), (4, False)])
def test_of_many_cards_with_one_number_those_of_its_owner_keep_it(times: int, is_kept: bool) -> None:
    owner = records(record("BUDI", "1990-03-05", NIK))
    others = (record("BUDI", f"1991-03-{day:02}", NIK) for day in range(1, times))
    cards = records(record("BUDI", "1990-03-05", NIK), record("BUDI", None, NIK), *others)
    left = without_heaps_of_cards(cards, owner)["nik_key"].to_list()
    assert left == [NIK, NIK] + [NIK if is_kept else None] * (times - 1)


def test_nothing_is_done_where_no_number_is_repeated() -> None:
    nobody, of_nobody = without_heaps(records(), people(1))
    assert nobody.is_empty()
    assert of_nobody.equals(people(1))
    assert without_heaps_of_cards(people(1), records()).equals(people(1))


@pytest.mark.parametrize(("inmates", "is_family"), [(20, True), (21, False)])
def test_a_kk_of_more_than_a_family_is_nobodys(inmates: int, is_family: bool) -> None:
    of_home, of_family = "3298010101010001", "3298010101010002"
    residents = records(
        *(record(f"NAMA{at}", kk_key=of_home) for at in range(inmates)), record("SITI", kk_key=of_family)
    )
    cards = records(record("BUDI", kk_key=of_home), record("SITI", kk_key=of_family), record("ALYA"))
    left, of_cards = without_heaps(residents, cards)
    assert left["kk_key"].to_list() == [of_home if is_family else None] * inmates + [of_family]
    assert of_cards["kk_key"].to_list() == [of_home if is_family else None, of_family, None]
