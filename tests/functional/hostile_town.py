"""A made-up town whose every text is meant to harm: as a formula, as markup, as a command, as a path, by sheer length.

Each text of `TEXTS` is once a name, an address, a relation, a mother's name and a remark; each of `AREAS` is once a
kecamatan and once a kelurahan; the files are called as badly as their contents. Nobody has a real name or number.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from pathlib import Path

FORMULAS: Final = (
    '=HYPERLINK("http://x","y")',
    "+cmd|' /C calc'!A0",
    "-1",
    "-2+3",
    "@SUM(A1:A9)",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(A1)",
    " =1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\x00=1+1",
    "\u200b=1+1",
    "'=1+1",
)
MARKUP: Final = (
    "<b>TEBAL</b>",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</td></table></style></script><iframe src=//x>",
    "&lt;b&gt; &amp; &#60;",
    "javascript:alert(1)",
    "http://x.example/y",
    "mailto:a@x.example",
    "file:///etc/passwd",
    "[red]merah[/x]",
    "[link=http://x]y[/link]",
    "*x* #panic()",
    '#import "x.typ": *',
    '#read("/etc/passwd")',
    "$x$ _y_ `z` ~ <label> @ref",
    "\\ \\n \\\\ \\u{41}",
    "{{7*7}} ${7*7} %s {nama}",
    "&P &N &D &A",
    "Robert'); DROP TABLE penduduk;--",
)
UNSEEN: Final = (
    "SITI\u202eHARAM\u202c",
    "NUR\u200b\u200c\u200d\u2060AINI",
    "\ufeffBUDI",
    "A\x07B\x08C\x0bD\x0cE\x7fF",
    "C1 \x85 \x9b31m \x9d8;;x\x9c",
    "\x1b[31mMERAH\x1b[0m",
    "\x1b]8;;http://x\x1b\\KLIK\x1b]8;;\x1b\\",
    "\x1b]52;c;eA==\x07",
    "BARIS\u2028DUA\u2029TIGA",
    "Z\u0301\u0302\u0303\u0304A\u0315L\u0316G\u0317O",
    "\ue000\ufffe\U000e0041",
    "DEWI 👩‍👩‍👧 🏠",
    "محمد علي",
    "李娜",
    "ﷺ",
)
LONG: Final = ("ABDURRAHMAN WAHIDIN SUPRAPTO NOTONEGORO KUSUMAWARDHANA PUTRA"[:60], "W" * 60, "SITI " * 60, "X" * 300)
TEXTS: Final = (*FORMULAS, *MARKUP, *UNSEEN, *LONG)

AREAS: Final = (
    "../x",
    "../../x",
    "/etc/x",
    "..",
    ".",
    "CON",
    "nul.txt",
    "COM1",
    "A/B",
    "A\\B",
    "C:\\x",
    "a",
    "A",
    "titik.",
    "spasi ",
    "",
    "-rf",
    "~",
    "%2e%2e",
    "K" * 300,
    "K" * 299 + "L",
    "ð" * 150,
    "Mekar",
    "MÉKAR",
    "李娜",
    "🏠",
    "<b>x</b>",
    '=HYPERLINK("http://x","y")',
    "[red]",
    "#panic()",
    "a\u202eb",
    "\x1b[31mx",
    "'x'",
    "x:y*z?",
)
"""Names of kecamatan and kelurahan; those that fold to one key are one area."""
NUMBERS: Final = ("001", "2", "../3", "=4", "", "<5>", "A/6", "00007")
"""RT and RW."""
FILE: Final = "=x \x1b[31m\u202e<b>&[red] #panic() {nama} $HOME ' "
WORD: Final = "a\x1b]8;;http:x\x1b\\\u202e\x9b31m[red]{x}"
"""A word of a command, and the name of a file that is none of ours."""

POPULATION: Final = ("NIK", "NO_KK", "NAMA_LGKP", "JENIS_KLMIN", "TGL_LHR", "STAT_HBKEL", "NAMA_LGKP_IBU", "ALAMAT")
PLACE: Final = ("NO_RT", "NO_RW", "NAMA_KEL", "NAMA_KEC", "KETERANGAN")
MEMBERS: Final = ("NOKA", "NIK", "NAMA", "TGLLHR", "JENKEL", "STATUS", "SEGMEN", "ALAMAT", "NMKEL", "NMKEC")


def residents() -> list[tuple[str, ...]]:
    """One row per text, then one per area as kelurahan and as kecamatan."""
    people = len(TEXTS)
    rows: list[tuple[str, ...]] = []
    for at in range(people + 2 * len(AREAS)):
        text = TEXTS[at % people]
        area = AREAS[(at - people) // 2] if at >= people else ("MEKAR", "UTARA")[at % 2]
        kelurahan, kecamatan = ("MEKAR", area) if at % 2 else (area, "UTARA")
        numbers = NUMBERS[at // 7 % len(NUMBERS)], NUMBERS[at // 14 % len(NUMBERS)]
        person = f"32980112038{at:05}", f"32980101011{at // 3:05}", text, "LP"[at % 2], "12-03-1980", text, text, text
        rows.append((*person, *numbers, kelurahan, kecamatan, text))
    return rows


def cards() -> list[tuple[str, ...]]:
    """One card of nobody per text, and an inactive one for every fifth resident."""
    strange = [
        (f"00032980{at:05}", f"317101010170{at:04}", text, "01-01-1970", "L", "AKTIF", text, text, text, text)
        for at, text in enumerate(TEXTS)
    ]
    known = [
        (f"00012980{at:05}", row[0], row[2], row[4], row[3], "NON AKTIF", "PEKERJA MANDIRI", "", row[10], row[11])
        for at, row in enumerate(residents())
        if at % 5 == 0
    ]
    return [*strange, *known]


def settle(folder: Path) -> tuple[Path, Path]:
    """Write the town: half of either side as CSV, half as Parquet, in folders of their own."""
    sides = ("penduduk", (*POPULATION, *PLACE), residents()), ("peserta", MEMBERS, cards())
    for side, header, rows in sides:
        (folder / side).mkdir()
        half = len(rows) // 2
        _write_csv(folder / side / f"{FILE}{side}.csv", header, rows[:half])
        table = pl.DataFrame(rows[half:], schema=list(header), orient="row")
        table.write_parquet(folder / side / f"{FILE}{side}.parquet")
    return folder / "penduduk", folder / "peserta"


def _write_csv(path: Path, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerows([header, *rows])
