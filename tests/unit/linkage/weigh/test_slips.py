from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from uhcmatch.linkage.weigh import slips
from uhcmatch.linkage.weigh.model import Model
from uhcmatch.linkage.weigh.slips import beside_date

if TYPE_CHECKING:
    from collections.abc import Sequence

CODE = "nik.ONE_SLIP_AND_DATE"
ODD = "nik.SHORT_OR_LONG_AND_DATE"
DAYS = [f"{day:02}{month:02}{year}" for day in range(1, 29) for month in range(1, 13) for year in (71, 82, 93)]


def weight(*ends: tuple[str, str], code: str = CODE) -> float:
    """Return the weight where on every day somebody has each of these regions and serials."""
    numbers = [region + day + serial for day in DAYS for region, serial in ends]
    return weight_of(numbers, numbers, code=code)


def weight_of(people: Sequence[str | None], cards: Sequence[str | None], code: str = CODE) -> float:
    """Return the weight where the cards that no number settled have these."""
    residents, remaining = (
        pl.DataFrame({"nik_key": numbers}, schema={"nik_key": pl.String}) for numbers in (people, cards)
    )
    return beside_date(Model(), residents, remaining).bits[code]


def test_a_digit_lost_beside_the_same_date_speaks_for_one_person_even_among_neighbours() -> None:
    crowded = weight(("329801", "0001"), ("329801", "0002"), ("329802", "0001"), code=ODD)
    lonely = weight(("329801", "0001"), ("327512", "0416"), ("110823", "0932"), code=ODD)
    assert 3 < crowded < Model().bits[ODD] < lonely == Model().bits["nik.SHORT_OR_LONG"]


def test_without_neighbours_the_shipped_weight_holds() -> None:
    shipped = Model().bits[ODD]
    assert weight(("329801", "0001"), code=ODD) == shipped
    assert weight_of(["A-1", None], ["A-1", None], ODD) == shipped


def test_some_days_tell_what_all_tell_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    people = [f"3298{at % 5 + 1:02}{DAYS[at % len(DAYS)]}{at // 90 % 4 + 1:04}" for at in range(20_000)]
    whole = weight_of(people, people, ODD)
    monkeypatch.setattr(slips, "_RESIDENTS", 2_000)
    some = weight_of(people, people, ODD)
    assert some == weight_of(people[::-1], people, ODD)
    assert whole != some == pytest.approx(whole, abs=0.3)


def test_a_slip_says_more_where_strangers_have_numbers_of_another_place() -> None:
    people = [region + day + serial for day in DAYS for region in ("329801", "329802") for serial in ("0001", "0002")]
    from_here = ["329801" + day + "0003" for day in DAYS]
    from_afar = ["110823" + day + "0003" for day in DAYS]
    near, half, far = (weight_of(people, cards) for cards in (from_here, from_here + from_afar, from_afar))
    assert near < half < far
    assert half - near == pytest.approx(1, abs=0.1)
    assert near == weight_of(people, [])
