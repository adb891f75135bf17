"""The official count of residents (DKB) that the settings name: a total, or a file with one row per kelurahan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch import files
from uhcmatch.coverage import OFFICIAL, Official
from uhcmatch.errors import InputRefused
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from uhcmatch.settings import DenominatorSettings

_HEADERS: Final = {
    "kecamatan": ("KECAMATAN", "NAMAKEC", "NAMAKECAMATAN", "KEC", "DISTRIK"),
    "kelurahan": ("KELURAHAN", "DESA", "KELURAHANDESA", "DESAKELURAHAN", "NAMAKEL", "NAMAKELURAHAN", "KEL", "NAMADESA"),
    "jumlah": ("JUMLAH", "JUMLAHPENDUDUK", "PENDUDUK", "JMLPENDUDUK", "JMLHPENDUDUK", "TOTAL", "JML"),
}
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:[., ][0-9]{3})+")
_PLAIN: Final = re.compile(r"([0-9]+)(?:\.0+)?")
_TOTALS: Final = ("JUMLAH", "TOTAL", "GRANDTOTAL", "JUMLAHTOTAL")
_HOW: Final = Words(
    "Berkas DKB memerlukan kolom kecamatan, kelurahan, dan jumlah: satu baris per kelurahan.",
    "The DKB file needs columns kecamatan, kelurahan and jumlah: one row per kelurahan.",
)


def official(settings: DenominatorSettings) -> Official:
    """Return what the settings say of the official count; raises `InputRefused` for a file that cannot be used."""
    areas = pl.DataFrame(schema=OFFICIAL) if settings.file is None else _areas(settings.file)
    return Official(settings.total, areas, settings.date)


def _areas(path: Path) -> pl.DataFrame:
    lines = files.small_table(path)
    at, places = _header(path.name, lines)
    rows = []
    for number, line in enumerate(lines[at + 1 :], start=at + 2):
        kecamatan, kelurahan, count = (line[place] if place < len(line) else "" for place in places)
        if not count or not kelurahan or _key(kelurahan) in _TOTALS or _key(kecamatan) in _TOTALS:
            continue
        people = _people(count)
        if people is None:
            raise _refused(
                path.name,
                Words("jumlah di baris {line} bukan bilangan", "the count in line {line} is no number").fill(
                    line=number
                ),
            )
        rows.append((kecamatan or None, kelurahan, people))
    return pl.DataFrame(rows, schema=OFFICIAL, orient="row")


def _people(text: str) -> int | None:
    """Read a count; 1.000 is a thousand, as either language groups digits, and null is no count."""
    if _GROUPED.fullmatch(text):
        return int(re.sub("[., ]", "", text))
    plain = _PLAIN.fullmatch(text)
    return int(plain.group(1)) if plain else None


def _header(name: str, lines: Sequence[Sequence[str]]) -> tuple[int, list[int]]:
    """Return the line of the header and the places of the three columns in it."""
    for at, line in enumerate(lines):
        keys = [_key(cell) for cell in line]
        places = [next((keys.index(alias) for alias in aliases if alias in keys), -1) for aliases in _HEADERS.values()]
        if min(places) >= 0:
            return at, places
    raise _refused(name, Words("judul kolomnya tidak dikenal", "its header is not recognised"))


def _key(text: str) -> str:
    return re.sub("[^A-Z]", "", text.upper())


def _refused(name: str, why: Words) -> InputRefused:
    return InputRefused(Words(f"{name}: {why.id}.", f"{name}: {why.en}."), _HOW)
