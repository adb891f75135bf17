from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.files.reading import HEADER, lines, names, read, reasons, refusal, row, skipped


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_every_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    loaded = read(tmp_path, [line.replace(";", delimiter) for line in lines(3)])
    assert loaded.sources[0].delimiter == delimiter
    assert loaded.frame["alamat"].to_list() == ["JL. MAWAR 1", "JL. MAWAR 2", "JL. MAWAR 3"]


def test_a_sep_line_is_no_header(tmp_path: Path) -> None:
    loaded = read(tmp_path, ["sep=;", *lines(3)])
    assert loaded.sources[0].header_line == 2
    assert loaded.frame["source_line"].to_list() == [3, 4, 5]


def test_numbers_stay_text(tmp_path: Path) -> None:
    loaded = read(tmp_path, ["NIK;NAMA;RT", "0171010101900001;SITI;001", "3,27101E+15;UJANG;01"])
    assert loaded.frame["nik"].to_list() == ["0171010101900001", "3,27101E+15"]
    assert loaded.frame["rt"].to_list() == ["001", "01"]


def test_a_stray_quote_in_a_name_costs_nothing(tmp_path: Path) -> None:
    loaded = read(tmp_path, [*lines(2), row(3, nama='Ja"an')])
    assert names(loaded)[2] == 'Ja"an'
    assert loaded.sources[0].notes[0].en == "1 rows hold a stray quote; read all the same."


@pytest.mark.parametrize("distance", [1, 2, 5, 200])
def test_two_stray_quotes_swallow_nobody(tmp_path: Path, distance: int) -> None:
    content = lines(distance + 5)
    content[3] = row(3, nama='"SITI')
    content[3 + distance] = row(4, nama='UJANG"')
    loaded = read(tmp_path, content)
    assert len(names(loaded)) == distance + 5


def test_quoted_cells_may_hold_delimiters_and_doubled_quotes(tmp_path: Path) -> None:
    loaded = read(tmp_path, [*lines(2), row(3, nama='"SITI; ""ITI"""', alamat='"JL; X"')])
    assert names(loaded)[2] == 'SITI; "ITI"'
    assert loaded.frame["alamat"][2] == "JL; X"


def test_a_quoted_address_may_span_lines(tmp_path: Path) -> None:
    loaded = read(tmp_path, [*lines(2), row(3, alamat='"JL. X\nRT 3\nRW 4"'), row(4)])
    assert loaded.frame["alamat"][2] == "JL. X\nRT 3\nRW 4"
    assert loaded.frame["source_line"].to_list() == [2, 3, 4, 7]


def test_a_record_over_too_many_lines_is_refused(tmp_path: Path) -> None:
    loaded = read(tmp_path, [*lines(2), row(3, alamat='"JL.' + "\nX" * 9 + '"'), row(4)])
    assert names(loaded)[-1] == "SITI DMINAH"
    assert set(reasons(loaded)) >= {4}


def test_backslash_quotes_are_read(tmp_path: Path) -> None:
    loaded = read(tmp_path, [*lines(2), r'"3";"3298010101900003";"SITI \"ITI\" X";"1";"JL"'])
    assert names(loaded)[2] == 'SITI "ITI" X'


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("4;3298010101900004;SITI;JL", "jumlah_kolom"),
        ("4;3298010101900004;SITI;01-01-1990;JL; X", "jumlah_kolom"),
        ("4;3298010101900004;SI\0TI;01-01-1990;JL", "nul"),
        ("4;3298010101900004;" + "A" * 2000 + ";01-01-1990;JL", "sel_terlalu_panjang"),
        ("4;3298010101900004;" + "A" * 20000 + ";01-01-1990;JL", "sel_terlalu_panjang"),
        ('4;"3298010101900004;SITI;01-01-1990', "tanda_kutip"),
        ("4,3298010101900004,SITI,01-01-1990,JL", "jumlah_kolom"),
    ],
)
def test_a_broken_row_is_refused_with_line_and_reason(tmp_path: Path, line: str, reason: str) -> None:
    loaded = read(tmp_path, [*lines(3), line, row(5)])
    assert reasons(loaded) == {5: reason}
    assert loaded.frame["source_row"].to_list() == [1, 2, 3, 4, 5]
    assert loaded.frame.filter("refused")["nama"].to_list() == [None]
    assert loaded.sources[0].refused == 1


