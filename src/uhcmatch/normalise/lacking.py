"""What files lack, each by itself: the files of a side are stacked before, and a column that one has hides the gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.distinct import Distinct
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.columns import Role

_FROM_NIK: Final = Words(
    "tanggal lahir (dibaca dari NIK, hanya untuk membandingkan)", "birth date (read from the NIK, for comparison only)"
)
_LACKING: Final[tuple[tuple[Role, tuple[str, ...], Words], ...]] = (
    ("members", ("status_peserta",), Words("status (semua dihitung aktif)", "status (all count as active)")),
    ("members", ("segmen",), Words("segmen", "segment")),
    ("members", ("nomor_kartu",), Words("nomor kartu", "card number")),
    (
        "population",
        ("rt", "rw", "rt_rw", "alamat"),
        Words("RT/RW (daftar tidak terbagi per RT)", "RT/RW (no lists per RT)"),
    ),
    ("population", ("kelurahan", "alamat"), Words("kelurahan", "kelurahan")),
    (
        "population",
        ("kecamatan", "alamat"),
        Words("kecamatan (kelurahan senama dianggap satu)", "kecamatan (namesake kelurahan count as one)"),
    ),
    ("population", ("nik",), Words("NIK", "NIK")),
    ("members", ("nik",), Words("NIK", "NIK")),
    ("population", ("tanggal_lahir",), _FROM_NIK),
    ("members", ("tanggal_lahir",), _FROM_NIK),
)
"""Side, fields of which one is enough, and what is said of a file in which all are missing or blank."""

_LACKS: Final = Words("{files} tidak memuat {fields}.", "{files} {lack} {fields}.")
_ALL_FILES: Final[dict[Role, Words]] = {
    "population": Words("Berkas penduduk", "The population files"),
    "members": Words("Berkas peserta", "The member files"),
}
FILES_NAMED: Final = 3
"""Files named in one note; the rest are counted."""


def lacking(cells: pl.DataFrame, role: Role) -> list[Words]:
    """Say once per file what it lacks; files that lack the same share a sentence."""
    wanted = [(fields, words) for side, fields, words in _LACKING if side == role]
    is_blank = [pl.all_horizontal(pl.col(fields).is_null()).alias(str(at)) for at, (fields, _) in enumerate(wanted)]
    file = Distinct.of(cells["source_file"])
    files = cells.select(is_blank).group_by(file.numbers.alias("file"), maintain_order=True).agg(pl.all().all())
    alike: dict[tuple[bool, ...], list[str]] = {}
    for number, *lacks in files.iter_rows():
        alike.setdefault(tuple(lacks), []).append(file.values[number])
    return [
        _lacks(
            names, [words for (_, words), is_lacking in zip(wanted, lacks, strict=True) if is_lacking], role, len(files)
        )
        for lacks, names in alike.items()
        if any(lacks)
    ]


def _lacks(names: list[str], words: list[Words], role: Role, files: int) -> Words:
    more = f" (+{len(names) - FILES_NAMED})" if len(names) > FILES_NAMED else ""
    named = ", ".join(names[:FILES_NAMED]) + more
    told = _ALL_FILES[role] if len(names) == files > 1 else Words(named, named)
    return Words(
        _LACKS.id.format(files=told.id, fields=", ".join(one.id for one in words)),
        _LACKS.en.format(
            files=told.en,
            lack="lacks" if len(names) == 1 else "lack",
            fields=", ".join(one.en for one in words),
        ),
    )
