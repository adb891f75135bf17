"""Newborns' cards with the birth date of a grown-up: it is left out."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.cards.impossible_dates import without_impossible_dates


@pytest.mark.parametrize(
    ("born", "is_baby", "is_left"),
    [
        pytest.param("1994-12-09", True, False, id="the mother's"),
        pytest.param("2012-12-31", True, False, id="before there were such cards"),
        pytest.param("2013-01-01", True, True, id="a child of two"),
        pytest.param("1994-12-09", False, True, id="a grown-up's card"),
    ],
)
def test_a_newborn_has_no_date_of_a_grown_up(born: str, is_baby: bool, is_left: bool) -> None:
    cards = records(record(born=born, is_baby=is_baby, mother="SITI"), record(born="2025-03-01", is_baby=True))
    left = without_impossible_dates(cards)
    assert left["born"].to_list() == [date.fromisoformat(born) if is_left else None, date(2025, 3, 1)]
    of_date = ("born", "born_is_default", "tanggal_tertulis")
    assert left.drop(of_date).equals(cards.drop(of_date))
    assert (left["born_is_default"][0] is not None) == is_left
