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


COUNTS = (
    "LAKI-LAKI PEREMPUAN L Pindahan Dipindahkan DIPINDAHKAN_KE_HALAMAN_BERIKUTNYA Saldo_dipindahkan Kumulatif "
    "Seluruhnya Keseluruhan Semua Jiwa KEPALA_KELUARGA Penduduk"
)


@pytest.mark.parametrize("word", COUNTS.split())
def test_a_number_beside_what_it_counts_is_no_person(tmp_path: Path, word: str) -> None:
    for number in ("285878", "285.878", "9412"):
        line = f";{number};{word.replace('_', ' ')};;"
        for after in ([row(4)], []):
            assert skipped(read(tmp_path, [*lines(3), line, *after])) == {5: "jumlah"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (";;Tanggal Cetak;30-06-2026;", "catatan_kaki"),
        (";;Tgl. Cetak;30-06-2026;", "catatan_kaki"),
        (";;Dicetak tanggal;30-06-2026;", "catatan_kaki"),
        (";;Per tanggal;30-06-2026;", "catatan_kaki"),
        (";;Posisi data;30-06-2026;", "catatan_kaki"),
        (";;Semarang,;30-06-2026;", "catatan_kaki"),
        (";;Semarang, 30 Juni 2026;;", "catatan_kaki"),
        (";20260630;ADMIN;;", "catatan_kaki"),
        (";20260630;Dicetak oleh admin01;;", "catatan_kaki"),
        (";50171;Kode Pos;;", "catatan_kaki"),
        (";0243512345;Telp. Kantor Kelurahan;;", "catatan_kaki"),
        (";9999999999999999;TRAILER;;", "catatan_kaki"),
        (";3298011001;KELURAHAN SUKASARI;;", "judul_bagian"),
        (";329801;KECAMATAN SUKAMAJU;;", "judul_bagian"),
        ("KELURAHAN;3298011001;SUKASARI;;", "judul_bagian"),
        (";;001 Total;;37", "jumlah"),
        (";;;SUKASARI Count;37", "jumlah"),
        (";37;001 Jumlah;;", "jumlah"),
    ],
)
def test_a_line_of_few_cells_is_what_its_words_say(tmp_path: Path, line: str, reason: str) -> None:
    for after in ([row(4)], []):
        loaded = read(tmp_path, [*lines(3), line, *after])
        assert skipped(loaded) == {5: reason}
        assert len(names(loaded)) == 3 + len(after)


@pytest.mark.parametrize(
    "line",
    [
        ";197001011998031002;BUDI SANTOSO;;",
        ";19700101 199803 1 002;BUDI SANTOSO;;",
        ";329801;SUKAMAJU;;",
        "1;94123;SUKASARI;;",
        ";285878;UJANG;;",
        ";285878;;;",
    ],
)
def test_a_line_of_few_cells_that_says_nothing_is_refused_and_listed(tmp_path: Path, line: str) -> None:
    assert reasons(read(tmp_path, [*lines(3), line, row(4)])) == {5: "tanpa_identitas"}


@pytest.mark.parametrize(
    "line",
    [
        row(4, nik="285878"),
        row(4, nik="285878", nama="SEMUA"),
        row(4, nik="", nama="LAKI-LAKI"),
        row(4, nik="197001011998031002"),
        "4;3298010101900004;JIWA;;",
        "4;3298010101900004;AKHIR;;",
        "4;3298010101900004;SUMBER;;",
        "4;32.98.010101900004;PER TANGGAL;;",
        "4;32980101019;UJANG;;",
        "4;285878;UJANG;01-01-1990;",
        "4;;SEMUA;;",
        ";;UJANG;01-01-1990;",
        ";;SITI;1990;",
    ],
)
def test_a_person_of_few_cells_is_a_person(tmp_path: Path, line: str) -> None:
    assert len(names(read(tmp_path, [*lines(3), line, row(5)]))) == 5


