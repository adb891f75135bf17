from __future__ import annotations

import csv
import io
import json
import stat
from typing import TYPE_CHECKING

import pytest

from tests.cli.village import RESIDENTS, UNENROLLED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calling import Program

CONTRACT = (
    "resident_row",
    "kecamatan",
    "kelurahan",
    "rw",
    "rt",
    "no_kk",
    "alamat",
    "nik",
    "nama",
    "jenis_kelamin",
    "tanggal_lahir",
    "umur",
    "hubungan",
    "status",
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def test_csv_is_what_excel_opens(kept: Program) -> None:
    told = kept("sweep", "--format", "csv")
    assert told.out.startswith("\ufeff")
    assert "\r\n" in told.out
    listed = rows(told.out)
    assert set(CONTRACT) <= listed[0].keys()
    assert sorted(int(person["resident_row"]) for person in listed) == list(UNENROLLED)


def test_numbers_are_masked_unless_asked(kept: Program) -> None:
    for form in ("table", "csv", "json"):
        masked = kept("sweep", "--format", form).out
        assert "3298**********0003" in masked
        assert not any(number in masked for person in RESIDENTS for number in person[:2])
        assert "3298012306100003" in kept("sweep", "--format", form, "--show-nik").out


def test_table_lists_door_by_door(kept: Program) -> None:
    assert kept("sweep", "--by", "kelurahan", "--area", "UTARA").out.splitlines() == [
        "Kelurahan/Desa MEKAR, Kecamatan UTARA, 2 orang",
        "  Nama             L/P  Tgl lahir   Umur  Hubungan  NIK",
        "  --------------------------------------------------------------------",
        "RT/RW 001/001, JL MAWAR NO 2, KK 3298**********0002",
        "  LARASATI UTAMI   P    09-09-1978    48  ISTRI     3298**********0005",
        "RT/RW 001/001, JL MAWAR NO 12, KK 3298**********0001",
        "  BAGAS WIJAYANTO  L    23-06-2010    16  ANAK      3298**********0003",
        "",
        "Jumlah: 2 orang dalam 1 wilayah.",
    ]


def test_several_statuses(kept: Program) -> None:
    listed = json.loads(kept("sweep", "--status", "unenrolled,inactive", "--format", "json").out)
    assert sorted(person["resident_row"] for person in listed) == [3, 4, 5, 8]


@pytest.mark.parametrize(
    ("area", "people"),
    [("mekar", 3), ("Kec. Selatan", 1), ("SELATAN/MEKAR", 1), ("mekar/1/1", 2), ("Kel. Mekar/001/002", 1)],
)
def test_an_area_may_be_named_in_many_ways(kept: Program, area: str, people: int) -> None:
    assert len(json.loads(kept("sweep", "--area", area, "--format", "json").out)) == people


def test_an_unknown_area_is_told_with_the_nearest(kept: Program) -> None:
    told = kept("sweep", "--area", "mekaar")
    assert told.code == 2
    assert told.error_lines[1] == "hint: The nearest names: MEKAR, SELATAN, UTARA."
    assert kept("sweep", "--area", "mekar/009").code == 2


def test_files_hold_every_person_once(kept: Program, tmp_path: Path) -> None:
    out = tmp_path / "lembar"
    assert kept("sweep", "--by", "rt", "--out", out).code == 0
    files = sorted(out.iterdir())
    assert [path.name for path in files] == [
        "selatan_mekar_rw-001_rt-002.csv",
        "utara_mekar_rw-001_rt-001.csv",
    ]
    people = [row["resident_row"] for path in files for row in rows(path.read_text(encoding="utf-8"))]
    assert sorted(map(int, people)) == list(UNENROLLED)
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_files_never_join_an_older_list(kept: Program, tmp_path: Path) -> None:
    out = tmp_path / "lembar"
    assert kept("sweep", "--out", out).code == 0
    assert kept("sweep", "--out", out).code == 12


@pytest.mark.parametrize(
    "arguments",
    [
        ("--status", "dead"),
        ("--format", "xlsx"),
        ("--format", "csv,json"),
        ("--format", "table", "--out", "lembar"),
        ("--by", "total"),
    ],
)
def test_what_makes_no_sense_is_a_usage_error(kept: Program, arguments: tuple[str, ...]) -> None:
    told = kept("sweep", *arguments)
    assert told.code == 2
    assert len(told.error_lines) == 2


def test_nobody_to_visit_is_no_error(kept: Program) -> None:
    told = kept("sweep", "--status", "review")
    assert (told.code, told.out) == (0, "Tidak ada orang dalam daftar ini.\n")
    assert kept("sweep", "--status", "review", "--format", "json").out == "[]\n"
