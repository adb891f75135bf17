"""Whose number a card bears, and what follows from it."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.cards.lenders import OF_CARDS, with_lender_kk

FAMILY, OTHER_FAMILY = "1" * 16, "2" * 16
OWNER, WIFE, NAMESAKE = "3298010503700001", "3298014506720002", "3298011204800003"
PEOPLE = records(
    record("BUDI", "1970-03-05", OWNER, kk_key=FAMILY),
    record("SITI", "1972-06-05", WIFE, kk_key=FAMILY),
    record("PUTRA", "2026-01-10", None, kk_key=FAMILY),
    record("BUDI", "1980-04-12", NAMESAKE, kk_key=OTHER_FAMILY),
)


@pytest.mark.parametrize(
    ("card", "told"),
    [
        pytest.param(record("BUDI", "1970-03-05", OWNER), {}, id="his own"),
        pytest.param(record("SITI", "1970-03-05", OWNER), {"named_kk": FAMILY, "dated_kk": FAMILY}, id="his line"),
        pytest.param(record("SITI", "1972-06-05", OWNER), {"named_kk": FAMILY}, id="his number, her date"),
        pytest.param(record("SITI", None, OWNER), {"named_kk": FAMILY}, id="no date"),
        pytest.param(record("BUD", "1972-06-05", OWNER), {"dated_kk": FAMILY, "named_kk": None}, id="the line below"),
        pytest.param(record("BUDI", "2026-01-10", OWNER), {}, id="a small child's date"),
        pytest.param(
            record("BUDI", "1980-04-12", OWNER, kk_key=OTHER_FAMILY),
            {"namesake_kk": OTHER_FAMILY},
            id="looked up by name",
        ),
        pytest.param(
            record("BUDI", "1970-03-05", OWNER, kk_key=OTHER_FAMILY),
            {"namesake_kk": OTHER_FAMILY, "dated_kk": OTHER_FAMILY},
            id="looked up with the date",
        ),
        pytest.param(record("BUDI", "1970-03-05", OWNER, kk_key="3" * 16), {}, id="an old family card"),
    ],
)
def test_what_a_number_on_a_card_says_of_families(card: dict[str, Any], told: dict[str, str | None]) -> None:
    of_card = with_lender_kk(records(card), PEOPLE).select(OF_CARDS).row(0, named=True)
    is_named = {"named_kk": FAMILY} if card["name"] == "BUDI" else {}
    assert of_card == {"lender_kk": FAMILY, **dict.fromkeys(OF_CARDS[1:]), **is_named, **told}


@pytest.mark.parametrize(
    ("name", "more", "is_named"),
    [
        pytest.param("SITI AMINAT", {"sex": "P"}, True, id="her sex"),
        pytest.param("SITI AMINAT", {"mother": "RUKAYAH"}, True, id="her mother"),
        pytest.param("SITI AMINAT", {"sex": "L", "mother": "ZAINAB"}, False, id="his sex and mother"),
        pytest.param("SITI AMINAT", {}, False, id="neither"),
        pytest.param("AMINAT", {"sex": "P"}, False, id="another name"),
        pytest.param("BUDIMANN", {"sex": "P"}, False, id="nearly his own name"),
    ],
)
def test_a_name_that_is_nearly_a_relatives_needs_their_sex_or_mother(
    name: str, more: dict[str, str], is_named: bool
) -> None:
    people = records(
        record("BUDIMAN", "1970-03-05", OWNER, kk_key=FAMILY, sex="L", mother="ZAINAB"),
        record("SITI AMINAH", "1972-06-05", WIFE, kk_key=FAMILY, sex="P", mother="RUKAYAH"),
    )
    told = with_lender_kk(records(record(name, "1970-03-05", OWNER, **more)), people)
    assert told["named_kk"].to_list() == [FAMILY if is_named else None]


@pytest.mark.parametrize(
    ("name", "is_named"),
    [
        pytest.param("SITI AMINAT", True, id="nearly her name"),
        pytest.param("SITI", True, id="a part of her name"),
        pytest.param("SITI AMINAH RUKMANA", True, id="more than her name"),
        pytest.param("AMINAT SITI", True, id="nearly her name, in another order"),
        pytest.param("AMINAT", False, id="another name"),
        pytest.param("BUDI", False, id="a part of his own name, and of hers"),
    ],
)
def test_who_has_a_card_has_no_other_in_a_relatives_name(name: str, is_named: bool) -> None:
    people = records(
        record("BUDI HARTONO", "1970-03-05", OWNER, kk_key=FAMILY),
        record("SITI AMINAH", "1972-06-05", WIFE, kk_key=FAMILY),
        record("BUDI SETIAWAN", "1999-06-05", NAMESAKE, kk_key=FAMILY),
    )
    card = records(record(name, "1970-03-05", OWNER))
    held = pl.Series([0], dtype=pl.UInt32)
    assert with_lender_kk(card, people, held)["named_kk"].to_list() == [FAMILY if is_named else None]
    assert with_lender_kk(card, people, held.clear())["named_kk"].to_list() == [None]


def test_a_number_that_nobody_bears_says_nothing() -> None:
    assert with_lender_kk(records(record("BUDI", None, "3298019999999999")), PEOPLE).select(OF_CARDS).row(0) == (
        (None,) * len(OF_CARDS)
    )
