"""Rows without a header: the next sheet of a workbook, and the parts of an export that was cut up."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.unit.files.reading import read, write
from uhcmatch.errors import InputRefused
from uhcmatch.files import read_inputs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEADER = ["NIK", "NO_KK", "NAMA", "TGL_LAHIR", "ALAMAT", "RT", "KET"]
NAMES = ["SITI AMINAH", "UJANG KUSUMA", "JOKO HARTONO", "RATNA WAHYUNI", "FAJAR MULYADI", "DEWI SAFITRI"]


def person(number: int) -> list[str | None]:
    """Return a row below HEADER."""
    return [f"329901010190000{number}", f"329901250608000{number}", NAMES[number], "01-01-1990", "JL. X", "003", None]


def workbook(**sheets: Sequence[Sequence[str | None]]) -> bytes:
    """Return a workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("first", [[], [["LANJUTAN", None, None, None, None, None, None]]])
def test_a_sheet_without_a_header_goes_on_under_that_of_the_sheet_before(
    tmp_path: Path, first: list[list[str | None]]
) -> None:
    content = workbook(
        Data=[HEADER, person(1), person(2)],
        Rekap=[["KECAMATAN", "JUMLAH"], ["SUKAMAJU", "2"]],
        Lanjutan=[*first, person(3), person(4), person(5)],
    )
    loaded = read(tmp_path, content, name="a.xlsx")
    read_rows = loaded.frame.filter(~loaded.frame["refused"])
    assert read_rows["nama"].to_list() == NAMES[1:]
    assert read_rows["nik"].str.slice(15).to_list() == ["1", "2", "3", "4", "5"]
    assert read_rows["source_line"].to_list() == [2, 3, *range(len(first) + 1, len(first) + 4)]
    notes = [note.en for source in loaded.sources for note in source.notes]
    assert "The sheet Lanjutan has no header: read by that of the sheet Data." in notes
    assert "Sheets read: Data, Lanjutan." in notes
    assert "Sheets not read: Rekap." in notes


def test_members_go_on_by_their_cards(tmp_path: Path) -> None:
    rows: list[list[str | None]] = [[f"000123456789{at}", NAMES[at], "1"] for at in (1, 2, 3)]
    content = workbook(Data=[["NO KARTU", "NAMA", "STATUS"], rows[0]], Sheet2=rows[1:])
    assert read(tmp_path, content, "members", name="a.xlsx").frame["nama"].to_list() == NAMES[1:4]


@pytest.mark.parametrize("columns", [[1, 2, 0, 3, 4, 5], [0, 1, 3, 2, 4, 5], [2, 0, 1], [0, 1, 2, 3, 4, 5, 0, 0]])
def test_people_in_other_columns_refuse_the_file_by_the_name_of_the_sheet(tmp_path: Path, columns: list[int]) -> None:
    people = [[person(number)[at] for at in columns] for number in (3, 4, 5)]
    with pytest.raises(InputRefused) as caught:
        read(tmp_path, workbook(Data=[HEADER, person(1), person(2)], Sisa=people), name="a.xlsx")
    assert caught.value.words.en == "a.xlsx: the sheet Sisa has 3 rows of people without a header that is known."


def test_people_on_a_sheet_before_the_first_header_refuse_the_file(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="Sisa"):
        read(tmp_path, workbook(Sisa=[person(1), person(2)], Data=[HEADER, person(3)]), name="a.xlsx")


@pytest.mark.parametrize(
    "rows",
    [
        [["SUKAMAJU", "2"], ["CEMPAKA", "3"]],
        [["Dinas Kependudukan"], ["Dicetak oleh", "UJANG"], ["NIP", "196501011990031001"]],
        [["3299010101900001"], ["3299010101900002"]],
        [],
    ],
)
def test_a_sheet_that_lists_nobody_is_named_as_not_read(tmp_path: Path, rows: list[list[str]]) -> None:
    loaded = read(tmp_path, workbook(Data=[HEADER, person(1), person(2)], Lain=rows), name="a.xlsx")
    assert loaded.frame.height == 2
    assert "Sheets not read: Lain." in [note.en for note in loaded.sources[0].notes]


@pytest.mark.parametrize("cut", [[], ["01-1990;JL. X;003"], ["DATA PENDUDUK", ""]])
def test_a_part_without_a_header_is_told_what_helps(tmp_path: Path, cut: list[str]) -> None:
    rows = [";".join(cell or "" for cell in person(number)) for number in (1, 2, 3)]
    write(tmp_path, [";".join(HEADER), rows[0]], "a.csv")
    write(tmp_path, [*cut, *rows[1:]], "b.csv")
    with pytest.raises(InputRefused) as caught:
        read_inputs([tmp_path], "population", {})
    assert caught.value.words.en == "b.csv has no header row that is known."
    assert caught.value.hint is not None
    assert caught.value.hint.en == (
        "Its rows begin without a header. Write it on the first line of each part, or join the parts into one file."
    )


def test_a_header_that_is_not_known_can_be_named(tmp_path: Path) -> None:
    rows = [";".join(cell or "" for cell in person(number)) for number in (1, 2, 3)]
    with pytest.raises(InputRefused) as caught:
        read(tmp_path, ["A;B;C;D;E;F;G", *rows])
    assert caught.value.hint is not None
    assert "[columns]" in caught.value.hint.en
