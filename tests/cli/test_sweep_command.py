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


def test_people_of_an_age_only(kept: Program) -> None:
    everybody = [int(person["umur"]) for person in rows(kept("sweep", "--format", "csv").out)]
    minors, adults = ([age for age in everybody if (age < 18) is young] for young in (True, False))
    for asked, expected in (("-17", minors), ("0-17", minors), ("18-", adults), ("0-200", everybody)):
        listed = [int(person["umur"]) for person in rows(kept("sweep", "--format", "csv", "--age", asked).out)]
        assert listed == expected
    assert kept("sweep", "--age", "muda").code == 2
    assert kept("sweep", "--age", "5-0").code == 2


def test_a_family_s_segment_is_asked_where_nobody_has_a_card_yet(kept: Program) -> None:
    of_pbi = rows(kept("sweep", "--format", "csv", "--segment", "PBI_JK").out)
    assert [person["resident_row"] for person in of_pbi] == ["3"]
    assert of_pbi[0]["keluarga_segmen"] == "PBI-JK 2"
    assert of_pbi[0]["saluran"] == "anak_pbi"


def test_only_who_is_on_the_list_of_priorities(kept: Program, tmp_path: Path) -> None:
    only = tmp_path / "prioritas.csv"
    only.write_text(f"NIK\n{RESIDENTS[2][0]}\n", encoding="utf-8")
    assert [person["desil"] for person in rows(kept("sweep", "--format", "csv", "--priority", str(only)).out)] == [""]
    only.write_text(f"NIK;DESIL\n{RESIDENTS[7][0]};2\n3298999999999999;1\n", encoding="utf-8")
    listed = rows(kept("sweep", "--format", "csv", "--priority", str(only)).out)
    assert [(person["resident_row"], person["desil"]) for person in listed] == [("8", "2")]
    only.write_text("NAMA;ALAMAT\nSITI;JL MAWAR\n", encoding="utf-8")
    assert kept("sweep", "--priority", str(only)).code == 11


def test_teams_share_the_doors(kept: Program) -> None:
    listed = rows(kept("sweep", "--format", "csv", "--team", "2").out)
    assert sorted({person["tim"] for person in listed}) == ["1", "2"]
    assert kept("sweep", "--team", "0").code == 2


def test_lines_have_numbers_of_their_own(kept: Program) -> None:
    numbers = [person["id_baris"] for person in rows(kept("sweep", "--format", "csv").out)]
    assert len(set(numbers)) == len(UNENROLLED)
    assert all(number[4] == "-" for number in numbers)