@pytest.mark.parametrize("line", ["285878;UJANG", "3298;SITI", "197001011998031002;BUDI SANTOSO", ";SITI"])
def test_in_a_table_of_two_columns_two_cells_are_all_there_are(tmp_path: Path, line: str) -> None:
    rows = [f"329801010190000{at};SITI {'ABC'[at]}" for at in range(3)]
    assert len(names(read(tmp_path, ["NIK;NAMA", *rows, line, rows[0]]))) == (4 if line == ";SITI" else 5)


def test_a_card_number_without_its_zeros_is_whole_where_all_are(tmp_path: Path) -> None:
    rows = [f"{at};123456789{at};;SITI AMINAH;01-01-1990;JL. X" for at in range(1, 4)]
    loaded = read(tmp_path, ["NO;NOKA;NIK;NAMA;TGL LAHIR;ALAMAT", *rows, "4;1234567899;;UJANG;;", rows[0]], "members")
    assert names(loaded)[3] == "UJANG"


@pytest.mark.parametrize("name", ["HAL", "KOTA", "CATATAN"])
def test_a_sex_and_a_date_are_a_persons_whatever_the_name(tmp_path: Path, name: str) -> None:
    header = "first_name,middle_name,last_name,date_of_birth,sex"
    rows = [f"ANISA{chr(65 + at)},A,PUTRI,199001{at:02},Female" for at in range(10, 30)]
    columns: dict[str, str | list[str]] = {
        "nama": ["first_name", "middle_name", "last_name"],
        "tanggal_lahir": "date_of_birth",
        "jenis_kelamin": "sex",
    }
    loaded = read(tmp_path, [header, *rows[:9], f"{name},,,20070709,Male", *rows[9:]], columns=columns)
    assert skipped(loaded) == reasons(loaded) == {}


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


@pytest.mark.parametrize(
    ("number", "name"), [("1656951521", "DAROSNO"), ("1656951521", "JUMLAH"), ("2742381", "DINDA"), ("90651", "DAUD")]
)
def test_a_card_of_few_cells_that_lost_its_zeros_among_whole_ones_is_a_persons(
    tmp_path: Path, number: str, name: str
) -> None:
    header = "NOMOR KARTU;NIK;NO KK;NAMA;TGL LAHIR;SEGMEN;STATUS;ALAMAT"
    full = [
        f"00016569515{n:02};32710105039000{n:02};3271010101150001;SITI;05-03-1990;PBI;AKTIF;JL. A" for n in range(1, 30)
    ]
    annex = [f"{n}695151;;;UJANG;;;;JL. SALAK NO. {n}" for n in range(31, 50)]
    card = f"{number};;;{name};;;;JL. SALAK NO. 20"
    assert names(read(tmp_path, [header, *full, *annex, card], role="members"))[-1] == name


WIDE = "NO;NIK;NO_KK;NAMA;JK;TGL_LAHIR;HUB;NAMA_IBU;ALAMAT;RT;RW;KELURAHAN;KECAMATAN"


def resident(number: int) -> str:
    """Return a line below WIDE."""
    relation, name = ("KEPALA KELUARGA", "ISTRI", "ANAK")[number % 3], f"SITI {'ABCDE'[number % 5]}MINAH"
    person = f"32980101019000{number:02};32980101011500{number:02};{name};P;01-01-1990;{relation};SRI"
    return f"{number};{person};JL. MAWAR {number};001;002;MEKAR;UTARA"


