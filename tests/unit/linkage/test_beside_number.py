from __future__ import annotations

from datetime import date

import polars as pl

from uhcmatch.linkage.beside_number import beside_number
from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.model import Model

BORN = date(1990, 3, 5)


def same(people: int, wrong_dates: int = 0) -> pl.DataFrame:
    """Pairs that share number and name."""
    cards = [BORN] * (people - wrong_dates) + [date(1991, 4, 6)] * wrong_dates
    return pl.DataFrame({"born": [BORN] * people, "card_born": cards}, schema={"born": pl.Date, "card_born": pl.Date})


def equal(*pairs: tuple[Name, BirthDate, int]) -> pl.DataFrame:
    """Evidence of pairs that share the number only: name, date, how many."""
    rows = [(int(name), int(day)) for name, day, times in pairs for _ in range(times)]
    return pl.DataFrame(rows, schema={"name": pl.UInt8, "birth_date": pl.UInt8}, orient="row").with_columns(
        date_from_nik=pl.lit(value=False)
    )


def test_nothing_seen_leaves_the_shipped_weights() -> None:
    told = beside_number(Model(), equal(), same(0))
    shipped = Model().bits
    assert all(abs(told.bits[code] - shipped[code]) < 0.01 for code in shipped)


def test_other_names_beside_an_own_date_are_people_renamed() -> None:
    few, many = (
        beside_number(Model(), equal((Name.DIFFERENT, BirthDate.EQUAL, times)), same(20_000)) for times in (5, 400)
    )
    code = "name_given_nik.DIFFERENT"
    assert few.bits[code] < Model().bits[code] < many.bits[code]
    assert few.bits["nik.EQUAL"] > Model().bits["nik.EQUAL"]


def test_numbers_whose_cards_contradict_in_all_are_lent() -> None:
    lent = equal((Name.DIFFERENT, BirthDate.DIFFERENT, 600))
    assert beside_number(Model(), lent, same(20_000)).bits["nik.EQUAL"] < 6
    # Where other names and wrong dates are common each by themselves, they meet without anything being lent.
    sloppy = equal((Name.DIFFERENT, BirthDate.EQUAL, 4_000), (Name.DIFFERENT, BirthDate.DIFFERENT, 600))
    assert beside_number(Model(), sloppy, same(20_000, wrong_dates=3_000)).bits["nik.EQUAL"] > 7
