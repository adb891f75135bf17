"""Runs of rows that all tell one vital status, and those that are no accident."""

from __future__ import annotations

import polars as pl
import pytest

from tests.unit.normalise.test_file_notes import MASTER, told
from uhcmatch.normalise.copied_down import notes_on_runs

Statuses = list[str | None]
THERE: Statuses = [None] * 1_000
SCATTERED: Statuses = ["meninggal" if at % 50 == 0 else None for at in range(1_000)]


def said(*files: Statuses) -> list[str]:
    """What is said of files of such rows, named by their place."""
    names = [str(at) for at, rows in enumerate(files) for _ in rows]
    places = [at for rows in files for at in range(1, len(rows) + 1)]
    statuses = pl.Series([status for rows in files for status in rows], dtype=pl.String)
    return [note.en for note in notes_on_runs(pl.Series(names), pl.Series(places), statuses)]


def test_a_status_copied_down_is_told_with_its_rows() -> None:
    accident = [*SCATTERED[:301], *["meninggal"] * 119, *SCATTERED[420:]]
    assert said(SCATTERED, accident) == [
        (
            "1: 120 consecutive rows (data rows 301–420) are all recorded as deceased and take no part. Check whether "
            "that status was copied down."
        )
    ]


@pytest.mark.parametrize(
    "rows",
    [
        SCATTERED,
        ["meninggal"] * 100,
        [*THERE, *["meninggal"] * 60, *["pindah"] * 70],
        [*["pindah"] * 70, *["meninggal"] * 60, *THERE],
        [*THERE, *["meninggal"] * 60, *THERE],
        [*THERE, *["meninggal"] * 60, *THERE, *["meninggal"] * 40, *THERE, "meninggal"],
        [*SCATTERED[:301], *["meninggal"] * 23, *SCATTERED[324:]],
        (["meninggal"] * 30 + [None]) * 40,
    ],
    ids=[
        "scattered",
        "only the dead",
        "sorted",
        "sorted otherwise",
        "all in one run",
        "below each kelurahan",
        "short",
        "likely",
    ],
)
def test_what_was_sorted_or_is_likely_is_not_told(rows: Statuses) -> None:
    assert said(rows, THERE) == []


def test_a_run_ends_with_its_file() -> None:
    assert said([*SCATTERED, *["meninggal"] * 14], [*["meninggal"] * 14, *SCATTERED]) == []


def test_it_is_a_note_of_the_population() -> None:
    rows = [MASTER | {"status_hidup": "MENINGGAL" if at == 5 or 300 <= at < 400 else "HIDUP"} for at in range(1_000)]
    assert told("population", a=rows)[0].startswith("a.csv: 100 consecutive rows (data rows 301–400)")
