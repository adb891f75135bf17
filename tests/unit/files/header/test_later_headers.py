"""Headers between the rows: in the order of the first, in another order, or of another table."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.unit.files.reading import names, read, reasons, refusal, skipped
from uhcmatch.files import read_inputs

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "NIK;NO_KK;NAMA;TGL_LAHIR;ALAMAT;RT;RW;KELURAHAN;KECAMATAN"
OTHER_ORDER = "NO_KK;NIK;NAMA;TGL_LAHIR;ALAMAT;RW;RT;KECAMATAN;KELURAHAN"
NAMES = ["SITI AMINAH", "UJANG KUSUMA", "JOKO HARTONO", "RATNA WAHYUNI", "FAJAR MULYADI", "DEWI SAFITRI"]


def person(number: int, header: str = HEADER) -> str:
    """Return a row below that header."""
    cells = {
        "NIK": f"329901010190000{number}",
        "NO_KK": f"329901250608000{number}",
        "NAMA": NAMES[number],
        "TGL_LAHIR": "01-01-1990",
        "ALAMAT": f"JL. MELATI {number}",
        "RT": "003",
        "RW": "001",
        "KELURAHAN": "SUKASARI",
        "KECAMATAN": "SUKAMAJU",
    }
    return ";".join(cells.get(name, "") for name in header.split(";"))


def workbook(rows: list[str]) -> bytes:
    """Return a workbook of one sheet with these lines."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in rows:
        sheet.append([cell or None for cell in line.split(";")])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "order",
    [
        OTHER_ORDER,
        "nama;nik;no. kk;tgl lahir;alamat;rt;rw;kelurahan;kecamatan",
        "KECAMATAN;KELURAHAN;RW;RT;ALAMAT;TGL_LAHIR;NAMA;NO_KK;NIK",
        "NIK;NO_KK;NAMA;TGL_LAHIR;ALAMAT;RT;RW;KECAMATAN;KELURAHAN",
    ],
)
@pytest.mark.parametrize("name", ["data.csv", "data.xlsx"])
def test_rows_below_a_header_in_another_order_are_read_by_it(tmp_path: Path, order: str, name: str) -> None:
    written = order.upper().replace("NO. KK", "NO_KK").replace("TGL LAHIR", "TGL_LAHIR")
    below = [person(number, written) for number in (3, 4)]
    text = [HEADER, person(1), person(2), order, *below, HEADER, person(5)]
    loaded = read(tmp_path, text if name == "data.csv" else workbook(text), name=name)
    straight = read(tmp_path, [HEADER, *(person(number) for number in (1, 2, 3, 4, 5))], name="straight.csv")
    told = ["nik", "no_kk", "nama", "tanggal_lahir", "alamat", "rt", "rw", "kelurahan", "kecamatan"]
    assert loaded.frame.select(told).equals(straight.frame.select(told))
    assert skipped(loaded) == {4: "judul_terulang", 7: "judul_terulang"}
    assert [note.en for note in loaded.sources[0].notes if "order" in note.en] == [
        "2 rows below a header with its columns in another order were read by that header (line 4)."
    ]


def test_the_first_order_holds_again_below_a_short_header_like_the_first(tmp_path: Path) -> None:
    text = [HEADER, person(1), OTHER_ORDER, person(2, OTHER_ORDER), "NIK;NO_KK;NAMA;TGL_LAHIR", person(3)]
    loaded = read(tmp_path, text)
    assert names(loaded) == NAMES[1:4]
    assert loaded.frame["nik"].str.slice(0, 8).to_list() == ["32990101"] * 3


def test_lines_and_sums_below_another_order_are_told_as_ever(tmp_path: Path) -> None:
    order = OTHER_ORDER
    text = [HEADER, person(1), order, "KECAMATAN X;;;;;;;;", person(2, order), "JUMLAH;2;;;;;;;"]
    text += [";;;01-01-1990;JL. MAWAR;001;;;", person(3, order)]
    loaded = read(tmp_path, text)
    assert skipped(loaded) == {3: "judul_terulang", 4: "judul_bagian", 6: "jumlah"}
    assert reasons(loaded) == {7: "tanpa_identitas"}
    assert any(note.en.startswith("2 rows below") for note in loaded.sources[0].notes)


def test_a_header_in_the_same_order_says_nothing(tmp_path: Path) -> None:
    loaded = read(tmp_path, [HEADER, person(1), HEADER, person(2)])
    assert not any("order" in note.en for note in loaded.sources[0].notes)


@pytest.mark.parametrize(
    "header",
    [
        "NIK;NO KK;NAMA LENGKAP;TANGGAL LAHIR;ALAMAT;RT;RW;DESA;KEC",
        "NIK;NO. KARTU KELUARGA;NAMA;TGL LHR;ALAMAT RUMAH;RT;RW;KELURAHAN;KECAMATAN",
    ],
)
def test_the_first_order_in_other_words_is_read_on(tmp_path: Path, header: str) -> None:
    loaded = read(tmp_path, [HEADER, person(1), header, person(2)])
    assert loaded.frame["nik"].str.slice(0, 8).to_list() == ["32990101"] * 2
    assert skipped(loaded) == {3: "judul_terulang"}


