"""Numbers beside other people's names, row upon row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl
import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage import notes_on
from uhcmatch.linkage.link import link
from uhcmatch.settings import ThresholdSettings
from uhcmatch.shelf import Shelf

if TYPE_CHECKING:
    from uhcmatch.words import Words

PEOPLE = 300
NAMES = [
    f"{first}{last}" for first in ("BUDI", "SITI", "AGUS", "RATNA", "JOKO", "TUTIK") for last in ("ANTO", "WATI", "MAN")
]
_TWO_FILES = 150


def town() -> tuple[list[str], list[str], list[str]]:
    """Numbers, names and birth dates of people of whom no two have much in common."""
    days = [date(1950, 1, 1) + timedelta(days=61 * n) for n in range(PEOPLE)]
    niks = [f"352905{day:%d%m%y}0001" for day in days]
    names = [f"{NAMES[7 * n % 18]} {NAMES[(5 * n + n // 18) % 18]}" for n in range(PEOPLE)]
    return niks, names, [day.isoformat() for day in days]


def moved(values: list[str], first: int, last: int, by: int = 1) -> list[str]:
    """Slide what stands in some rows (1-based, both included) down by a row or more."""
    within = values[first - 1 : last]
    return [*values[: first - 1], *within[-by:], *within[:-by], *values[last:]]


def said(residents: pl.DataFrame, members: pl.DataFrame) -> list[Words]:
    """What a run says of two files of residents and one of members."""
    linked = link(residents, members, ThresholdSettings())
    place = pl.int_range(1, PEOPLE + 1, eager=True)
    people = pl.DataFrame({"source_file": ["utara.csv"] * _TWO_FILES + ["selatan.csv"] * _TWO_FILES})
    people = people.with_columns(source_row=(place - 1) % _TWO_FILES + 1)
    cards = pl.DataFrame({"source_file": ["peserta.csv"] * PEOPLE, "source_row": place})
    return [note for note in notes_on(linked, Shelf((people,)), Shelf((cards,))) if "NIK" in note.en]


def frames(resident_names: list[str], member_names: list[str], order: int = 7) -> tuple[pl.DataFrame, pl.DataFrame]:
    niks, _, days = town()
    residents = records(*(record(*row) for row in zip(resident_names, days, niks, strict=True)))
    cards = [record(*row) for row in zip(member_names, days, niks, strict=True)]
    return residents, records(*(cards[order * n % PEOPLE] for n in range(PEOPLE)))


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        pytest.param(31, 110, [("utara.csv", "80", "31–110")], id="one file"),
        pytest.param(101, 220, [("selatan.csv", "70", "1–70"), ("utara.csv", "50", "101–150")], id="two files"),
        pytest.param(31, 42, [], id="too few to tell"),
    ],
)
def test_names_of_residents_that_slid(first: int, last: int, told: list[tuple[str, ...]]) -> None:
    _, names, _ = town()
    notes = said(*frames(moved(names, first, last), names))
    assert [all(text in note.en for text in texts) for note, texts in zip(notes, told, strict=True)] == [True] * len(
        told
    )


@pytest.mark.parametrize(
    ("order", "files"),
    [
        pytest.param(1, ["utara.csv", "peserta.csv"], id="as the residents: it may be either's"),
        pytest.param(7, ["peserta.csv"], id="in another order"),
    ],
)
def test_names_of_members_that_slid(order: int, files: list[str]) -> None:
    _, names, _ = town()
    residents, members = frames(names, names, order)
    slid = zip(moved(members["name"].to_list(), 1, 150), members["born"], members["nik"], strict=True)
    notes = said(residents, records(*(record(name, str(born), nik) for name, born, nik in slid)))
    assert [note.en.split(":")[0] for note in notes] == files
    assert all("150 names" in note.en and "1–150" in note.en for note in notes)


def test_names_as_they_should_be() -> None:
    _, names, _ = town()
    assert said(*frames(names, names)) == []


def test_numbers_lent_here_and_there_are_no_column_that_slid() -> None:
    """One card in ten bears the number of somebody else."""
    _, names, _ = town()
    lent = [names[(n + 31) % PEOPLE] if n % 10 == 0 else name for n, name in enumerate(names)]
    assert said(*frames(names, lent)) == []
