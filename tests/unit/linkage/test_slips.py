from __future__ import annotations

import polars as pl
import pytest

from uhcmatch.linkage import slips
from uhcmatch.linkage.model import Model
from uhcmatch.linkage.slips import beside_date

CODE = "nik.ONE_SLIP_AND_DATE"
ODD = "nik.SHORT_OR_LONG_AND_DATE"
DAYS = [f"{day:02}{month:02}{year}" for day in range(1, 29) for month in range(1, 13) for year in (71, 82, 93)]


def weight(*ends: tuple[str, str], code: str = CODE) -> float:
    """Return the weight where on every day somebody has each of these regions and serials."""
    numbers = [region + day + serial for day in DAYS for region, serial in ends]
    return beside_date(Model(), pl.DataFrame({"nik_key": numbers})).bits[code]


def test_a_slip_beside_the_same_date_speaks_against_where_neighbours_differ_by_no_more() -> None:
    crowded = weight(("329801", "0001"), ("329801", "0002"), ("329802", "0001"))
    assert crowded < -4
    assert crowded < weight(("329801", "0001"), ("329812", "0147"), ("329801", "0002"), ("320433", "0316")) < -2


def test_a_slip_speaks_for_one_person_where_nobody_is_near() -> None:
    assert weight(("329801", "0001"), ("327512", "0416"), ("110823", "0932")) > 2


def test_a_digit_lost_beside_the_same_date_speaks_for_one_person_even_among_neighbours() -> None:
    crowded = weight(("329801", "0001"), ("329801", "0002"), ("329802", "0001"), code=ODD)
    lonely = weight(("329801", "0001"), ("327512", "0416"), ("110823", "0932"), code=ODD)
    assert 3 < crowded < Model().bits[ODD] < lonely == Model().bits["nik.SHORT_OR_LONG"]


def test_without_neighbours_the_shipped_weight_holds() -> None:
    shipped = Model().bits[CODE]
    assert weight(("329801", "0001")) == shipped
    assert beside_date(Model(), pl.DataFrame({"nik_key": ["A-1", None]})).bits[CODE] == shipped


def test_some_days_tell_what_all_tell_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    people = [f"3298{at % 5 + 1:02}{DAYS[at % len(DAYS)]}{at // 90 % 4 + 1:04}" for at in range(20_000)]
    in_order, reverse = (pl.DataFrame({"nik_key": order}) for order in (people, people[::-1]))
    whole = beside_date(Model(), in_order).bits[CODE]
    monkeypatch.setattr(slips, "_RESIDENTS", 2_000)
    some = beside_date(Model(), in_order).bits[CODE]
    assert some == beside_date(Model(), reverse).bits[CODE]
    assert whole != some == pytest.approx(whole, abs=0.3)
