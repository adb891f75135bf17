from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.cli.test_privacy import NUMBERS, leaks
from tests.cli.village import MEMBERS, MEMBERS_HEADER, POPULATION_HEADER, RESIDENTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.cli.calling import Program

HOMES = [("001", "001", "MEKAR", "UTARA")] * 5 + [("002", "001", "MEKAR", "SELATAN")] * 3
BABY = ("3298014106260009", "3298010101100001", "MELATI WIJAYANTO", "P", "01-06-2026", "ANAK", "JL MAWAR NO 12")
NEWCOMER = (
    "3298020909850010",
    "3298020101100009",
    "GALIH SASMITA",
    "L",
    "09-09-1985",
    "KEPALA KELUARGA",
    "GANG BUNTU 9",
)
NIGHT_AFTER = "2026-11-24T02:00:00+07:00"


def _csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def next_night(folder: Path) -> tuple[Path, Path]:
    """The village one night later, upside down: each of its people has met with something else."""
    rangga, sekar, bagas, teguh, larasati, yoga, indah, _ = (
        [*row, *home, "HIDUP"] for row, home in zip(RESIDENTS, HOMES, strict=True)
    )
    sekar[0] = "3298015504830092"
    larasati[7] = "009"
    indah[-1] = "PINDAH"
    came = [[*BABY, *HOMES[0], "HIDUP"], [*NEWCOMER, *HOMES[5], "HIDUP"]]
    rows = [*came, indah, yoga, larasati, teguh, bagas, sekar, rangga]
    cards = [list(row) for row in MEMBERS]
    cards[0][5], cards[2][5] = "NON AKTIF", "AKTIF"
    cards[3] = ["0001298000077", RESIDENTS[2][0], RESIDENTS[2][2], RESIDENTS[2][4], "L", "AKTIF", "PBI (APBD)"]
    return (
        _csv(folder / "penduduk-2.csv", [*POPULATION_HEADER, "STATUS_DASAR"], rows),
        _csv(folder / "peserta-2.csv", MEMBERS_HEADER, cards),
    )


@pytest.fixture
def two_nights(kept: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program with the village of two nights in its store."""
    monkeypatch.setenv("UHCMATCH_NOW", NIGHT_AFTER)
    assert kept("reconcile", *next_night(tmp_path), "--quiet").code == 0
    return kept


def told(program: Program, *arguments: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(program("changes", "--format", "json", *arguments).out)
    return document


def test_each_has_met_with_something_else(two_nights: Program) -> None:
    document = told(two_nights)
    assert [(line["jenis"], line["nama"], line["berubah"]) for line in document["changes"]] == [
        ("lahir", "MELATI WIJAYANTO", None),
        ("datang", "GALIH SASMITA", None),
        ("pindah", "INDAH PUSPASARI", None),
        ("hilang", "DAMAR PERMADANI", None),
        ("terdaftar", "BAGAS WIJAYANTO", None),
        ("lepas", "YOGA PERMADANI", None),
        ("jadi_nonaktif", "RANGGA WIJAYANTO", None),
        ("aktif_lagi", "TEGUH PRAYITNO", None),
        ("pindah_wilayah", "LARASATI UTAMI", "rt"),
        ("ganti_identitas", "SEKAR KINASIH", "nik"),
    ]


def test_residents_before_and_those_who_came_and_went_are_residents_now(two_nights: Program) -> None:
    document = told(two_nights)
    people = {line["jenis"]: line["orang"] for line in document["summary"]}
    came = people["lahir"] + people["datang"] + people["kembali"]
    went = people["meninggal"] + people["pindah"] + people["hilang"]
    assert document["before"]["residents"] + came - went == document["after"]["residents"] == 8
    assert sum(area["lahir"] for area in document["areas"]) == people["lahir"]
    assert "Penduduk: 8 + 2 datang - 2 pergi = 8." in two_nights("changes").out


def test_a_corrected_number_is_not_one_death_and_one_birth(two_nights: Program) -> None:
    sekar = [line for line in told(two_nights)["changes"] if line["nama"] == "SEKAR KINASIH"]
    assert [(line["jenis"], line["status_before"], line["status"]) for line in sekar] == [
        ("ganti_identitas", "active", "active")
    ]


def test_backwards_and_against_itself(two_nights: Program) -> None:
    new, old = (run["run_id"] for run in json.loads(two_nights("runs", "list", "--format", "json").out))
    back = json.loads(two_nights("changes", new, old, "--format", "json").out)
    assert [line["jenis"] for line in back["changes"]].count("hilang") == 2
    assert "Tidak ada yang berubah." in two_nights("changes", new, new).out


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_numbers_are_masked_unless_asked_for(two_nights: Program, form: str) -> None:
    shown = two_nights("changes", "--format", form)
    assert shown.code == 0
    assert leaks(shown.out, NUMBERS) == []
    assert "3298015504830092" in two_nights("changes", "--format", "csv", "--show-nik").out


def test_the_screen_is_eighty_columns_wide(two_nights: Program) -> None:
    assert max(map(len, two_nights("changes").out.splitlines())) <= 80


def test_files_and_choices(two_nights: Program, tmp_path: Path) -> None:
    out = tmp_path / "perubahan"
    assert two_nights("changes", "--out", out, "--format", "csv,xlsx,json", "--kind", "terdaftar,lepas").code == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "perubahan-ringkasan.csv",
        "perubahan-wilayah.csv",
        "perubahan.csv",
        "perubahan.json",
        "perubahan.xlsx",
    ]
    assert openpyxl.load_workbook(out / "perubahan.xlsx")["perubahan"].max_row == 3
    assert [line["nama"] for line in told(two_nights, "--area", "UTARA/MEKAR", "--kind", "terdaftar")["changes"]] == [
        "BAGAS WIJAYANTO"
    ]


def test_without_an_earlier_run_there_is_nothing_to_compare(kept: Program) -> None:
    alone = kept("changes")
    assert alone.code == 12
    assert len(alone.error_lines) == 2
    assert kept("changes", "--kind", "tiada").code == 2


def test_nobody_moves_between_two_rows_of_their_own(
    program: Program, village: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person stands twice, in two kelurahan; whichever row counts, it is no move, however the rows change."""
    population, members = village
    twice = [[*RESIDENTS[0], *HOMES[0], "HIDUP"], [*RESIDENTS[0], *HOMES[5], "HIDUP"]]
    others = [[*row, *home, "HIDUP"] for row, home in zip(RESIDENTS[1:], HOMES[1:], strict=True)]
    seen = set()
    for night, (own, kk) in enumerate([(0, "3298010101100001"), (0, "3298010101109999"), (1, "3298010101100001")]):
        rows = [list(row) for row in twice]
        rows[own][1] = kk
        monkeypatch.setenv("UHCMATCH_NOW", f"2026-11-2{night + 4}T02:00:00+07:00")
        _csv(population, [*POPULATION_HEADER, "STATUS_DASAR"], [*rows, *others])
        assert program("reconcile", population, members, "--quiet").code == 0
        if night:
            seen |= {line["jenis"] for line in told(program)["changes"]}
    assert "pindah_wilayah" not in seen
    assert seen <= {"ganti_identitas"}
