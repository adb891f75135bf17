"""Files that are no register of this side: one clear sentence each, in both languages, exit code 11."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.unit.files.reading import read, refusal
from uhcmatch.errors import InputRefused

if TYPE_CHECKING:
    from pathlib import Path

    from uhcmatch.columns import Role

MEMBERS = ["NOKA;NIK;NAMA LENGKAP PESERTA;SEGMEN", "0001234567890;3298010101900001;SITI;PBI"]
RESIDENTS = ["NIK;NO_KK;NAMA_LGKP;AGAMA", "3298010101900001;3298010101100001;SITI;ISLAM"]
WITH_SOME_CARDS = [
    "NIK;NO_KK;NAMA;AGAMA;PEKERJAAN;SHDK;no_asuransi",
    "3298010101900001;3298010101100001;SITI;ISLAM;PETANI;ISTRI;0001234567890",
    "3298010101900002;3298010101100001;UJANG;ISLAM;PETANI;ANAK;",
]
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

WRONG: list[tuple[str, str | bytes | list[str], Role, str, str]] = [
    ("kosong.csv", b"", "population", "kosong (0 byte)", "is empty (0 bytes)"),
    ("spasi.csv", "\r\n \r\n", "members", "kosong", "is empty"),
    ("judul.csv", "NIK;NAMA;TGL LAHIR", "population", "hanya berisi judul kolom", "holds only a header"),
    ("biner.csv", bytes(range(256)) * 20, "members", "adalah berkas biner", "is a binary file"),
    ("halaman.csv", "<!DOCTYPE html><p>Login</p>", "members", "adalah halaman HTML", "is an HTML page"),
    ("a.pdf", b"%PDF-1.7", "members", "adalah PDF", "is a PDF"),
    ("a.json", '[{"nik": "1"}]', "population", "adalah JSON", "is JSON"),
    ("foto.jpg", b"\xff\xd8\xff\xe0", "population", "adalah gambar", "is a picture"),
    ("a.rar", b"Rar!\x1a\x07\x00", "members", "adalah arsip RAR", "is a RAR archive"),
    ("a.xls", OLD_WORKBOOK, "population", "adalah XLS lama", "is an old XLS workbook"),
    (
        "a.xlsx",
        OLD_WORKBOOK + "EncryptedPackage".encode("utf-16-le"),
        "population",
        "dilindungi kata sandi",
        "is protected by a password",
    ),
    ("m.csv", MEMBERS, "population", "adalah data peserta", "is a membership file"),
    ("p.csv", RESIDENTS, "members", "adalah data penduduk", "is a population file"),
    ("kartu.csv", WITH_SOME_CARDS, "members", "adalah data penduduk", "is a population file"),
    (
        "dak2.csv",
        ["NO;KECAMATAN;KELURAHAN;LAKI-LAKI;PEREMPUAN;JUMLAH;WAJIB KTP", "1;UTARA;MEKAR;120;130;250;200"],
        "population",
        "adalah tabel jumlah per wilayah",
        "is a table of numbers per area",
    ),
    (
        "sapuan.csv",
        ["resident_row;kelurahan;nik;nama;status", "1;MEKAR;3298010101900001;SITI;unenrolled"],
        "population",
        "adalah hasil uhcmatch",
        "is a product of uhcmatch",
    ),
    (
        "dump.csv",
        ["source_file;source_line;nik;nama;refused;reason", "a.csv;2;3298010101900001;SITI;false;"],
        "members",
        "adalah hasil uhcmatch",
        "is a product of uhcmatch",
    ),
]


@pytest.mark.parametrize(("name", "content", "role", "indonesian", "english"), WRONG, ids=[one[0] for one in WRONG])
def test_a_wrong_file_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: str | bytes | list[str], role: Role, indonesian: str, english: str
) -> None:
    with pytest.raises(InputRefused) as caught:
        read(tmp_path, content, role, name=name)
    told, hint = caught.value.lines("id")
    assert caught.value.exit_code == 11
    assert told.startswith(f"error: {name} {indonesian}")
    assert caught.value.words.en.startswith(f"{name} {english}")
    assert told.count(". ") == 0
    assert hint.endswith(".")


def workbook(**sheets: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if title == "Lama" and len(sheets) > 1 else "visible"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_an_empty_workbook_is_empty(tmp_path: Path) -> None:
    assert refusal(tmp_path, workbook(Sheet=[]), name="a.xlsx") == "a.xlsx is empty."


def test_a_table_on_a_hidden_sheet_is_not_read_and_told(tmp_path: Path) -> None:
    content = workbook(Lama=[["NIK", "NAMA"], ["3298010101900001", "SITI"]], Rekap=[["isi", "lain"]])
    assert "hidden sheets" in refusal(tmp_path, content, name="a.xlsx")


def test_a_zip_without_a_table_says_so(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("surat.pdf", b"%PDF")
    assert refusal(tmp_path, packed.getvalue(), name="a.zip") == "a.zip is a ZIP without CSV or XLSX inside."


def packed(**texts: str) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name, text in texts.items():
            file.writestr(f"{name.replace('_', '.')}", text)
    return archive.getvalue()


TABLE = "NIK;NAMA;TGL LAHIR\n3298010101900001;SITI;01-01-1990\n"


@pytest.mark.parametrize("text", ["Data per kecamatan, semester 1, lengkap.\nHubungi: 0341-555", "x"])
def test_a_text_beside_the_tables_of_a_zip_is_named_and_left_out(tmp_path: Path, text: str) -> None:
    loaded = read(tmp_path, packed(BACA_txt=text, data_csv=TABLE), name="a.zip")
    assert loaded.frame["nama"].to_list() == ["SITI"]
    assert next(note.en for note in loaded.sources[0].notes) == "a.zip/BACA.txt is no table: not read."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sisa_txt", "3298010101900002;BUDI;01-01-1990\n"),
        ("sisa_txt", "NIK;NAMA;TGL LAHIR\n"),
        ("rekap_csv", "KELURAHAN;JUMLAH\nSUKASARI;1.234\n"),
    ],
)
def test_what_may_be_a_table_in_a_zip_is_never_left_out(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(InputRefused) as caught:
        read(tmp_path, packed(data_csv=TABLE, **{name: text}), name="a.zip")
    assert name.replace("_", ".") in caught.value.words.en
    assert caught.value.hint is not None
    assert "folder" in caught.value.hint.id or "tiap bagian" in caught.value.hint.id
