"""Clean tables of made-up people in three layouts: what a polluted file is made from, and what must come out of it."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from uhcmatch.columns import Role

FIRST = [
    "SITI",
    "AHMAD",
    "NUR",
    "DEWI",
    "AGUS",
    "SRI",
    "MUHAMMAD",
    "FITRI",
    "HENDRA",
    "RATNA",
    "UJANG",
    "YANTI",
    "BUDI",
    "LINA",
    "ASEP",
    "MARIA",
]
SECOND = [
    "AMINAH",
    "HIDAYAT",
    "LESTARI",
    "SAPUTRA",
    "WAHYUNI",
    "RAHMAN",
    "KUSUMA",
    "PRATAMA",
    "SIREGAR",
    "WIJAYA",
    "ANGGRAINI",
    "FAUZI",
]
STREETS = ["MAWAR", "MELATI", "KENANGA", "ANGGREK", "CEMPAKA", "FLAMBOYAN"]
PLACES = ["BOGOR", "BANDUNG", "JAKARTA", "SUKABUMI", "CIANJUR"]
AREAS = [
    ("SUKAMAJU", "CIPTA TENGAH"),
    ("MEKARSARI", "CIPTA TENGAH"),
    ("CIKARET", "CIPTA SELATAN"),
    ("BATU AMPAR", "CIPTA SELATAN"),
]
RELATIONS = ["KEPALA KELUARGA", "ISTRI", "ANAK"]


@dataclass(frozen=True)
class Layout:
    """One export: its headers, and for each the canonical field it holds (null: not read)."""

    name: str
    role: Role
    headers: tuple[str, ...]
    fields: tuple[str | None, ...]


SIAK = Layout(
    "siak",
    "population",
    (
        "NO",
        "NIK",
        "NO_KK",
        "NAMA_LGKP",
        "JENIS_KLMIN",
        "TMPT_LHR",
        "TGL_LHR",
        "STAT_HBKEL",
        "ALAMAT",
        "NO_RT",
        "NO_RW",
        "NAMA_KEL",
        "NAMA_KEC",
    ),
    (
        None,
        "nik",
        "no_kk",
        "nama",
        "jenis_kelamin",
        "tempat_lahir",
        "tanggal_lahir",
        "hubungan",
        "alamat",
        "rt",
        "rw",
        "kelurahan",
        "kecamatan",
    ),
)
ANNEX = Layout(
    "annex", "members", ("NO.", "NO. KARTU", "NIK", "NAMA", "ALAMAT"), (None, "nomor_kartu", "nik", "nama", "alamat")
)
MASTER = Layout(
    "master",
    "members",
    ("NOKA", "NIK", "NAMA", "PISAT", "TGLLAHIR", "JENKEL", "SEGMEN", "STATUS PESERTA", "KELAS", "NMPPK"),
    (
        "nomor_kartu",
        "nik",
        "nama",
        "hubungan",
        "tanggal_lahir",
        "jenis_kelamin",
        "segmen",
        "status_peserta",
        None,
        None,
    ),
)
LAYOUTS = (SIAK, ANNEX, MASTER)


def people(count: int, rng: random.Random) -> list[dict[str, str]]:
    """Return made-up people of a kabupaten that does not exist (3298), every NIK once."""
    return [_person(number, rng) for number in range(1, count + 1)]


def _person(number: int, rng: random.Random) -> dict[str, str]:
    day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1940, 2020)
    is_woman = rng.random() < 0.5
    kelurahan, kecamatan = rng.choice(AREAS)
    rt, rw = f"{rng.randint(1, 9):03d}", f"{rng.randint(1, 6):03d}"
    street = f"JL. {rng.choice(STREETS)} NO. {rng.randint(1, 99)}"
    return {
        "no": str(number),
        "nik": f"3298{rng.randint(1, 4):02d}{day + 40 * is_woman:02d}{month:02d}{year % 100:02d}{number % 10000:04d}",
        "no_kk": f"3298{rng.randint(1, 4):02d}{day:02d}{month:02d}{rng.randint(5, 24):02d}{number % 10000:04d}",
        "nomor_kartu": f"000{number * 7919 % 10**10:010d}",
        "nama": f"{rng.choice(FIRST)} {rng.choice(SECOND)} {rng.choice(SECOND)}",
        "jenis_kelamin": "P" if is_woman else "L",
        "tempat_lahir": rng.choice(PLACES),
        "tanggal_lahir": f"{day:02d}-{month:02d}-{year}",
        "hubungan": rng.choice(RELATIONS),
        "alamat": street,
        "rt": rt,
        "rw": rw,
        "kelurahan": kelurahan,
        "kecamatan": kecamatan,
        "segmen": rng.choice(["PBI APBN", "PBPU PEMDA", "PPU"]),
        "status_peserta": rng.choice(["AKTIF", "NON AKTIF"]),
        "kelas": rng.choice(["1", "2", "3"]),
        "faskes": rng.choice(["PUSKESMAS CIPTA", "KLINIK SEHAT"]),
    }


def cells(layout: Layout, person: dict[str, str]) -> list[str]:
    """Return one row of a layout."""
    if layout is ANNEX:
        address = f"{person['alamat']} {person['rt'][1:]}/{person['rw'][1:]} {person['kelurahan']}, {person['kecamatan']}, KAB. CIPTA"
        return [person["no"], person["nomor_kartu"], person["nik"], person["nama"], address]
    extra = iter(("kelas", "faskes"))
    return [
        person["no"] if header == "NO" else person[field or next(extra)]
        for header, field in zip(layout.headers, layout.fields, strict=True)
    ]


def line(row: list[str], delimiter: str = ";", *, quoting: Literal[0, 1, 2, 3] = csv.QUOTE_MINIMAL) -> str:
    """Return one row as an exporter writes it, without line end."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="", quoting=quoting).writerow(row)
    return text.getvalue()
