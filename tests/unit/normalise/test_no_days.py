"""Dates that are no day of anybody's life, dates with a letter in them, and lists of people long dead."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from uhcmatch.normalise.births import birth_dates
from uhcmatch.normalise.dates import read_dates

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("31-06-1984", 19840631),
        ("31/06/84", 19840631),
        ("1984-06-31", 19840631),
        ("310684", 19840631),
        ("32 Jan 1990", 19900132),
        ("04-05-1084", 10840504),
        ("12-03-2097", 20970312),
        ("00-05-1980", 19800500),
        ("1?-05-1990", 19900500),
        ("12/B/1934", 19340012),
        ("1990-1x-05", 19900005),
        ("12-03-19?9", 99990312),
        ("123/45/1990", None),
        ("1?-0?-1990", None),
        ("TIDAK TAHU", None),
        ("1990", None),
    ],
)
def test_what_is_written_where_that_is_no_day(cell: str, said: int | None) -> None:
    read = read_dates(pl.Series([cell]), TODAY).row(0, named=True)
    assert read["said"] == said
    assert read["day_first"] is read["month_first"] is None


@pytest.mark.parametrize("cell", ["O1-o2-l990", "01/O2/1990", "0|-02-1990", "01.02.I990"])
def test_digits_that_a_scanner_read_for_letters_are_digits(cell: str) -> None:
    assert read_dates(pl.Series([cell]), TODAY)["day_first"].to_list() == [date(1990, 2, 1)]


def test_a_bar_between_three_numbers_is_a_separator() -> None:
    assert read_dates(pl.Series(["01|02|1990"]), TODAY)["day_first"].to_list() == [date(1990, 2, 1)]


def decided(cells: list[str], niks: list[str | None] | None = None) -> pl.DataFrame:
    """What is decided of the dates of one file."""
    rows = pl.DataFrame(
        {
            "tanggal_lahir": cells,
            "tempat_lahir": pl.Series([None] * len(cells), dtype=pl.String),
            "source_file": ["a"] * len(cells),
            "digits": pl.Series(niks or [None] * len(cells), dtype=pl.String),
        }
    )
    return birth_dates(rows, TODAY)[0]


MONTH_FIRST = [f"{month:02}/{day:02}/1990" for month in range(1, 13) for day in range(13, 28)]
DAY_FIRST = [f"{day:02}-{month:02}-1990" for month in range(1, 13) for day in range(13, 28)]


def test_what_is_written_is_told_in_the_order_of_the_file() -> None:
    told = decided([*MONTH_FIRST, "06/31/1984", "11/B/1934"])
    assert told["tanggal_tertulis"].to_list()[-2:] == [19840631, 19341100]
    assert told["tanggal_tertulis"].null_count() == len(MONTH_FIRST)


@pytest.mark.parametrize("slips", [10, 40])
def test_a_month_that_was_mistyped_here_and_there_does_not_turn_a_file_around(slips: int) -> None:
    mistyped = [f"{month}/0{day}/1990" for month in range(13, 23) for day in range(1, 10)][:slips]
    told = decided([*MONTH_FIRST, *mistyped, "05/06/1990"])
    assert told["born"].to_list()[-1] == date(1990, 5, 6)


def test_where_all_others_say_the_day_first_a_month_of_thirteen_is_what_the_nik_says_of_it() -> None:
    niks = ["3271011203780001", "3271011402800001", None]
    told = decided([*DAY_FIRST, "12-13-1978", "02-14-1980", "05-15-1970"], [*[None] * len(DAY_FIRST), *niks])
    assert told["born"].to_list()[-3:] == [None, date(1980, 2, 14), date(1970, 5, 15)]
    assert told["tanggal_tertulis"].to_list()[-3:] == [19781312, None, None]


def test_one_mistyped_date_does_not_put_others_in_doubt() -> None:
    """A date that the register corrected stays, though the NIK says it the other way round."""
    cells = [*DAY_FIRST, *["05-04-1990"] * 120, "03-05-1990", "03-13-1991"]
    niks = [*[None] * len(DAY_FIRST), *["3271010504900001"] * 120, "3271010503900001", None]
    assert decided(cells, niks)["born"].to_list()[-2:] == [date(1990, 5, 3), date(1991, 3, 13)]


def test_a_list_of_people_long_dead_has_old_dates() -> None:
    old = [f"{day:02}-{month:02}-18{day}" for month in range(1, 13) for day in range(13, 28)]
    assert decided(old)["born"].to_list()[0] == date(1813, 1, 13)
    assert decided([*DAY_FIRST, "13-01-1813"])["born"].to_list()[-1] is None
