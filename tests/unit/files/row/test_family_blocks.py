"""What stands between or above the rows belongs to them: blocks of families, areas in titles and names of sheets."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.unit.files.reading import names, read, skipped
from tests.unit.files.test_wrong_files import workbook

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "NO;Nama Lengkap;NIK;Tempat Lahir;Tanggal Lahir;JK;SHDK;Stat Rkm"
BARE = [
    "BUKU INDUK PENDUDUK;;;;;;;",
    "3298010101100001;;SITI;;;DESA MEKAR RT/RW : 002/000 DUSUN : -;;",
    HEADER,
    "1;SITI;3298010101900001;BOGOR;01-01-1990;Pr;KEPALA KELUARGA;CARD",
    ";;;;;;;SHIPPED",
    "3298010101100002;;UJANG;;;DESA MEKAR RT/RW : 003/001 DUSUN : -;;",
    "1;UJANG;3298010101800001;BOGOR;01-01-1980;Lk;KEPALA KELUARGA;CARD",
    "2;DEWI;3298014101800002;BOGOR;01-01-1980;Pr;ISTRI;CARD",
    "Keterangan:;;;;;;;",
]
LABELLED = [
    "NO. KK;;3298010101100001;;NAMA KEPALA KELUARGA;;SITI;",
    "ALAMAT;;KP. SATU KELURAHAN MEKAR RT/RW : 002/000;;;;;",
    HEADER,
    "1;SITI;3298010101900001;BOGOR;01-01-1990;Pr;KEPALA KELUARGA;",
    "NO. KK;;3298010101100002;;NAMA KEPALA KELUARGA;;UJANG;",
    "ALAMAT;;KP. DUA KELURAHAN MEKAR RT/RW : 003/001;;;;;",
    "1;UJANG;3298010101800001;BOGOR;01-01-1980;Lk;KEPALA KELUARGA;",
    "2;DEWI;3298014101800002;BOGOR;01-01-1980;Pr;ISTRI;",
]
JOINED = [
    "No. KK : 3298010101100001;;;;;;;",
    "Alamat : DUSUN SATU, Nama Dusun : SATU, RT/RW : 2/0;;;;;;;",
    HEADER,
    "1;SITI;3298010101900001;BOGOR;01-01-1990;Pr;KEPALA KELUARGA;",
    "No. KK : 3298010101100002;;;;;;;",
    "Alamat : DUSUN DUA, Nama Dusun : DUA, RT/RW : 3/1;;;;;;;",
    HEADER,
    "1;UJANG;3298010101800001;BOGOR;01-01-1980;Lk;KEPALA KELUARGA;",
    "2;DEWI;3298014101800002;BOGOR;01-01-1980;Pr;ISTRI;",
]


@pytest.mark.parametrize("lines", [BARE, LABELLED, JOINED], ids=["bare", "labelled", "joined"])
def test_members_have_the_card_and_home_of_their_family(tmp_path: Path, lines: list[str]) -> None:
    loaded = read(tmp_path, lines)
    assert names(loaded) == ["SITI", "UJANG", "DEWI"]
    assert loaded.frame["no_kk"].to_list() == ["3298010101100001", *["3298010101100002"] * 2]
    assert [part.replace("0", "") for part in loaded.frame["rt_rw"].to_list()] == ["2/", "3/1", "3/1"]
    assert loaded.sources[0].refused == 0


def test_an_address_may_begin_with_a_dusun(tmp_path: Path) -> None:
    assert read(tmp_path, JOINED).frame["alamat"].to_list() == ["DUSUN SATU", "DUSUN DUA", "DUSUN DUA"]


def test_a_person_whose_cells_shifted_begins_no_family(tmp_path: Path) -> None:
    shifted = "3298010101700009;WATI;BOGOR;01-01-1970;Pr;ISTRI;;"
    loaded = read(tmp_path, [*BARE[:-1], shifted, BARE[-1]])
    assert loaded.frame.height == 4
    assert loaded.frame["no_kk"].to_list()[-1] != "3298010101700009"


TITLES = [
    ("DATA PENDUDUK KECAMATAN BOGOR UTARA TAHUN 2025", None, "BOGOR UTARA"),
    ("DATA PENDUDUK DESA KARANG 2 KEC. TANAH-SAREAL", "KARANG 2", "TANAH-SAREAL"),
    ("KECAMATAN : UTARA, KELURAHAN : MEKAR", "MEKAR", "UTARA"),
    ("DAFTAR PENDUDUK SE-KECAMATAN UTARA", None, "UTARA"),
    ("DATA PENDUDUK PER DESA DAN KECAMATAN", None, None),
    ("DESAKU MAJU", None, None),
]


@pytest.mark.parametrize(("title", "kelurahan", "kecamatan"), TITLES)
def test_a_title_names_the_area_of_a_table_without_a_column_for_it(
    tmp_path: Path, title: str, kelurahan: str | None, kecamatan: str | None
) -> None:
    frame = read(tmp_path, [title, "NIK;NAMA;TGL LAHIR", "3298010101900001;SITI;01-01-1990"]).frame
    found = [frame[name][0] if name in frame.columns else None for name in ("kelurahan", "kecamatan")]
    assert found == [kelurahan, kecamatan]


GROUPS = [
    ("KELURAHAN SUKASARI;2;;;;", "SUKASARI", None, None),
    ("KELURAHAN SUKASARI;2", "SUKASARI", None, None),
    ("KELURAHAN KARANG 2;;;;;", "KARANG 2", None, None),
    ("KELURAHAN SUKASARI;;94123;JIWA;;", "SUKASARI", None, None),
    ("KELURAHAN SUKASARI 94123;;;;;", "SUKASARI", None, None),
    ("KELURAHAN SUKASARI 94.123;;;;;", "SUKASARI", None, None),
    ("KELURAHAN SUKASARI (94.123);;;;;", "SUKASARI", None, None),
    ("KELURAHAN SUKASARI - 94123;;;;;", "SUKASARI", None, None),
    ("KELURAHAN SUKASARI 37 KK / 120 JIWA;;;;;", "SUKASARI", None, None),
    ("KELURAHAN SUKASARI JUMLAH : 94.123;;;;;", "SUKASARI", None, None),
    ("Kel. SUKASARI : 94123 jiwa;;;;;", "SUKASARI", None, None),
    ("Kelurahan : SUKASARI : 37;;;;;", "SUKASARI", None, None),
    ("KELURAHAN;SUKASARI 94123;;;;", "SUKASARI", None, None),
    ("KELURAHAN KARANG 2 94123;;;;;", "KARANG 2", None, None),
    ("KELURAHAN KARANG 2 : 37 orang;;;;;", "KARANG 2", None, None),
    ("KELURAHAN 16 ULU;;;;;", "16 ULU", None, None),
    ("KELURAHAN 8 ILIR;;;;;", "8 ILIR", None, None),
    ("Kelurahan : 9-10 ULU;;;;;", "9-10 ULU", None, None),
    ("KEC/KEL : SUKAMAJU / 7 ULU 94123;;;;;", "7 ULU", "SUKAMAJU", None),
    ("KELURAHAN 07 - SUKASARI;;;;;", "SUKASARI", None, None),
    ("KELURAHAN 001 SUKASARI;;;;;", "SUKASARI", None, None),
    ("KELURAHAN 12. SUKASARI;;;;;", "SUKASARI", None, None),
    ("KELURAHAN KODE : 1001;;;;;", None, None, None),
    ("KELURAHAN SUKASARI KECAMATAN SUKAMAJU 94123;;;;;", "SUKASARI", "SUKAMAJU", None),
    ("KEC/KEL : SUKAMAJU / SUKASARI 94123;;;;;", "SUKASARI", "SUKAMAJU", None),
    ("KELURAHAN : 3298011001 - SUKASARI;;;;;", "SUKASARI", None, None),
    ("KELURAHAN : 32.98.01.1001 SUKASARI;;;;;", "SUKASARI", None, None),
    ("KELURAHAN;3298011001 SUKASARI;;;;", "SUKASARI", None, None),
    (";KELURAHAN;3298011001 SUKASARI;;;", "SUKASARI", None, None),
    ("KELURAHAN;3298011001;SUKASARI;;;", "SUKASARI", None, None),
    (";3298011001;KELURAHAN SUKASARI;;;", "SUKASARI", None, None),
    ("KEC/KEL : SUKAMAJU / SUKASARI;;;;;", "SUKASARI", "SUKAMAJU", None),
    ("KEL/KEC : SUKASARI / SUKAMAJU;;;;;", "SUKASARI", "SUKAMAJU", None),
    ("Kelurahan;:;SUKASARI;Kecamatan;:;SUKAMAJU", "SUKASARI", "SUKAMAJU", None),
    ("Kelurahan;SUKASARI;Kecamatan;SUKAMAJU;;", "SUKASARI", "SUKAMAJU", None),
    ("RT 001 / RW 002;;;;;", None, None, ("001", "002")),
    ("RT 001 RW 002;;37;;;", None, None, ("001", "002")),
    ("RT : 001;RW : 002;;;;", None, None, ("001", "002")),
    ("RW 002 RT 001;;;;;", None, None, ("001", "002")),
    ("RT/RW : 001/002;;;;;", None, None, ("001", "002")),
    ("RT 001/002;;;;;", None, None, ("001", "002")),
    ("RT 001 - RW 002;;;;;", None, None, ("001", "002")),
    ("RT 001-005 RW 002;;;;;", None, None, (None, "002")),
    ("RT 01 s/d RT 05;;;;;", None, None, None),
    ("KELURAHAN SUKASARI RT 001;;;;;", "SUKASARI", None, ("001", None)),
]


@pytest.mark.parametrize(("line", "kelurahan", "kecamatan", "numbers"), GROUPS)
def test_a_heading_between_the_rows_names_the_place_of_those_below(
    tmp_path: Path,
    line: str,
    kelurahan: str | None,
    kecamatan: str | None,
    numbers: tuple[str | None, str | None] | None,
) -> None:
    rows = [f"{at};329801010190000{at};SITI AMINAH;01-01-1990;JL. X {at};P" for at in range(1, 5)]
    frame = read(tmp_path, ["NO;NIK;NAMA;TGL LAHIR;ALAMAT;JK", line, *rows]).frame
    assert frame["nama"].to_list() == ["SITI AMINAH"] * 4
    found = [frame[name][3] if name in frame.columns else None for name in ("kelurahan", "kecamatan", "rt", "rw")]
    assert found == [kelurahan, kecamatan, *(numbers or (None, None))]


def test_an_rt_ends_where_another_rw_or_kelurahan_begins(tmp_path: Path) -> None:
    row = "{at};329801010190000{at};SITI AMINAH;01-01-1990;JL. X {at};P"
    heads = ["KELURAHAN MEKAR", "RW 01", "RT 02", "RT 03", "RW 04", "KELURAHAN BARU", "KELURAHAN BARU"]
    lines = [line for at, head in enumerate(heads, 1) for line in (f"{head};;;;;", row.format(at=at))]
    frame = read(tmp_path, ["NO;NIK;NAMA;TGL LAHIR;ALAMAT;JK", *lines]).frame
    assert frame["kelurahan"].to_list() == [*["MEKAR"] * 5, "BARU", "BARU"]
    assert frame["rw"].to_list() == [None, "01", "01", "01", "04", None, None]
    assert frame["rt"].to_list() == [None, None, "02", "03", None, None, None]


def test_what_many_sheets_take_from_their_names_is_said_once(tmp_path: Path) -> None:
    header = ["NIK", "NAMA", "TGL LAHIR"]
    content = workbook(
        **{f"Kel. Mekar {at}": [header, [f"329801010190000{at}", "SITI", "01-01-1990"]] for at in range(1, 6)}
    )
    notes = [note.en for source in read(tmp_path, content, name="a.xlsx").sources for note in source.notes]
    assert [note for note in notes if "taken from" in note] == [
        "kelurahan taken from titles, the sheet's name or lines between the rows. (5 sheets)"
    ]


def test_a_sheet_names_the_area_of_its_rows(tmp_path: Path) -> None:
    header = ["NIK", "NAMA", "KELURAHAN"]
    content = workbook(
        **{
            "Kec. Utara": [header, ["3298010101900001", "SITI", "MEKAR"]],
            "Kec_Selatan": [header, ["3298010101900002", "UJANG", "MEKAR"]],
            "Sheet3": [header, ["3298010101900003", "DEWI", "MEKAR"]],
        }
    )
    assert read(tmp_path, content, name="a.xlsx").frame["kecamatan"].to_list() == ["Utara", "Selatan", None]


def test_a_sheet_names_the_segment_of_its_rows(tmp_path: Path) -> None:
    header = ["NOKA", "NIK", "NAMA"]
    content = workbook(
        **{
            "PBI-JK": [header, ["0001234567890", "3298010101900001", "SITI"]],
            "Sheet 21": [header, ["0001234567891", "3298010101900002", "UJANG"]],
        }
    )
    assert read(tmp_path, content, "members", name="a.xlsx").frame["segmen"].to_list() == ["PBI-JK", None]


def test_cells_merged_over_a_family_are_everyones(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["No KK", "NIK", "NAMA", "ALAMAT"],
        ["3298010101100001", "3298010101900001", "SITI", "JL X"],
        [None, "3298010101900002", "UJANG", None],
        [None, "3298010101900003", "DEWI", None],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("D2:D4")
    written = io.BytesIO()
    book.save(written)
    frame = read(tmp_path, written.getvalue(), name="a.xlsx").frame
    assert frame["no_kk"].to_list() == ["3298010101100001", "3298010101100001", None]
    assert frame["alamat"].to_list() == ["JL X"] * 3


def test_the_lines_of_a_family_are_listed_as_no_rows(tmp_path: Path) -> None:
    assert set(skipped(read(tmp_path, LABELLED)).values()) == {"judul_bagian"}
