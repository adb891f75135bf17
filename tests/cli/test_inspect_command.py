"""What an officer sees of a file before anyone trusts it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calling import Program

MEMBERS = [
    "No.;Nomor KIS;NIK;NAMA PESERTA;Tgl. Lahir (dd/mm/yyyy);Status Kepesertaan;Jenis Kepesertaan;ALAMATT RUMAHH",
    *(
        f"{at};00012980000{at:02d};32980112038000{at:02d};SITI {chr(65 + at)}MINAH;12/03/1980;"
        f"{'AKTIF' if at < 8 else 'ENTAH'};PBI (APBN);X"
        for at in range(1, 15)
    ),
]
ANNEX = [
    "NO.;NO. KARTU;NIK;NAMA;ALAMAT",
    *(f"{at};12980000{at:02d};32980112038001{at:02d};UJANG;KP. X 1/2 MEKAR, UTARA, KAB. Y" for at in range(1, 6)),
]


def write(folder: Path, name: str, lines: list[str]) -> Path:
    path = folder / name
    path.write_text("\n".join([*lines, ""]))
    return path


def test_columns_are_shown_with_what_could_be_read(program: Program, tmp_path: Path) -> None:
    told = program("inspect", write(tmp_path, "peserta.csv", MEMBERS), "--as", "members", "--lang", "en")
    shown = told.out.splitlines()
    assert told.code == 0
    assert "tanggal_lahir   Tgl. Lahir (dd/mm/yyyy)    100.00  100.00" in shown
    assert "status_peserta  Status Kepesertaan         100.00   50.00" in shown
    assert "  AKTIF = aktif: 7 · ENTAH = lainnya: 7 · PBI APBN = PBI_JK: 14" in shown
    assert max(map(len, shown)) <= 80


def test_an_unknown_header_is_shown_with_its_nearest(program: Program, tmp_path: Path) -> None:
    told = program("inspect", write(tmp_path, "peserta.csv", MEMBERS), "--as", "members", "--lang", "en")
    at = told.out.index("Unknown headers; if right, name them in [columns.members] of uhcmatch.toml")
    assert told.out[at:].splitlines()[1] == "  ALAMATT RUMAHH = ALAMAT RUMAH?"


def test_areas_read_out_of_addresses_are_shown_so(program: Program, tmp_path: Path) -> None:
    told = program("inspect", write(tmp_path, "lampiran.csv", ANNEX), "--as", "members")
    assert "kecamatan    (dari ALAMAT)           –     100,00" in told.out.splitlines()
    assert "lampiran.csv tidak memuat status (semua dihitung aktif), segmen" in told.out


def test_notes_stand_above_the_table(program: Program, tmp_path: Path) -> None:
    ruined = [MEMBERS[0], *(line.replace(";3298", ";3,29801E+15|").split("|")[0] for line in MEMBERS[1:])]
    filled = [f"{line};X;12/03/1980;AKTIF;PBI;X" if at else line for at, line in enumerate(ruined)]
    told = program("inspect", write(tmp_path, "rusak.csv", filled), "--as", "members")
    assert told.out.index("14 NIK dirusak Excel") < told.out.index("Judul di berkas")
    assert "Minta ekspor ulang" in told.out


def test_json_holds_counts_and_no_cell(program: Program, tmp_path: Path) -> None:
    told = program("inspect", write(tmp_path, "peserta.csv", MEMBERS), "--as", "members", "--format", "json")
    file = json.loads(told.out)["files"][0]
    assert file["understood"]["status_peserta"] == 50
    assert file["labels"][0] == ["status_peserta", "AKTIF", "aktif", 7]
    assert "SITI" not in told.out
    assert "3298" not in told.out


def test_the_dump_has_every_row_as_read(program: Program, tmp_path: Path) -> None:
    path, dumped = write(tmp_path, "lampiran.csv", [*ANNEX, "6;1;2"]), tmp_path / "rows.parquet"
    assert program("inspect", path, "--as", "members", "--dump", dumped).code == 0
    rows = pl.read_parquet(dumped)
    assert rows.columns[:3] == ["source_file", "source_line", "source_row"]
    assert rows["refused"].to_list() == [False] * 5 + [True]
    assert rows["nomor_kartu"][0] == "1298000001"
