from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.unit.files.reading import lines, names, read, refusal, row
from uhcmatch.errors import SettingsRefused
from uhcmatch.files import read_inputs

if TYPE_CHECKING:
    from uhcmatch.columns import Role


@pytest.mark.parametrize(
    "titles",
    [
        ["DAFTAR PENDUDUK", ""],
        ["DATA NIK DAN NAMA;;;;", ";;;;", "Per 1 November 2026;;;;"],
        ['LAPORAN "SEMENTARA', ""],
        [f"keterangan {number}" for number in range(20)],
    ],
)
def test_titles_above_the_header_are_passed_over(tmp_path: Path, titles: list[str]) -> None:
    loaded = read(tmp_path, [*titles, *lines(3)])
    assert loaded.sources[0].header_line == len(titles) + 1
    assert len(names(loaded)) == 3


def test_a_header_in_two_rows_is_one(tmp_path: Path) -> None:
    content = [
        "NO;NIK;NAMA;LAHIR;;IBU;",
        ";;;TEMPAT;TANGGAL;NIK;NAMA",
        "1;3298010101900001;SITI;BOGOR;01-01-1990;3298010101700001;AMINAH",
        "2;3298010101900002;UJANG;BOGOR;01-01-1990;3298010101700002;DEWI",
    ]
    loaded = read(tmp_path, content)
    assert loaded.frame["tanggal_lahir"][0] == "01-01-1990"
    assert loaded.frame["tempat_lahir"][0] == "BOGOR"
    assert loaded.frame["nama_ibu"][0] == "AMINAH"
    assert loaded.frame["source_row"].to_list() == [1, 2]


def test_groups_that_are_the_persons_own_change_nothing_others_do(tmp_path: Path) -> None:
    content = [
        "NO;DATA PESERTA;;ALAMAT;;KEPESERTAAN;;KEPALA KELUARGA;",
        ";NIK;NAMA;JALAN;KEL/DESA;JENIS;STATUS;NIK;NAMA",
        "1;3298010101900001;SITI;JL X;MEKAR;PBI;AKTIF;3298010101700001;UJANG",
    ]
    row = read(tmp_path, content, "members").frame.row(0, named=True)
    assert (row["nik"], row["nama"]) == ("3298010101900001", "SITI")
    assert (row["alamat"], row["kelurahan"], row["segmen"], row["status_peserta"]) == ("JL X", "MEKAR", "PBI", "AKTIF")


def test_a_header_cell_may_have_a_line_break(tmp_path: Path) -> None:
    loaded = read(tmp_path, ['NO;NIK;NAMA;"TGL\nLAHIR";ALAMAT', row(1), row(2)])
    assert loaded.frame["tanggal_lahir"][0] == "01-01-1990"


def test_trailing_empty_columns_are_nothing(tmp_path: Path) -> None:
    loaded = read(tmp_path, [f"{line};;;" for line in lines(3)])
    assert loaded.frame["alamat"][0] == "JL. MAWAR 1"
    assert loaded.sources[0].unknown == {"NO": None}


def test_nik_goes_before_the_old_card_number(tmp_path: Path) -> None:
    loaded = read(tmp_path, ["NO_KTP;NAMA;NIK", "1;SITI;3298010101900001"])
    assert loaded.sources[0].columns["nik"] == ("NIK",)


def test_the_persons_card_goes_before_the_family_heads(tmp_path: Path) -> None:
    loaded = read(tmp_path, ["NOKA_BPJS;PSNOKA_BPJS;NAMA", "0001;0002;SITI"], "members")
    assert loaded.frame["nomor_kartu"].to_list() == ["0002"]


def test_a_doubled_header_of_a_needed_field_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, ["NIK;NAMA;NIK", "1;SITI;2"]) == "data.csv, line 1: the header NIK stands twice."


def test_a_doubled_header_of_no_interest_is_not(tmp_path: Path) -> None:
    assert names(read(tmp_path, ["NIK;NAMA;KET;KET", "3298010101900001;SITI;a;b"])) == ["SITI"]


def test_an_unknown_header_gets_its_nearest_alias(tmp_path: Path) -> None:
    loaded = read(tmp_path, ["NIK;NAMA;KELURHN;AGAMA;ZZZZ", "3298010101900001;SITI;X;ISLAM;1"])
    assert loaded.sources[0].unknown == {"KELURHN": "KELURAHAN", "AGAMA": None, "ZZZZ": None}


def test_headers_with_a_wrong_letter_are_read_and_noted(tmp_path: Path) -> None:
    header = "NIK;NAMA LENKAP;TANGAL LAHIR;NO KARTU KELURGA;NAMA IBU KANDUG;KELURAHN"
    loaded = read(tmp_path, [header, "3298010101900001;SITI;01-01-1990;3298010101100001;WATI;MEKAR"])
    row = loaded.frame.row(0, named=True)
    assert [row[name] for name in ("nama", "tanggal_lahir", "no_kk", "nama_ibu", "kelurahan")] == [
        "SITI", "01-01-1990", "3298010101100001", "WATI", "MEKAR",
    ]  # fmt: skip
    assert loaded.sources[0].notes[0].en == "The header NAMA LENKAP is read as NAMA LENGKAP."
    assert len(loaded.sources[0].notes) == 5


@pytest.mark.parametrize("header", ["RUSUN", "NAMA X", "KELURA", "NAMA IBU KANDUNX Y"])
def test_another_word_is_no_misspelt_one(tmp_path: Path, header: str) -> None:
    loaded = read(tmp_path, [f"NIK;NAMA;{header}", "3298010101900001;SITI;X"])
    assert not loaded.sources[0].notes
    assert header in loaded.sources[0].unknown


