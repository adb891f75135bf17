"""A made-up village small enough to know everybody by heart (NIK of the unused region 3298)."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

POPULATION_HEADER = (
    "NIK",
    "NO_KK",
    "NAMA_LGKP",
    "JENIS_KLMIN",
    "TGL_LHR",
    "STAT_HBKEL",
    "ALAMAT",
    "NO_RT",
    "NO_RW",
    "NAMA_KEL",
    "NAMA_KEC",
)
RESIDENTS = (
    (
        "3298011203800001",
        "3298010101100001",
        "RANGGA WIJAYANTO",
        "L",
        "12-03-1980",
        "KEPALA KELUARGA",
        "JL MAWAR NO 12",
    ),
    ("3298015504830002", "3298010101100001", "SEKAR KINASIH", "P", "15-04-1983", "ISTRI", "JL MAWAR NO 12"),
    ("3298012306100003", "3298010101100001", "BAGAS WIJAYANTO", "L", "23-06-2010", "ANAK", "JL MAWAR NO 12"),
    ("3298010107750004", "3298010101100002", "TEGUH PRAYITNO", "L", "01-07-1975", "KEPALA KELUARGA", "JL MAWAR NO 2"),
    ("3298014909780005", "3298010101100002", "LARASATI UTAMI", "P", "09-09-1978", "ISTRI", "JL MAWAR NO 2"),
    ("3298022811900006", "3298020101100003", "YOGA PERMADANI", "L", "28-11-1990", "KEPALA KELUARGA", "GANG BUNTU 7"),
    ("3298026105920007", "3298020101100003", "INDAH PUSPASARI", "P", "21-05-1992", "ISTRI", "GANG BUNTU 7"),
    ("3298020502200008", "3298020101100003", "DAMAR PERMADANI", "L", "05-02-2020", "ANAK", "GANG BUNTU 7"),
)
"""The first five live in Kecamatan UTARA, the others in SELATAN; both have a kelurahan MEKAR."""

MEMBERS_HEADER = ("NOKA", "NIK", "NAMA", "TGLLHR", "JENKEL", "STATUS", "SEGMEN")
MEMBERS = (
    ("0001298000011", "3298011203800001", "RANGGA WIJAYANTO", "12-03-1980", "L", "AKTIF", "PBI (APBN)"),
    ("0001298000022", "3298015504830002", "SEKAR KINASIH", "15-04-1983", "P", "AKTIF", "PBI (APBN)"),
    ("0001298000033", "3298010107750004", "TEGUH PRAYITNO", "01-07-1975", "L", "NON AKTIF", "PEKERJA MANDIRI"),
    ("0001298000044", "3298022811900006", "YOGA PERMADANI", "28-11-1990", "L", "AKTIF", "PBI (APBD)"),
    ("0001298000055", "3298026105920007", "INDAH PUSPASARI", "21-05-1992", "P", "AKTIF", "PBI (APBD)"),
    ("0001298000066", "3298996105550099", "WARGA TETANGGA JAUH", "21-05-1955", "P", "AKTIF", "PBI (APBD)"),
)
UNENROLLED = (3, 5, 8)
"""Resident rows without a card."""
SECRETS = tuple(cell for row in (*RESIDENTS, *MEMBERS) for cell in row[:3] if not cell.startswith("0001"))
"""What must never be seen where it does not belong: NIK, KK numbers, names."""


def settle(folder: Path) -> tuple[Path, Path]:
    """Write the village's two files and return their paths."""
    homes = [("001", "001", "MEKAR", "UTARA")] * 5 + [("002", "001", "MEKAR", "SELATAN")] * 3
    population = _write(
        folder / "penduduk.csv", POPULATION_HEADER, [(*row, *home) for row, home in zip(RESIDENTS, homes, strict=True)]
    )
    return population, _write(folder / "peserta.csv", MEMBERS_HEADER, MEMBERS)


def truth(folder: Path) -> Path:
    """Write who is who."""
    pairs = [("1", "1"), ("2", "2"), ("4", "3"), ("6", "4"), ("7", "5"), ("", "6"), ("3", ""), ("5", ""), ("8", "")]
    return _write(folder / "truth.csv", ("resident_row", "member_row"), pairs)


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        writer.writerows(rows)
    return path
