from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from tests.unit.normalise.test_comparable import TODAY
from uhcmatch.normalise import comparable
from uhcmatch.settings import Settings

if TYPE_CHECKING:
    from uhcmatch.columns import Role


def told(role: Role, **files: list[dict[str, str | None]]) -> list[str]:
    """Return what is said of stacked files, each a list of rows."""
    rows = [
        {"source_file": f"{name}.csv", "source_row": at, "source_line": at + 1, "refused": False, "reason": None, **row}
        for name, of_file in files.items()
        for at, row in enumerate(of_file, 1)
    ]
    frame = pl.DataFrame(rows, infer_schema_length=None).with_columns(pl.col("reason").cast(pl.String))
    return [words.en for words in comparable(frame, role, Settings(), TODAY).notes]


MASTER: dict[str, str | None] = {
    "nomor_kartu": "0001234567890",
    "nik": "3298011205900001",
    "nama": "BUDI",
    "tanggal_lahir": "12-05-1990",
    "segmen": "PBI",
    "status_peserta": "AKTIF",
}
ANNEX: dict[str, str | None] = {
    "nomor_kartu": "1234567891",
    "nik": "3298011205900002",
    "nama": "ANI",
    "alamat": "X 1/2 A, B, KAB. C",
}
LACKS = "status (all count as active), segment, birth date (read from the NIK, for comparison only)."


def test_one_annex_among_three_files_is_named() -> None:
    assert told("members", master=[MASTER], annex=[ANNEX], pbi=[MASTER]) == [f"annex.csv lacks {LACKS}"]


def test_without_a_nik_no_date_is_read_from_it() -> None:
    unnumbered = MASTER | {"nik": None, "tanggal_lahir": None}
    assert told("members", a=[unnumbered]) == ["a.csv lacks NIK, birth date."]


def test_files_that_lack_the_same_share_a_sentence() -> None:
    files = {f"annex{at}": [ANNEX] for at in range(5)}
    assert told("members", master=[MASTER], **files) == [f"annex0.csv, annex1.csv, annex2.csv (+2) lack {LACKS}"]
    assert told("members", **files) == [f"The member files lack {LACKS}"]


def test_a_blank_column_is_no_column() -> None:
    assert told("members", master=[MASTER | {"status_peserta": None}]) == [
        "master.csv lacks status (all count as active)."
    ]


def test_a_whole_file_needs_no_note() -> None:
    assert told("members", master=[MASTER]) == []


def test_a_population_without_homes_is_told() -> None:
    person: dict[str, str | None] = {
        "nik": "3298011205900001",
        "nama": "BUDI",
        "tanggal_lahir": "12-05-1990",
        "no_kk": "3298010101100001",
    }
    assert told("population", a=[person]) == [
        "a.csv lacks RT/RW (no lists per RT), kelurahan, kecamatan (namesake kelurahan count as one)."
    ]


def test_an_address_that_tells_no_home_does_not_hide_that_there_is_none() -> None:
    person: dict[str, str | None] = {"nik": "3298011205900001", "nama": "BUDI", "tanggal_lahir": "12-05-1990"}
    homes: dict[str, dict[str, str | None]] = {
        "a": {"alamat": "JL. MELATI 1"},
        "b": {"alamat": "JL. MELATI RT 001 RW 002", "kelurahan": "MEKAR"},
    }
    assert told("population", **{name: [person | home] for name, home in homes.items()}) == [
        "a.csv lacks RT/RW (no lists per RT), kelurahan, kecamatan (namesake kelurahan count as one).",
        "b.csv lacks kecamatan (namesake kelurahan count as one).",
    ]
    assert told("population", c=[person | {"alamat": "JL. X 1/2 MEKAR, UTARA, KAB. Y"}]) == []


def test_codes_for_a_kelurahan_are_told_where_others_have_its_name() -> None:
    home: dict[str, str | None] = {"nik": "3298011205900001", "nama": "BUDI", "rt": "1", "kecamatan": "UTARA"}
    files = {name: [MASTER | home | {"kelurahan": name}] for name in ("MEKAR", "3298011001")}
    assert told("population", **files) == [
        "1 row of the population files has a code for the kelurahan, not its name: each code is an area of its own."
    ]
    assert told("population", a=[MASTER | home | {"kelurahan": "3298011001"}]) == []


def test_numbers_that_excel_ate_are_told_first_with_their_file() -> None:
    ruined = [MASTER | {"nik": f"32980112059{at:04d}0", "no_kk": f"32980101011{at:04d}0"} for at in range(60)]
    notes = told("members", master=[MASTER | {"status_peserta": None}], ruined=ruined)
    assert notes[0].startswith("ruined.csv: 60 NIK ruined by Excel (last digits lost). Ask for a new export")
    assert notes[1].startswith("ruined.csv: 60 No. KK ruined by Excel")
    assert notes[2].startswith("master.csv lacks status")


def test_scientific_text_is_told_too() -> None:
    assert told("members", a=[MASTER, MASTER | {"nik": "3,27101E+15"}])[0].startswith("a.csv: 1 NIK ruined by Excel")


def test_one_is_told_as_one_and_thousands_have_their_mark() -> None:
    unreadable = MASTER | {"tanggal_lahir": "??"}
    assert "1 birth date in the members files could not be read." in told("members", a=[MASTER, unreadable])
    assert "2 birth dates in the members files could not be read." in told("members", a=[MASTER, *[unreadable] * 2])
    assert "1,200 birth dates in the members files could not be read." in told(
        "members", a=[MASTER] + [unreadable] * 1_200
    )