def test_another_order_in_other_words_is_read_by_it(tmp_path: Path) -> None:
    header = "NO KK;NIK;NAMA LENGKAP;TANGGAL LAHIR;ALAMAT;RW;RT;KECAMATAN;DESA"
    loaded = read(tmp_path, [HEADER, person(1), header, person(2, OTHER_ORDER)])
    assert loaded.frame["nik"].to_list() == ["3299010101900001", "3299010101900002"]
    assert loaded.frame["kelurahan"].to_list() == ["SUKASARI"] * 2
    assert skipped(loaded) == {3: "judul_terulang"}


def test_members_of_three_columns_in_another_order(tmp_path: Path) -> None:
    first, other = "NO KARTU;NIK;NAMA", "NAMA;NO KARTU;NIK"
    text = [first, "0001234567891;3299010101900001;SITI", other, "UJANG;0001234567892;3299010101900002"]
    loaded = read(tmp_path, text, "members")
    assert loaded.frame.select("nomor_kartu", "nik", "nama").rows()[1] == (
        "0001234567892",
        "3299010101900002",
        "UJANG",
    )


@pytest.mark.parametrize(
    "header",
    [
        "NO_KK;NIK;NAMA;TGL_LAHIR;ALAMAT;RW;RT;KECAMATAN;AGAMA",
        "NIK;NO_KK;NAMA;ALAMAT;RT;RW;KELURAHAN;KECAMATAN;",
        "NIK;NO_KK;NAMA;NAMA_IBU;NAMA_AYAH;RT;RW;KELURAHAN;KECAMATAN",
        "NO_KK;NIK;NAMA;TGL_LAHIR;ALAMAT;RW;RT",
        "NIK;NO_KK;NAMA;TGL_LAHIR",
        "NIK;NO_KK;NAMA;TGL_LAHIR;ALAMAT;RT;RW;KELURAHAN;KECAMATAN;AGAMA",
        HEADER.replace(";", ","),
    ],
)
def test_a_header_of_other_columns_refuses_the_file(tmp_path: Path, header: str) -> None:
    delimiter = "," if "," in header else ";"
    below = person(3, header.replace(delimiter, ";")).replace(";", delimiter)
    told = refusal(tmp_path, [HEADER, person(1), person(2), header, below])
    assert told == "data.csv, line 4: a second table with other headers."


def test_the_upper_row_of_a_header_in_two_rows_is_no_other_table(tmp_path: Path) -> None:
    upper, lower = "NO;NIK;NAMA;TGL LAHIR;ALAMAT;;", ";;;;;RT;RW"
    rows = [f"{at};329901010190000{at};{NAMES[at]};01-01-1990;JL. MELATI;003;001" for at in (1, 2, 3)]
    loaded = read(tmp_path, [upper, lower, *rows[:2], upper, lower, rows[2]])
    assert names(loaded) == NAMES[1:4]
    assert not any("order" in note.en for note in loaded.sources[0].notes)


def test_an_order_ends_with_its_file(tmp_path: Path) -> None:
    for name, order in (("a.csv", OTHER_ORDER), ("b.csv", HEADER)):
        (tmp_path / name).write_text("\n".join([HEADER, person(1), order, person(2, order), name]))
    loaded = read_inputs([tmp_path], "population", {})
    assert set(loaded.frame.filter(~loaded.frame["refused"])["nik"].str.slice(0, 8)) == {"32990101"}


@pytest.mark.parametrize("order", [OTHER_ORDER, "NAMA;NO_KK;NIK;TGL_LAHIR;ALAMAT;RT;RW;KELURAHAN;KECAMATAN"])
def test_numbers_that_a_spreadsheet_ruined_are_known_below_another_order_too(tmp_path: Path, order: str) -> None:
    below = person(5, order).replace("3299010101900005", "3299010101900120")
    book = openpyxl.load_workbook(io.BytesIO(workbook([HEADER, *[person(1)] * 20, order, below])))
    sheet = book.active
    assert sheet is not None
    sheet.cell(23, order.split(";").index("NIK") + 1).value = 3299010101900120
    book.save(tmp_path / "data.xlsx")
    loaded = read_inputs([tmp_path / "data.xlsx"], "population", {})
    assert loaded.frame["nik"].to_list() == [*["3299010101900001"] * 20, "3.29901010190012E+15"]
    assert loaded.frame["no_kk"][20] == "3299012506080005"
    assert [note.en for note in loaded.sources[0].notes if "cells are numbers" in note.en] == [
        "Column NIK: 1 cells are numbers, 1 of them lost their last digit (Excel)."
    ]
