"""Numbers that were looked up by name, told by how many cards agree in number and name and in nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.cards.looked_up import without_looked_up
from uhcmatch.linkage.settle.verified import verified

if TYPE_CHECKING:
    import polars as pl

HOME = {"kelurahan_key": "MEKAR", "rt": "005"}
NO_HOME: dict[str, Any] = {"kelurahan_key": None, "rt": None}
_FIRST = date(1970, 3, 5)


def owner(at: int, **more: Any) -> dict[str, Any]:
    name = f"BUDI {chr(65 + at // 676)}{chr(65 + at // 26 % 26)}{chr(65 + at % 26)}A"
    born = _FIRST + timedelta(days=at)
    return record(name, born.isoformat(), f"329801{born:%d%m%y}{at % 9_000 + 1_000:04}", kk_key=str(at), **HOME) | more


def card(at: int, *, years: int = 0, default: bool = False, away: bool = False, **more: Any) -> dict[str, Any]:
    """The card of an owner; of another date, that many years off, it says another month and day too."""
    of = owner(at)
    born = (of["born"] + timedelta(days=365 * years + 40)) if years else of["born"]
    born = born.replace(month=12, day=31) if default else born
    elsewhere = {"kelurahan_key": "SUKASARI", "rt": "001", "kk_key": f"x{at}"} if away else {}
    return of | {"born": born, "born_is_default": default} | elsewhere | more


def decided(
    *cards: dict[str, Any], without: int = 0, at_home: int = 1_500, names: str | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The cards as they are compared and the pairs left, beside cards at home of whom some have a wrong date."""
    sure = [card(2_000 + at, years=9 * (at < without)) for at in range(at_home)]
    people = [owner(at) for at in range(2_000 + at_home)]
    if names:
        people = [one | {"name_sorted": names} for one in people]
        cards = tuple(one | {"name_sorted": names} for one in cards)
    made_people, made = records(*people), records(*cards, *sure)
    return without_looked_up(made_people, made, verified(made_people, made))


def count_left(*cards: dict[str, Any], **towns: Any) -> int:
    left, kept = decided(*cards, **towns)
    lacking = left["nik_key"].null_count()
    assert kept.height == left.height - lacking
    return len(cards) - lacking


@pytest.mark.parametrize(
    ("how", "left"),
    [
        pytest.param({"years": 9, "away": True}, 0, id="quite another date, from elsewhere"),
        pytest.param({"years": 3, "away": True}, 0, id="some years off"),
        pytest.param({"years": 9, "default": True, "away": True}, 0, id="a default day that is no guess"),
        pytest.param({"years": 3, "default": True, "away": True}, 12, id="an age that was guessed"),
        pytest.param({"years": 9}, 12, id="at the owner's home"),
        pytest.param({"away": True}, 12, id="the owner's date"),
        pytest.param({"years": 9, "away": True, "born": None}, 12, id="no date"),
    ],
)
def test_numbers_are_left_out_that_come_with_other_dates_far_oftener_than_at_home(
    how: dict[str, Any], left: int
) -> None:
    assert count_left(*(card(at, **how) for at in range(12))) == left


def test_where_dates_are_wrong_at_home_as_often_they_are_wrong_elsewhere() -> None:
    strange = [card(at, years=9, away=True) for at in range(12)]
    usual = [card(100 + at, away=True) for at in range(500)]
    assert count_left(*strange, *usual, without=30) == 512
    assert count_left(*strange, *usual, without=1) == 500


def test_one_card_is_no_pattern() -> None:
    assert count_left(card(0, years=9, away=True)) == 1


def test_what_is_too_much_is_doubted() -> None:
    """Of owners who have another card; of those who have none only what is more than mistakes together would be."""
    usual = [card(100 + at, away=True) for at in range(500)]
    twice = [card(100 + at) for at in range(500)]
    strange = [card(100 + at, years=9, away=True) for at in range(14)]
    _, kept = decided(*usual, *twice, *strange, without=120)
    doubted = kept.filter(kept["doubt"] > 0)
    assert doubted.height == 0
    _, kept = decided(*usual, *twice, *strange, without=40)
    doubted = kept.filter(kept["doubt"] > 0)
    assert doubted["is_second"].all()
    assert doubted.height == 14
    assert 0 < doubted["doubt"].sum() < 14


