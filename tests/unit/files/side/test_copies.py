"""Files that list the same people, however their cells are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from tests.unit.files.reading import lines, row, write
from uhcmatch.files import read_inputs
from uhcmatch.files.side.copies import notes_on_copies

if TYPE_CHECKING:
    from pathlib import Path


def notes_on(folder: Path, **files: list[str]) -> dict[str, list[str]]:
    """The notes on rows that files share, by file."""
    for name, content in files.items():
        write(folder, content, f"{name}.csv")
    sources = read_inputs([folder], "population", {}).sources
    return {source.name: [note.en for note in source.notes if "stand in" in note.en] for source in sources}


def test_a_part_given_twice_with_its_rows_in_another_order_is_named(tmp_path: Path) -> None:
    header, *rows = lines(20)
    changed = [header, *reversed(rows[1:]), row(21)]
    (note,) = notes_on(tmp_path, feb=[header, *rows], other=[header, *map(row, range(30, 60))], twice=changed)[
        "twice.csv"
    ]
    assert note == (
        "19 of its 20 rows stand in feb.csv, too (same number, or name and birth date); if it is the same part, give "
        "only one."
    )


def test_of_a_file_within_another_the_shorter_is_named(tmp_path: Path) -> None:
    found = notes_on(tmp_path, a=lines(12), b=lines(40))
    assert [name for name, notes in found.items() if notes] == ["a.csv"]
    assert found["a.csv"][0].startswith("12 of its 12 rows stand in b.csv, too")


def test_files_that_share_a_few_rows_or_have_only_a_few_are_not_named(tmp_path: Path) -> None:
    header, *rows = lines(20)
    shared = [header, *rows[:16], *map(row, range(30, 34))]
    assert not any(notes_on(tmp_path, a=[header, *rows], b=shared, c=lines(9)).values())


Cells = dict[str, str | None]


def person(number: int, **cells: str | None) -> Cells:
    told = {"nomor_kartu": f"00012980{number:05d}", "nik": f"329801010190{number:04d}"}
    return {**told, "nama": f"MA'MUN SITI {number}", "tanggal_lahir": f"{number % 28 + 1:02d}-03-1990", **cells}


def said(*files: list[Cells]) -> list[str]:
    """What is said of frames of such rows, named by their place."""
    kinds = dict.fromkeys(("nomor_kartu", "nik", "nama", "tanggal_lahir"), pl.String())
    frames = [pl.DataFrame(rows, schema=kinds) for rows in files]
    notes = notes_on_copies(frames, [str(at) for at in range(len(frames))])
    return [f"{at}: {note.en.split(' (')[0]}" for at, some in enumerate(notes) for note in some]


FIRST = [person(number) for number in range(1, 41)]


def _otherwise(cells: Cells, **changed: str | None) -> Cells:
    return cells | changed


@pytest.mark.parametrize(
    "second",
    [
        [_otherwise(one, nama=str(one["nama"]).title()) for one in FIRST],
        [_otherwise(one, nomor_kartu=None, nik=f"'{one['nik']}") for one in FIRST],
        [_otherwise(one, nik=None, nama=None, nomor_kartu=str(one["nomor_kartu"]).lstrip("0")) for one in FIRST],
        [_otherwise(one, nomor_kartu=None, nik=f"{str(one['nik'])[:6]} {str(one['nik'])[6:]}") for one in FIRST],
        [_otherwise(one, nomor_kartu=None, nik=None, nama=f"mamun siti{at}") for at, one in enumerate(FIRST, 1)],
        [_otherwise(one, **{("nomor_kartu", "nik")[at % 2]: None}) for at, one in enumerate(FIRST)],
    ],
    ids=["case", "apostrophe", "zeros lost", "space", "name and date", "one of two"],
)
def test_however_its_cells_are_written_a_copy_is_named(second: list[Cells]) -> None:
    assert said(FIRST, second) == ["1: 40 of its 40 rows stand in 0, too"]


@pytest.mark.parametrize("number", ["9999999999999999", "3298010101******", "3,29801E+15", "-", None])
def test_what_only_holds_the_place_of_a_number_is_shared_by_nobody(number: str | None) -> None:
    files = [[person(at, nomor_kartu=None, nik=number) for at in some] for some in (range(1, 41), range(41, 81))]
    assert said(*files) == []


def test_a_file_pasted_twice_in_itself_is_named_and_a_family_with_one_number_is_not() -> None:
    again = [_otherwise(one, nama=str(one["nama"]).lower()) for one in FIRST]
    assert said(FIRST + again) == ["0: 40 of its 80 rows repeat a row above them"]
    assert said(FIRST + again[:20]) == ["0: 20 of its 60 rows repeat a row above them"]
    assert said(FIRST + again[:10]) == []
    unnumbered = [_otherwise(one, nik=None, nomor_kartu=None) for one in FIRST]
    assert said(unnumbered * 2) == ["0: 40 of its 80 rows repeat a row above them"]
    assert said([person(at, nik="3298010101900001", nomor_kartu=None) for at in range(40)]) == []


def test_namesakes_of_one_day_who_have_numbers_are_two_people() -> None:
    alike = [person(at, nama="SITI", tanggal_lahir="01-01-1990") for at in range(38)]
    assert said([*alike, *(person(at, nik=None, nomor_kartu=None) for at in range(38, 40))]) == []


def test_a_copy_among_many_large_files_is_found_by_a_few_of_its_keys() -> None:
    files = [[person(at) for at in range(part * 5_000, part * 5_000 + 5_000)] for part in range(3)]
    copy = [_otherwise(one, nomor_kartu=None) for one in reversed(files[1])]
    assert said(*files, copy) == ["3: 5,000 of its 5,000 rows stand in 1, too"]
