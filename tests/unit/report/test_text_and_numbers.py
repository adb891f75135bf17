from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from uhcmatch.report import numbers
from uhcmatch.report.text import mask, shown
from uhcmatch.words import clean


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("3298010101010018", "3298**********0018"),
        ("0001298000011", "0001**********0011"),
        ("3298010101", "**********"),
        ("1", "**********"),
        ("", "**********"),
        (None, None),
    ],
)
def test_a_mask_shows_the_ends_of_a_long_number_only(number: str | None, masked: str | None) -> None:
    assert mask(number) == masked
    frame = pl.DataFrame({"nik": [number]}, schema={"nik": pl.String})
    assert shown(frame, show_nik=False)["nik"].item() == masked
    assert shown(frame, show_nik=True)["nik"].item() == number


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("SITI\x1b[31m", "SITI[31m"),
        ("A\u202eB\u200b", "AB"),
        ("A\tB\r\n", "AB"),
        ("[red]X[/x]", "[red]X[/x]"),
        ("Ni\u0303o", "Ni\u0303o"),
        ("\x9b31mX", "31mX"),
        ("A\u2028B", "AB"),
        ("李 娜", "李 娜"),
    ],
)
def test_unseen_characters_are_taken_out_and_nothing_else(dirty: str, cleaned: str) -> None:
    assert clean(dirty) == cleaned
    assert shown(pl.DataFrame({"nama": [dirty]}), show_nik=False)["nama"].item() == cleaned


@pytest.mark.parametrize(
    ("share", "told"),
    [(95.8477, "95,85"), (100.0, "100,00"), (99.9999, "99,99"), (0.0, "0,00"), (0.0004, "0,01"), (None, "–")],
)
def test_percent(share: float | None, told: str) -> None:
    assert numbers.percent(share, "id") == told


def test_counts_and_days() -> None:
    assert numbers.count(1_021_337, "id") == "1.021.337"
    assert numbers.count(1_021_337, "en") == "1,021,337"
    assert numbers.day(date(1945, 8, 17)) == "17-08-1945"
    assert numbers.short(97.5, "id") == "97,5"
    assert numbers.name(None, "id") == "tidak diketahui"
