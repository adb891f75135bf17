"""Which digit of a number is off, and what that says among people of one birth date."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from uhcmatch.linkage.compare.issued import issued
from uhcmatch.linkage.compare.same_day import slip_bits

DAYS = [f"{day:02}{month:02}{year}" for day in range(1, 29) for month in range(2, 12) for year in (71, 82, 93)]
REGISTER = [
    region + day + serial
    for day in DAYS
    for region, serial in (("329801", "0001"), ("329801", "0002"), ("329802", "0001"))
] + ["329801010190" + f"{serial:04}" for serial in range(1, 31)]
OWN = "3298010503820001"


def told(shown: str, own: str = OWN, register: list[str] = REGISTER, *, is_odd: bool = False) -> float:
    """Return what one slip says in a register."""
    known = issued(pl.Series(register, dtype=pl.String)).same_day
    own_digits, shown_digits = (np.array([int(number or 0)]) for number in (own, shown))
    return float(slip_bits(own_digits, shown_digits, np.array([is_odd]), known)[0])


@pytest.mark.parametrize(
    ("less", "more"),
    [
        pytest.param("3298010503820002", "3298010503820007", id="the serial next to one's own is a neighbour's"),
        pytest.param("3298010503820003", "3298010503820401", id="no day reaches such a serial"),
        pytest.param("3298020503820001", "3298080503820001", id="a kecamatan of this place is a neighbour's"),
        pytest.param("3298010503820002", "3298020503820001", id="whoever was born here was born second"),
    ],
)
def test_what_neighbours_bear_says_less(less: str, more: str) -> None:
    assert told(less) < told(more)


def test_what_neighbours_bear_contradicts_and_what_nobody_does_speaks_for_one_person() -> None:
    assert -3.4 < told("3298010503820002") < -2
    assert told("3298080503820001") > 4


def test_a_serial_is_rare_on_an_ordinary_day_and_not_on_one_that_stands_for_an_unknown_one() -> None:
    of_default = told("3298010101900021", own="3298010101900020")
    assert of_default < told("3298010503820021", own="3298010503820020") - 2


def test_a_last_digit_that_a_spreadsheet_cut_is_cut_from_the_numbers_of_neighbours_too() -> None:
    assert told("3298010503820401") - 1 > told("3298010503820000") > told("3298010503820002")


def test_a_womans_day_without_its_forty_is_no_stranger_number_least_of_all_beside_her_sex() -> None:
    assert told("3298010503820001", own="3298014503820001") > told("3298010503820002") + 0.1
    assert told("3298010503820001", own="3298014503820001", is_odd=True) > -1


def test_a_number_of_which_digits_are_missing_says_what_a_typical_slip_does() -> None:
    assert told("") == told("3298010503820002", own="") == 0


def test_an_empty_register_expects_serials_to_fall_off() -> None:
    assert told("3298010503820002", register=[]) < told("3298010503820009", register=[])


def test_no_order_of_residents_changes_what_is_told() -> None:
    assert told("3298010503820003") == told("3298010503820003", register=REGISTER[::-1])