def test_without_homes_names_that_nobody_else_bears_tell_how_often_dates_are_wrong() -> None:
    of_many = [card(at, years=9, name_sorted="SITI", **NO_HOME) for at in range(12)]
    people = [owner(at) | ({"name_sorted": "SITI"} if at < 12 else {}) for at in range(1_600)]
    alone = [card(12 + at, **NO_HOME, kk_key=None) for at in range(1_500)]
    made_people, made = records(*people), records(*(one | {"kk_key": None} for one in of_many), *alone)
    left, _ = without_looked_up(made_people, made, verified(made_people, made))
    assert left["nik_key"].null_count() == 12
    at_home = records(*(one | HOME | {"kk_key": None} for one in of_many), *alone)
    left, _ = without_looked_up(made_people, at_home, verified(made_people, at_home))
    assert left["nik_key"].null_count() == 0


def test_few_cards_tell_nothing() -> None:
    assert count_left(*(card(at, years=9, away=True) for at in range(12)), at_home=500, names="SITI") == 12


def mothers(*cards: dict[str, Any], wrong: int = 0) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Cards of owners who all have a mother in the register, beside cards at home that name her, or `wrong` another."""
    sure = [card(2_000 + at, mother="WATI" if at < wrong else "SUMINAH") for at in range(1_500)]
    people = records(*(owner(at, mother="SUMINAH") for at in range(3_500)))
    made = records(*cards, *sure)
    return without_looked_up(people, made, verified(people, made))


def test_another_mother_tells_of_second_cards_beside_the_very_date() -> None:
    """The number was looked up, and the date with it: neither is compared."""
    own = [card(at, mother="SUMINAH") for at in range(12)]
    second = [card(at, away=True, mother="WATI") for at in range(12)]
    left, kept = mothers(*second, *own)
    assert left["nik_key"].head(12).null_count() == left["born"].head(12).null_count() == 12
    assert kept.height == left.height - 12
    left, _ = mothers(*second, *own, wrong=1_000)
    assert left["nik_key"].null_count() == left["born"].null_count() == 0


@pytest.mark.parametrize(
    ("how", "is_left"),
    [
        pytest.param({"mother": "SUMINA"}, True, id="the mother but for a letter"),
        pytest.param({"mother": "SUMINAH", "years": 9}, True, id="the mother, and another date"),
        pytest.param({"mother": "WATI", "years": 9}, False, id="neither"),
        pytest.param({"mother": None}, True, id="no mother"),
    ],
)
def test_who_names_the_mother_is_her_child(how: dict[str, Any], is_left: bool) -> None:
    own = [card(at, mother="SUMINAH") for at in range(12)]
    left, _ = mothers(*(card(at, away=True, **how) for at in range(12)), *own)
    assert (left["nik_key"].head(12).null_count() == 0) == is_left
    assert left["born"].null_count() == 0


def test_as_many_are_doubted_where_no_mother_is_named() -> None:
    own = [card(at, mother="SUMINAH") for at in range(400)]
    named = [card(at, away=True, mother="WATI" if at < 20 else "SUMINAH") for at in range(200)]
    unnamed = [card(200 + at, away=True, mother=None) for at in range(200)]
    sure = [card(3_000 + at, mother=None) for at in range(1_500)]
    people = records(*(owner(at, mother="SUMINAH") for at in range(4_500)))
    at_home = [card(2_000 + at, mother="SUMINAH") for at in range(1_000)]
    made = records(*named, *unnamed, *own, *sure, *at_home)
    _, kept = without_looked_up(people, made, verified(people, made))
    doubted = kept.filter(kept["doubt"] > 0)
    assert doubted["member"].to_list() == list(range(200, 400))
    assert 10 < doubted["doubt"].sum() < 20