def test_a_misspelt_header_never_goes_before_a_right_one(tmp_path: Path) -> None:
    loaded = read(tmp_path, ["NIK;NAMA;KELURAHN;KELURAHAN", "3298010101900001;SITI;X;MEKAR"])
    assert loaded.frame["kelurahan"].to_list() == ["MEKAR"]
    assert loaded.sources[0].unknown == {"KELURAHN": None}


def test_a_needed_column_that_is_missing_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path, ["NIK;ALAMAT", "3298010101900001;JL"]).endswith(
        "no column for NIK (or birth date) and name."
    )
    assert "card number" in refusal(tmp_path, ["NAMA;ALAMAT", "SITI;JL"], "members")


def test_members_without_a_number_are_read_when_the_office_names_the_birth_date(tmp_path: Path) -> None:
    content = ["full_name,born", "SITI,01-02-1990", "AGUS,03-04-1991"]
    named = {"nama": "full_name", "tanggal_lahir": "born"}
    assert names(read(tmp_path, content, "members", columns=named)) == ["SITI", "AGUS"]
    assert "card number" in refusal(tmp_path, ["NAMA;TGL_LHR", "SITI;01-02-1990"], "members")


@pytest.mark.parametrize("role", ["population", "members"])
def test_without_number_and_birth_date_the_office_names_name_and_address(tmp_path: Path, role: Role) -> None:
    content = ["PERSON;DOOR;CITY", "SITI AMINAH;JL. MAWAR 3;CIKARET", "BUDI SANTOSO;JL. MAWAR 4;CIKARET"]
    assert read(tmp_path, content, role, columns={"nama": "PERSON", "alamat": "DOOR"}).frame.height == 2
    assert "PERSON" not in str(refusal(tmp_path, ["NAMA;ALAMAT", *content[1:]], role))


def test_no_header_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, [row(1), row(2)]) == "data.csv has no header row that is known."


def test_settings_name_headers_and_join_several(tmp_path: Path) -> None:
    content = ["NOMOR X;DEPAN;BELAKANG;NAMA", "3298010101900001;SITI;AMINAH;salah"]
    loaded = read(tmp_path, content, columns={"nik": "nomor_x", "nama": ["DEPAN", "BELAKANG"]})
    assert loaded.frame["nama"].to_list() == ["SITI AMINAH"]
    assert loaded.sources[0].columns["nama"] == ("DEPAN", "BELAKANG")


def test_a_setting_may_be_for_another_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("NOMOR X;NAMA\n3298010101900001;SITI\n")
    (tmp_path / "b.csv").write_text("NIK;NAMA\n3298010101900002;UJANG\n")
    loaded = read_inputs([tmp_path], "population", {"nik": "NOMOR X"})
    assert loaded.frame["nik"].to_list() == ["3298010101900001", "3298010101900002"]
    assert [len(source.notes) for source in loaded.sources] == [0, 1]


def test_a_setting_for_no_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused) as caught:
        read(tmp_path, lines(2), columns={"nama_ibu": "ALAMATT"})
    assert caught.value.hint.en == "Did you mean ALAMAT?"


def test_place_and_date_in_one_column_are_split(tmp_path: Path) -> None:
    loaded = read(tmp_path, ["NIK;NAMA;TTL", "3298010101900001;SITI;BOGOR, 01-02-1990", "3298010101900002;AGUS;BOGOR"])
    assert loaded.frame["tempat_lahir"].to_list() == ["BOGOR", "BOGOR"]
    assert loaded.frame["tanggal_lahir"].to_list() == ["01-02-1990", None]


def test_content_that_cannot_be_what_its_header_says_is_refused(tmp_path: Path) -> None:
    content = ["NIK;NAMA;JENIS_KLMIN", *(f"32980101019000{at:02d};SITI;01-01-1990" for at in range(5))]
    told = refusal(tmp_path, content)
    assert told == (
        "data.csv: what stands under JENIS_KLMIN cannot be jenis_kelamin; the header does not fit the columns."
    )


def test_lines_counted_with_a_header_far_down(tmp_path: Path) -> None:
    loaded = read(tmp_path, ["x"] * 25 + lines(2))
    assert loaded.frame["source_line"].to_list() == [27, 28]


def test_a_name_in_parts_may_lack_its_first(tmp_path: Path) -> None:
    people = [f"SITI,AMINAH,0{day}-02-1990" for day in range(1, 9)]
    named: dict[str, str | list[str]] = {"nama": ["given", "family"], "tanggal_lahir": "born"}
    loaded = read(tmp_path, ["given,family,born", ",SARI,09-02-1990", ",,09-02-1990", *people], columns=named)
    assert names(loaded)[0] == "SARI"
    assert loaded.frame["reason"].to_list()[:3] == [None, "tanpa_identitas", None]


def test_a_blank_part_of_a_name_is_no_sign_of_shifted_cells(tmp_path: Path) -> None:
    people = [f"SITI,N{day % 7},AMINAH,0{1 + day % 9}-02-1990" for day in range(400)]
    people[7] = ",SITI,AMINAH,03-02-1990"
    named: dict[str, str | list[str]] = {"nama": ["given", "middle", "family"], "tanggal_lahir": "born"}
    loaded = read(tmp_path, ["given,middle,family,born", *people], columns=named)
    assert loaded.frame["reason"].null_count() == 400