CLOSING = [
    ";;;KETUA RT;;;;;;001;002;MEKAR;UTARA",
    ";;;KETUA RT 001;;;;;;001;002;MEKAR;UTARA",
    ";;;LURAH MEKAR;;;;;;001;002;MEKAR;UTARA",
    ";Mengetahui;;Lurah;;Petugas;;Camat;;;;;",
    "Mengetahui,;;;Ketua RW;;;;Petugas Pendata;;;;Lurah Mekar;",
    "Dibuat oleh;;;Diperiksa oleh;;;;Disetujui oleh;;;;Mengetahui;",
    ";;;Ketua RT 001;;;;Ketua RW 002;;;;Lurah;",
    ";NIP. 197001011998031002;;BUDI;;;;NIP. 196501011990031001;;;;NIP. 198001011998031002;",
    "TRL;0000000000000060;0000000000000000;TRAILER;;;;;;;;;",
    "TRL;0000060;20260630;3299;;;;;;;;;",
    "99999;9999999999999999;9999999999999999;AKHIR;;;;;;;;;",
    ";9999999999999999;9999999999999999;ZZZZ;;;;;;999;999;;",
    "0;0000000000000000;0000000000000000;0;0;00-00-0000;0;0;0;000;000;0;0",
]


@pytest.mark.parametrize("line", CLOSING)
def test_a_line_of_many_cells_that_closes_the_list_is_no_person(tmp_path: Path, line: str) -> None:
    above = [WIDE, *map(resident, range(1, 6))]
    assert skipped(read(tmp_path, [*above, line])) == {7: "catatan_kaki"}
    between = read(tmp_path, [*above, line, resident(6)])
    assert (reasons(between), skipped(between)) == ({7: "tanpa_identitas"}, {})


def test_who_signs_below_the_list_is_no_resident(tmp_path: Path) -> None:
    signs = [";;;KETUA RT 001;;;;;;001;002;MEKAR;UTARA", ";;;BUDI SANTOSO;;;;;;001;002;MEKAR;UTARA"]
    loaded = read(tmp_path, [WIDE, *map(resident, range(1, 6)), *signs, ";;;UJANG;L;;;;;001;002;MEKAR;UTARA"])
    assert skipped(loaded) == {7: "catatan_kaki", 8: "catatan_kaki"}
    assert names(loaded)[5:] == ["UJANG"]


@pytest.mark.parametrize(
    "line",
    [
        "6;;;SITI;P;;;;;001;002;MEKAR;UTARA",
        ";;;SITI;;;;;;001;002;MEKAR;UTARA",
        ";;;LURAHMAN;;;;;;001;002;MEKAR;UTARA",
        ";;;KETUT;;;;;;001;002;MEKAR;UTARA",
        "6;;;LURAH;;;;;;001;002;MEKAR;UTARA",
        ";;;LURAH;L;;;;;001;002;MEKAR;UTARA",
        ";;;CAMAT;;;KEPALA KELUARGA;;;001;002;MEKAR;UTARA",
        ";;;KETUA;;;;;JL. MAWAR;001;002;MEKAR;UTARA",
        ";;;KEPALA;;1990;;;;001;002;MEKAR;UTARA",
        ";;3298010101150001;CAMAT;;;;;;001;002;MEKAR;UTARA",
        ";0;0;AKHIR;L;01-01-1990;;;;001;002;MEKAR;UTARA",
        "6;9999999999999999;9999999999999999;SITI;P;01-01-1990;ANAK;SRI;JL. MAWAR;001;002;MEKAR;UTARA",
        "6;0000000000000000;0000000000000000;SITI;;;;;;001;002;MEKAR;UTARA",
    ],
)
def test_a_person_of_many_cells_is_a_person_whatever_the_name(tmp_path: Path, line: str) -> None:
    rows = [resident(number) for number in range(10, 40)]
    for after in ([], [resident(7)]):
        assert len(names(read(tmp_path, [WIDE, *rows, line, *after]))) == 31 + len(after)


@pytest.mark.parametrize(("number", "name"), [("3298010101900050", "TRAILER"), ("32980101019", "LURAH")])
def test_a_person_with_a_number_closes_no_list(tmp_path: Path, number: str, name: str) -> None:
    header, *rows = [line.split(";", 1)[1] for line in [WIDE, *map(resident, range(10, 40))]]
    loaded = read(tmp_path, [header, *rows, f"{number};;{name};;;;;;001;002;MEKAR;UTARA", rows[0]])
    assert names(loaded)[30] == name
