from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.unit.files.reading import read, reasons

HEADER = "NIK;NO_KK;NAMA;JK;TMPT_LHR;TGL_LHR;ALAMAT;NO_RT;NO_RW;NAMA_KEL;NAMA_KEC"
PLACES = ("BOGOR", "CIANJUR")
AREAS = (("CIKARET", "CIPTA"), ("SUKAMAJU", "BATU"))


def cells(number: int) -> list[str]:
    return [
        f"32980101019000{number:02d}",
        f"32980101010500{number:02d}",
        f"SITI {chr(65 + number)}MINAH",
        "LP"[number % 2],
        PLACES[number % 2],
        f"{number % 28 + 1:02d}-01-1990",
        f"JL. MAWAR {number}",
        f"{number % 9 + 1:03d}",
        f"{number % 4 + 1:03d}",
        *AREAS[number % 2],
    ]


def table(**changed: list[str]) -> list[str]:
    rows = [cells(number) for number in range(20)]
    return [HEADER, *(";".join(changed.get(f"row{at}", row)) for at, row in enumerate(rows))]


@pytest.mark.parametrize("lost", range(10))
@pytest.mark.parametrize("extra", [1, 4, 7, 10])
def test_one_separator_lost_and_one_too_many_refuse_the_row(tmp_path: Path, lost: int, extra: int) -> None:
    row = cells(7)
    row[lost : lost + 2] = ["".join(row[lost : lost + 2])]
    row.insert(extra, "")
    if row == cells(7):
        return
    loaded = read(tmp_path, table(row7=row))
    assert reasons(loaded) == {9: "kolom_bergeser"}


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, "TIDAK ADA"),
        (0, "-"),
        (0, ""),
        (3, "?"),
        (5, "31-02-1990"),
        (7, "RT. 01"),
        (4, ""),
        (2, "SITI 2"),
        (9, "BARU"),
        (10, "00ooo"),
        (9, "16lO1O"),
    ],
)
def test_one_odd_cell_is_no_shift(tmp_path: Path, place: int, value: str) -> None:
    row = cells(7)
    row[place] = value
    assert reasons(read(tmp_path, table(row7=row))) == {}


@pytest.mark.parametrize("place", [2, 3, 5])
@pytest.mark.parametrize("blank", [3, 4, 5, 7])
def test_a_dash_is_no_cell_of_another_column(tmp_path: Path, place: int, blank: int) -> None:
    row = cells(7)
    row[blank], row[place] = "", "-"
    assert reasons(read(tmp_path, table(row7=row))) == {}


@pytest.mark.parametrize("word", ["NULL", "TIDAK ADA", "Belum Ada", "tidak tahu", "XXXX", "N/A", "0", "?"])
@pytest.mark.parametrize("places", [(7, 8), (3, 5), (2, 5), (0, 1), (9, 10)])
def test_words_for_unknown_are_no_cells_of_other_columns(tmp_path: Path, word: str, places: tuple[int, int]) -> None:
    rows = {f"row{at}": cells(at) for at in (7, 12)}
    for row in rows.values():
        row[places[0]] = row[places[1]] = word
    assert reasons(read(tmp_path, table(**rows))) == {}


def test_place_and_date_of_birth_swapped_are_left_for_later(tmp_path: Path) -> None:
    row = cells(7)
    row[4], row[5] = row[5], row[4]
    assert reasons(read(tmp_path, table(row7=row))) == {}


def test_a_date_in_the_place_column_alone_is_left_for_later(tmp_path: Path) -> None:
    row = cells(7)
    row[4], row[5] = row[5], ""
    assert reasons(read(tmp_path, table(row7=row))) == {}


def test_what_many_rows_show_is_how_the_file_is(tmp_path: Path) -> None:
    rows = [cells(number) for number in range(20)]
    for row in rows:
        row[7] = f"RUKUN {row[7]}"
    assert reasons(read(tmp_path, [HEADER.replace("NO_RT", "RT"), *(";".join(row) for row in rows[:5])])) == {}


def test_a_file_of_two_rows_says_nothing_of_itself(tmp_path: Path) -> None:
    assert reasons(read(tmp_path, table()[:3])) == {}


@pytest.mark.parametrize("glued", ["JUMLAH 20", "TOTAL : 20", "JUMLAH 1.020 ORANG"])
def test_a_total_that_has_grown_to_the_last_cell_refuses_the_row(tmp_path: Path, glued: str) -> None:
    row = cells(19)
    row[-1] += f" {glued}"
    assert reasons(read(tmp_path, table(row19=row))) == {21: "kolom_bergeser"}


@pytest.mark.parametrize(
    ("address", "refused"),
    [("ABDUL FAUZI", True), ("SITI", True), ("DUSUN KRAJAN", False), ("JL MELATI", False), ("RUMAH DINAS", False)],
)
def test_a_name_where_all_others_have_a_numbered_address_refuses_the_row(
    tmp_path: Path, address: str, refused: bool
) -> None:
    row = cells(7)
    row[6] = address
    assert reasons(read(tmp_path, table(row7=row))) == ({9: "kolom_bergeser"} if refused else {})


def test_addresses_of_names_are_usual_where_many_are(tmp_path: Path) -> None:
    changed = {f"row{number}": [*cells(number)[:6], "KRAJAN", *cells(number)[7:]] for number in (3, 7, 11)}
    assert reasons(read(tmp_path, table(**changed))) == {}


def test_mother_and_father_in_each_others_column_are_no_shift(tmp_path: Path) -> None:
    """Two names that are common in the other column and unheard of in their own, in an otherwise sound row."""
    mothers, fathers = ("SRI WAHYUNI", "DEWI LESTARI"), ("BUDI SANTOSO", "AGUS HARTONO")
    parents = [[mothers[number % 2], fathers[number % 2]] for number in range(20)]
    parents[7].reverse()
    rows = [";".join([*cells(number), *parents[number]]) for number in range(20)]
    assert reasons(read(tmp_path, [f"{HEADER};NAMA_IBU;NAMA_AYAH", *rows])) == {}


@pytest.mark.parametrize("nik", ["32OlO10101900007", "329801OIOl900007", "3298 OlO1 0190 0007", "IlIlOl0101900007"])
def test_letters_that_look_like_digits_are_no_shift(tmp_path: Path, nik: str) -> None:
    row = cells(7)
    row[0] = nik
    assert reasons(read(tmp_path, table(row7=row))) == {}


def test_a_number_grown_together_with_a_name_is_one(tmp_path: Path) -> None:
    row = cells(7)
    row[1:3] = ["", "".join(row[1:3])]
    assert reasons(read(tmp_path, table(row7=row))) == {9: "kolom_bergeser"}


@pytest.mark.parametrize("length", [20, 32, 64])
def test_hashes_with_a_long_run_of_digits_are_no_shift(tmp_path: Path, length: int) -> None:
    rows = [cells(number) for number in range(20)]
    for number, row in enumerate(rows):
        row[0] = hashlib.sha256(str(number).encode()).hexdigest()[:length]
    rows[7][0] = ("ab5190213456789" + rows[7][0])[:length]
    loaded = read(tmp_path, [HEADER, *(";".join(row) for row in rows)])
    assert reasons(loaded) == {}
