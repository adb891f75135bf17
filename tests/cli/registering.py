"""A village in which every way of being no candidate occurs once (NIK of the unused region 3298)."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any, Final

import openpyxl

from tests.cli.doubtful import fill

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.cli.calling import Program

HEADER = (
    "NIK", "NO_KK", "NAMA_LGKP", "JENIS_KLMIN", "TMPT_LHR", "TGL_LHR", "STAT_KWN", "STAT_HBKEL", "ALAMAT", "NO_RT",
    "NO_RW", "KODE_POS", "NAMA_KEL", "NAMA_KEC", "DESIL", "STAT_HIDUP",
)  # fmt: skip
ARIF, BUNGA, CAHYO, DEWI, EYANG = "ARIF PRASETYO", "BUNGA LESTARI", "CAHYO NUGROHO", "DEWI ANJANI", "EYANG SURTINAH"
NIK_OF: Final = {
    ARIF: "3298011002850001",
    BUNGA: "3298015203870002",
    CAHYO: "3298010504800003",
    DEWI: "3298014606820004",
    EYANG: "3298015708480005",
}
_SOUND: Final = (
    (
        NIK_OF[ARIF],
        "3298010101100001",
        ARIF,
        "L",
        "SOPPENG",
        "10-02-1985",
        "KAWIN",
        "KEPALA KELUARGA",
        "JL MELATI 1",
        "3",
    ),
    (NIK_OF[BUNGA], "3298010101100001", BUNGA, "P", "SOPPENG", "12-03-1987", "KAWIN", "ISTRI", "JL MELATI 1", "3"),
    (NIK_OF[CAHYO], "3298010101100002", CAHYO, "L", "BLORA", "05-04-1980", "2", "KEPALA KELUARGA", "JL MELATI 2", "1"),
    (NIK_OF[DEWI], "3298010101100002", DEWI, "P", "BLORA", "06-06-1982", "2", "ISTRI", "JL MELATI 2", "1"),
    (
        NIK_OF[EYANG],
        "3298010101100003",
        EYANG,
        "P",
        "",
        "17-08-1948",
        "CERAI MATI",
        "KEPALA KELUARGA",
        "JL MELATI 3",
        "",
    ),
)
_BOUNCING: Final = (
    (
        "3298010709900006",
        "3298010101100004",
        "FAJAR WIBOWO",
        "P",
        "",
        "07-09-1990",
        "",
        "KEPALA KELUARGA",
        "JL KENANGA 1",
        "",
    ),
    (
        "3298010810910007",
        "3298010101100005",
        "GALIH PERMANA",
        "L",
        "",
        "08-11-1991",
        "",
        "KEPALA KELUARGA",
        "JL KENANGA 2",
        "",
    ),
    (
        "329801091192000",
        "3298010101100006",
        "HENDRA GUNAWAN",
        "L",
        "",
        "09-11-1992",
        "",
        "KEPALA KELUARGA",
        "JL KENANGA 3",
        "",
    ),
    ("3298011012930009", "3298010101100007", "IRFAN HAKIM", "L", "", "10-12-1993", "", "KEPALA KELUARGA", "", ""),
    (
        "3298011101940010",
        "3298010101100008",
        "JOKO SUSANTO",
        "L",
        "",
        "11-01-1994",
        "",
        "KEPALA KELUARGA",
        "JL KENANGA 5",
        "",
    ),
    (
        "3298011101940010",
        "3298010101100009",
        "KARTIKO ADI",
        "L",
        "",
        "11-01-1994",
        "",
        "KEPALA KELUARGA",
        "JL KENANGA 6",
        "",
    ),
    (
        "3298011202950011",
        "3298010101100010",
        "LUKMAN HARIS",
        "L",
        "",
        "12-02-1995",
        "",
        "KEPALA KELUARGA",
        "JL KENANGA 7",
        "",
    ),
    (
        "9998011303960012",
        "3298010101100011",
        "MAMAN SURYANA",
        "L",
        "",
        "13-03-1996",
        "",
        "KEPALA KELUARGA",
        "JL KENANGA 8",
        "",
    ),
    (
        "3298011404970013",
        "3298010101100012",
        "NANANG KURNIA",
        "L",
        "",
        "14-04-1997",
        "",
        "KEPALA KELUARGA",
        "JL KENANGA 9",
        "9",
    ),
)
DEAD: Final = (
    "3298011505560014", "3298010101100013", "OTONG SUKIRMAN", "L", "", "15-05-1956", "", "KEPALA KELUARGA",
    "JL KENANGA 10", "",
)  # fmt: skip
REASONS: Final = {
    "nik_kelamin_beda": 1,
    "nik_tanggal_beda": 1,
    "nik_bukan_16_digit": 1,
    "wajib_kosong": 1,
    "nik_ganda": 2,
    "nik_di_kartu_aktif": 1,
    "nik_wilayah_tak_dikenal": 1,
    "saluran_lain": 1,
}
"""Why those of `_BOUNCING` are set aside; Nanang can pay himself."""
MEMBERS_HEADER = ("NOKA", "NIK", "NAMA", "TGLLHR", "JENKEL", "STATUS", "SEGMEN")
MEMBERS: Final = (
    ("0001298000011", NIK_OF[CAHYO], CAHYO, "05-04-1980", "L", "NON AKTIF", "PBI (APBD)"),
    ("0001298000022", NIK_OF[DEWI], DEWI, "06-06-1982", "P", "NON AKTIF", "PEKERJA MANDIRI"),
    ("0001298000033", "3298011202950011", "ORANG LAIN SEKALI", "01-02-1960", "P", "AKTIF", "PBI (APBN)"),
    ("0001298000044", DEAD[0], DEAD[2], "15-05-1956", "L", "NON AKTIF", "PBI (APBD)"),
)
SECRETS: Final = tuple(cell for row in (*_SOUND, *_BOUNCING, DEAD) for cell in row[:3])


def settle_registering(
    folder: Path, dead: str = "HIDUP", members: Iterable[tuple[str, ...]] = MEMBERS
) -> tuple[Path, Path]:
    """Write the two files; `dead` is what the registry says of Otong."""
    folder.mkdir(exist_ok=True)
    people = [(row, "HIDUP") for row in (*_SOUND, *_BOUNCING)] + [(DEAD, dead)]
    rows = [(*row[:9], "1", "2", "90811.0", "MEKAR", "UTARA", row[9], alive) for row, alive in people]
    return _write(folder / "penduduk.csv", HEADER, rows), _write(folder / "peserta.csv", MEMBERS_HEADER, members)


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        writer.writerows(rows)
    return path


def form_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a form by heading."""
    lines = [list(row) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def answer(path: Path, answers: dict[str, str], out: Path, heading: str = "STATUS TL") -> Path:
    """Write BPJS's answers into a form, by name."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        said = answers.get(str(sheet.cell(row, columns["NAMA LENGKAP"]).value))
        if said is not None:
            sheet.cell(row, columns[heading]).value = said
    book.save(out)
    return out


def lines_of(path: Path) -> list[list[Any]]:
    return [list(row) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)]


def saved(lines: list[list[Any]], path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(line)
    book.save(path)
    return path


def found_by_teams(
    program: Program, folder: Path, answers: dict[str, dict[str, object]], status: str = "unenrolled,inactive"
) -> None:
    lists = folder / "lembar"
    options = ("--status", status, "--by", "kelurahan", "--format", "xlsx", "--quiet", "--with-visited")
    assert program("sweep", *options, "--out", lists).code == 0
    fill(lists / "utara_mekar.xlsx", answers, "Nama")
    assert program("outcomes", "import", lists / "utara_mekar.xlsx").code == 0