def test_whole_lines_in_quotes_are_unwrapped(tmp_path: Path) -> None:
    inner = [line.replace(";", ",") for line in lines(3)]
    loaded = read(tmp_path, [f'"{line}";;' for line in inner])
    assert names(loaded) == ["SITI AMINAH", "SITI BMINAH", "SITI CMINAH"]


def test_single_quotes_round_every_cell_are_taken_off(tmp_path: Path) -> None:
    loaded = read(tmp_path, [";".join(f"'{cell}'" for cell in line.split(";")) for line in lines(3)])
    assert names(loaded)[0] == "SITI AMINAH"


def test_a_leading_apostrophe_is_left_as_read(tmp_path: Path) -> None:
    loaded = read(tmp_path, [HEADER, row(1, nik="'3298010101900001"), row(2)])
    assert loaded.frame["nik"][0] == "'3298010101900001"


def test_white_space_round_cells_is_kept_out_and_blank_is_null(tmp_path: Path) -> None:
    loaded = read(tmp_path, [HEADER, row(1, nama="  SITI\u00a0 ", lahir=" \u200b "), row(2)])
    assert names(loaded)[0] == "SITI"
    assert loaded.frame["tanggal_lahir"][0] is None


def test_unicode_line_separators_do_not_break_a_row(tmp_path: Path) -> None:
    loaded = read(
        tmp_path, [HEADER, *(row(at, nama=f"A{mark}B") for at, mark in enumerate("\u2028\x85\x0b\x0c\x1c", 1))]
    )
    assert loaded.frame.height == 5
    assert loaded.sources[0].refused == 0


def test_more_names_than_the_header_has_refuse_the_file(tmp_path: Path) -> None:
    content = ["NIK;NAMA;KELURAHANKECAMATAN", *(f"32980101019000{at:02d};SITI;CIKARET;CIPTA" for at in range(5))]
    assert refusal(tmp_path, content) == "data.csv: the rows have more cells than the header (line 1)."


def test_a_file_without_a_row_that_fits_is_refused(tmp_path: Path) -> None:
    assert "has not a single row that fits its header" in refusal(tmp_path, ["NIK;NAMA;RT", "3298010101900001,SITI,1"])


def test_a_header_alone_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, [HEADER]) == "data.csv holds only a header."


def test_fast_and_careful_reading_agree(tmp_path: Path) -> None:
    clean = read(tmp_path, lines(25))
    broken = read(tmp_path, [*lines(25), "x;y;z", ""])
    assert broken.frame.filter(~broken.frame["refused"]).equals(clean.frame)


def test_counts_close(tmp_path: Path) -> None:
    content = [*lines(9), "", "TOTAL;9", "1;2", "4;3298010101900004;SITI;JL"]
    loaded = read(tmp_path, content)
    source = loaded.sources[0]
    assert source.rows + sum(source.skipped.values()) + source.header_line == len(content)
    assert skipped(loaded) == {12: "jumlah", 13: "catatan_kaki"}


def test_single_rows_in_one_quote_are_unwrapped(tmp_path: Path) -> None:
    content = lines(12)
    content[4] = f'"{content[4]}"'
    assert names(read(tmp_path, content)) == names(read(tmp_path, lines(12), name="plain.csv"))


def test_rows_in_single_quotes_need_no_quoted_header(tmp_path: Path) -> None:
    quoted = [HEADER, *(";".join(f"'{cell}'" for cell in line.split(";")) for line in lines(12)[1:])]
    assert names(read(tmp_path, quoted)) == names(read(tmp_path, lines(12), name="plain.csv"))


def test_a_full_row_without_a_number_inside_a_quoted_cell_is_not_guessed(tmp_path: Path) -> None:
    pasted = 'JL. MAWAR\n7;7;7;7;7"'
    content = [*lines(12), row(13, alamat=f'"{pasted}'), row(14)]
    frame = read(tmp_path, content).frame
    assert frame.filter("refused")["source_line"].to_list() == [14, 15]
