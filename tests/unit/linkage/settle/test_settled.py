"""What equal numbers settle, and which of them nothing is learnt of."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.cards.lenders import without_lender
from uhcmatch.linkage.link import able
from uhcmatch.linkage.settle.settled import settled
from uhcmatch.shelf import Parcel

NIK, FAMILY, OTHER_FAMILY = "3529050702610001", "1" * 16, "2" * 16


@pytest.mark.parametrize(
    ("card", "proven"),
    [
        pytest.param({"name": "SUPANDI"}, 1, id="the owner of the number"),
        pytest.param({"name": "PAK ANDI"}, 1, id="an alias, of the birth date of the number's owner"),
        pytest.param({"name": "PAK ANDI", "kk_key": FAMILY}, 1, id="an alias in the owner's family"),
        pytest.param({"name": "DUROWI"}, 0, id="name and birth date of another resident"),
        pytest.param({"name": "D ROWI", "kk_key": OTHER_FAMILY}, 0, id="family and birth date of another resident"),
        pytest.param({"name": "SITI", "kk_key": OTHER_FAMILY}, 0, id="name and family of another resident"),
        pytest.param({"name": "SITI"}, 1, id="a name that others bear, too"),
    ],
)
def test_nothing_is_learnt_of_a_card_that_is_rather_another_residents(card: dict[str, Any], proven: int) -> None:
    """A number a digit off hits whoever was born that day: what such pairs have in common teaches nothing."""
    people = records(
        record("SUPANDI", "1961-02-07", NIK, kk_key=FAMILY),
        record("DUROWI", "1961-02-07", "3529050702610003", kk_key=OTHER_FAMILY),
        record("SITI", "1963-05-01", "3529054105630001", kk_key=OTHER_FAMILY),
    )
    name = card.pop("name")
    cards = records(record(name, "1961-02-07", NIK, **card))
    assert settled(without_lender(able(people)), Parcel(able(cards)), 0.9).proven == proven


@pytest.mark.parametrize(("kk", "is_settled"), [(FAMILY, True), (OTHER_FAMILY, False), ("3" * 16, True), (None, True)])
def test_a_number_and_a_name_are_no_proof_where_the_card_names_a_namesakes_family(
    kk: str | None, is_settled: bool
) -> None:
    """Numbers looked up by name are those of the first who bears it."""
    people = records(
        record("SUPANDI", "1961-02-07", NIK, kk_key=FAMILY),
        record("SUPANDI", "1980-05-01", "3529050105800001", kk_key=OTHER_FAMILY),
    )
    cards = records(record("SUPANDI", None, NIK, kk_key=kk))
    assert settled(without_lender(able(people)), Parcel(able(cards)), 0.9).decided.height == is_settled
