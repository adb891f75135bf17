from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.files.reading import HEADER, lines, names, read, reasons, refusal, row, skipped


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (HEADER, "judul_terulang"),
        (HEADER.lower(), "judul_terulang"),
        ("1;2;3;4;5", "nomor_kolom"),
        ("(1);(2);(3);(4);(5)", "nomor_kolom"),
        ("a;b;c;d;e", "nomor_kolom"),
        ("JUMLAH;30;;;", "jumlah"),
        (";TOTAL;;;30", "jumlah"),
        ("JUMLAH;285878;;;", "jumlah"),
        ("Total peserta;1021337;;;", "jumlah"),
        ("17;285878;JUMLAH;;", "jumlah"),
        ("JUMLAH;285878;L 140000;P 145878;", "jumlah"),
        ("KECAMATAN BOGOR BARAT;327106;;;", "judul_bagian"),
        ("Sub Total : 30", "jumlah"),
        ("KELURAHAN CIKARET;;;;", "judul_bagian"),
        ("RT 002 RW 001", "judul_bagian"),
        ("Halaman 2 dari 9;;;;", "judul_bagian"),
        ("NO;NIK;NAMA", "judul_terulang"),
        ("sep=;", "judul_bagian"),
        ('"sep=;"', "judul_bagian"),
    ],
)
def test_a_line_that_is_no_person_is_skipped_and_listed(tmp_path: Path, line: str, reason: str) -> None:
    loaded = read(tmp_path, [*lines(3), line, row(4)])
    assert skipped(loaded) == {5: reason}
    assert loaded.frame["source_row"].to_list() == [1, 2, 3, 4]


@pytest.mark.parametrize("line", ["", ";;;;", "   ", " ; ; ; ; ", "-;-;-;-;-", '"";"";"";"";""', "17;;;;", "\t"])
def test_a_blank_line_is_counted_and_not_listed(tmp_path: Path, line: str) -> None:
    loaded = read(tmp_path, [*lines(3), line, row(4)])
    assert loaded.sources[0].skipped == {"kosong": 1}
    assert skipped(loaded) == {}
    assert len(names(loaded)) == 4


def test_notes_below_the_table_are_no_rows(tmp_path: Path) -> None:
    footer = [
        ";;;;",
        ";;;Cipta, 12 November 2026;",
        ";;;Kepala Dinas;",
        ";NIP. 196501011990031001;;;",
        "Dicetak 12-11-2026",
    ]
    loaded = read(tmp_path, [*lines(3), *footer])
    assert set(skipped(loaded).values()) == {"catatan_kaki"}
    assert loaded.frame.height == 3


@pytest.mark.parametrize("name", ["JUMLAH", "TOTAL", "NAMA", "DESA", "NULL", "O", "H. ABD. 2"])
def test_a_person_with_a_number_is_a_person_whatever_the_name(tmp_path: Path, name: str) -> None:
    assert names(read(tmp_path, [*lines(3), row(4, nama=name), row(5)]))[3] == name


def test_a_person_without_a_number_is_kept(tmp_path: Path) -> None:
    loaded = read(tmp_path, [*lines(3), row(4, nik=""), row(5, nik="TIDAK ADA"), "6;;UJANG;;", row(7)])
    assert loaded.frame.height == 7
    assert loaded.sources[0].refused == 0


def test_a_row_without_any_identity_is_refused(tmp_path: Path) -> None:
    loaded = read(tmp_path, [*lines(3), ";;;01-01-1990;JL. MAWAR", row(5)])
    assert reasons(loaded) == {5: "tanpa_identitas"}


def test_a_second_table_with_other_columns_refuses_the_file(tmp_path: Path) -> None:
    told = refusal(tmp_path, [*lines(3), "ALAMAT;NAMA;NIK;TGL LAHIR;AGAMA", "JL;SITI;3298010101900009;01-01-1990;1"])
    assert told == "data.csv, line 5: a second table with other headers."


def test_a_row_broken_in_its_last_cell_is_refused(tmp_path: Path) -> None:
    content = [HEADER, *(row(at, alamat=f"JL. MAWAR CIPTA {'ABC'[at % 3]}") for at in range(1, 20))]
    content[6:7] = [content[6][:-3], content[6][-3:]]
    assert set(reasons(read(tmp_path, content))) == {7, 8}


@pytest.mark.parametrize("cut", [1, 3, 9, 14, 25, 38])
def test_a_file_cut_in_its_last_row_refuses_that_row(tmp_path: Path, cut: int) -> None:
    content = [HEADER, *(row(at, alamat=f"JL. MAWAR {('CIKARET', 'SUKAMAJU')[at % 2]}") for at in range(1, 20))]
    loaded = read(tmp_path, "\n".join(content)[:-cut])
    assert reasons(loaded) == {20: "terpotong"}


def test_a_whole_last_row_without_line_end_is_read(tmp_path: Path) -> None:
    content = [HEADER, *(row(at, alamat="CIKARET") for at in range(1, 20))]
    assert len(names(read(tmp_path, "\n".join(content)))) == 19
    assert len(names(read(tmp_path, "\n".join(lines(3))))) == 3


@pytest.mark.parametrize(
    ("line", "is_read"),
    [
        ("9;3298010101900009;SITI;01-01-1990;CIKARET;;;", True),
        ("9;3298010101900009;;SITI;01-01-1990;;", False),
        ("9;3298010101900009;SITI;01-01-1990;NEW STREET;;", False),
    ],
)
def test_surplus_blank_cells_are_read_when_the_last_cell_is_known(tmp_path: Path, line: str, is_read: bool) -> None:
    content = [HEADER, *(row(at, alamat="CIKARET") for at in range(1, 9)), line, row(10)]
    assert (reasons(read(tmp_path, content)) == {}) is is_read


def test_a_delimiter_at_the_end_of_every_row_is_a_habit(tmp_path: Path) -> None:
    header, *rows = lines(5)
    loaded = read(tmp_path, [header, *(f"{line};" for line in rows)])
    assert loaded.frame["alamat"][4] == "JL. MAWAR 5"


def test_rows_that_leave_out_blank_remarks_are_read(tmp_path: Path) -> None:
    rows = [row(at) + (";baik" if at % 2 else "") for at in range(1, 20)]
    loaded = read(tmp_path, [HEADER + ";KET", *rows])
    assert loaded.sources[0].refused == 0
