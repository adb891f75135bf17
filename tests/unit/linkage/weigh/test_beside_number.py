from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.weigh.beside_number import beside_number
from uhcmatch.linkage.weigh.model import Model

BORN = date(1990, 3, 5)


def same(people: int, wrong_dates: int = 0) -> pl.DataFrame:
    """Pairs that share number and name."""
    cards = [BORN] * (people - wrong_dates) + [date(1991, 4, 6)] * wrong_dates
    return pl.DataFrame({"born": [BORN] * people, "card_born": cards}, schema={"born": pl.Date, "card_born": pl.Date})


NOBODY = pl.Series([], dtype=pl.UInt32)
RESIDENTS = 25_000


def equal(*pairs: tuple[Name, BirthDate, int]) -> pl.DataFrame:
    """Evidence of pairs that share the number only: name, date, how many; residents are counted on."""
    rows = [(int(name), int(day)) for name, day, times in pairs for _ in range(times)]
    return pl.DataFrame(rows, schema={"name": pl.UInt8, "birth_date": pl.UInt8}, orient="row").with_columns(
        date_from_nik=pl.lit(value=False),
        names_another=pl.lit(value=False),
        is_baby=pl.lit(value=False),
        resident=pl.int_range(pl.len(), dtype=pl.UInt32),
    )


def weighed(equal: pl.DataFrame, same: pl.DataFrame, held: pl.Series = NOBODY) -> dict[str, float]:
    return dict(beside_number(Model(), equal, same, held, RESIDENTS).bits)


def test_nothing_seen_leaves_the_shipped_weights() -> None:
    told, shipped = weighed(equal(), same(0)), Model().bits
    assert all(abs(told[code] - shipped[code]) < 0.01 for code in shipped)


def test_other_names_beside_an_own_date_are_people_renamed() -> None:
    few, many = (weighed(equal((Name.DIFFERENT, BirthDate.EQUAL, times)), same(20_000)) for times in (5, 400))
    code = "name_given_nik.DIFFERENT"
    assert few[code] < Model().bits[code] < many[code]
    assert few["nik.EQUAL"] > Model().bits["nik.EQUAL"]


def test_numbers_whose_cards_contradict_in_all_are_lent() -> None:
    lent = equal((Name.DIFFERENT, BirthDate.DIFFERENT, 600))
    assert weighed(lent, same(20_000))["nik.EQUAL"] < 6
    # Where other names and wrong dates are common each by themselves, they meet without anything being lent.
    sloppy = equal((Name.DIFFERENT, BirthDate.EQUAL, 4_000), (Name.DIFFERENT, BirthDate.DIFFERENT, 600))
    assert weighed(sloppy, same(20_000, wrong_dates=3_000))["nik.EQUAL"] > 7


@pytest.mark.parametrize("verified", [0, 5, 20_000])
def test_more_numbers_of_others_than_can_be_compared_are_but_all_of_them(verified: int) -> None:
    """As in a file whose column of numbers slid by a row, beside files without birth dates."""
    slid = equal((Name.DIFFERENT, BirthDate.DIFFERENT, 30_000))
    assert weighed(slid, same(verified))["nik.EQUAL"] == 4.0


def test_a_number_lent_by_who_has_a_card_casts_no_doubt_on_who_has_none() -> None:
    lent, owners = equal((Name.DIFFERENT, BirthDate.DIFFERENT, 600)), pl.Series(range(600), dtype=pl.UInt32)
    assert weighed(lent, same(20_000), owners)["nik.EQUAL"] > 9
    # Half of the lenders have none: every second such card could be taken for theirs.
    assert weighed(lent, same(20_000), owners.head(300))["nik.EQUAL"] < 7


def test_without_dates_a_lender_is_supposed_to_have_a_card_as_often_as_anybody() -> None:
    nine_in_ten = pl.Series(range(RESIDENTS * 9 // 10), dtype=pl.UInt32)
    assert weighed(equal(), same(0), nine_in_ten)["nik.EQUAL"] > Model().bits["nik.EQUAL"] + 2


def on_other_lines(times: int) -> pl.DataFrame:
    """Cards with number and birth date of one of a family, and the very name of another."""
    return equal((Name.DIFFERENT, BirthDate.EQUAL, times)).with_columns(names_another=pl.lit(value=True))


def test_a_line_of_the_family_card_was_misread_where_the_owner_has_another_card() -> None:
    code, nine_in_ten = "name_given_nik.of_relative", pl.Series(range(5_000, 27_500), dtype=pl.UInt32)
    owners = pl.concat([pl.Series(range(280), dtype=pl.UInt32), nine_in_ten])
    lines = on_other_lines(300)
    lent, misnamed = (weighed(lines, same(20_000), held)[code] for held in (owners, nine_in_ten))
    assert lent < Model().bits[code] < misnamed


def test_names_of_lenders_who_have_a_card_are_nobodys_other_name() -> None:
    code, owners = "name_given_nik.DIFFERENT", pl.Series(range(400), dtype=pl.UInt32)
    lent, renamed = (weighed(on_other_lines(400), same(20_000), held)[code] for held in (owners, NOBODY))
    assert lent < Model().bits[code] < renamed
