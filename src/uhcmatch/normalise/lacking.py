"""What files lack, each by itself: the files of a side are stacked before, and a column that one has hides the gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.distinct import Distinct
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.columns import Role
    from uhcmatch.shelf import Lookup

_FROM_NIK: Final = Words(
    "tanggal lahir (dibaca dari NIK, hanya untuk membandingkan)", "birth date (read from the NIK, for comparison only)"
)
_DATE: Final = Words("tanggal lahir", "birth date")
_NIK: Final = Words("NIK", "NIK")
_LACKING: Final[tuple[tuple[Role, tuple[str, ...], Words], ...]] = (
    ("members", ("status_peserta",), Words("status (semua dihitung aktif)", "status (all count as active)")),
    ("members", ("segmen",), Words("segmen", "segment")),
    ("members", ("nomor_kartu",), Words("nomor kartu", "card number")),
    (
        "population",
        ("rt",),
        Words("RT/RW (daftar tidak terbagi per RT)", "RT/RW (no lists per RT)"),
    ),
    ("population", ("kelurahan",), Words("kelurahan", "kelurahan")),
    (
        "population",
        ("kecamatan",),
        Words("kecamatan (kelurahan senama dianggap satu)", "kecamatan (namesake kelurahan count as one)"),
    ),
    ("population", ("nik",), _NIK),
    ("members", ("nik",), _NIK),
    ("population", ("tanggal_lahir",), _FROM_NIK),
    ("members", ("tanggal_lahir",), _FROM_NIK),
)
"""Side, fields of which one is enough, and what is said of a file in which all are missing or blank."""
_PLACES: Final = (("rt",), ("kelurahan",), ("kecamatan",))
"""Of these what was read counts: an address, or headings, may tell them where there is no column, and need not."""

_LACKS: Final = Words("{files} tidak memuat {fields}.", "{files} {lack} {fields}.")
_ALL_FILES: Final[dict[Role, Words]] = {
    "population": Words("Berkas penduduk", "The population files"),
    "members": Words("Berkas peserta", "The member files"),
}
FILES_NAMED: Final = 3
"""Files named in one note; the rest are counted."""


def blank_in_files(cells: pl.DataFrame, role: Role) -> pl.DataFrame:
    """CELLS → one row per file, in order: `source_file`, and by its number whether each of `_LACKING` is blank."""
    wanted = [(at, fields) for at, (side, fields, _) in enumerate(_LACKING) if side == role and fields not in _PLACES]
    is_blank = [pl.all_horizontal(pl.col(fields).is_null()).all().alias(str(at)) for at, fields in wanted]
    return _by_file(cells["source_file"], cells.select(pl.exclude("source_file")), is_blank)


def lacking(blank: pl.DataFrame, source_file: pl.Series, place: Lookup, role: Role) -> list[Words]:
    """Say once per file what it lacks; files that lack the same share a sentence. `place` is what was read of homes."""
    wanted = [(at, fields, words) for at, (side, fields, words) in enumerate(_LACKING) if side == role]
    places = [(at, fields[0]) for at, fields, _ in wanted if fields in _PLACES]
    if places:
        known = pl.DataFrame([place.known(field).alias(field) for _, field in places])
        unread = _by_file(source_file, known, [(~pl.col(field).any()).alias(str(at)) for at, field in places])
        blank = blank.hstack(unread.drop("source_file"))
    alike: dict[tuple[bool, ...], list[str]] = {}
    for file, *lacks in blank.select("source_file", *(str(at) for at, _, _ in wanted)).iter_rows():
        alike.setdefault(tuple(lacks), []).append(file)
    return [
        _lacks(
            names,
            _told([words for (_, _, words), is_lacking in zip(wanted, lacks, strict=True) if is_lacking]),
            role,
            len(blank),
        )
        for lacks, names in alike.items()
        if any(lacks)
    ]


def _told(lacks: list[Words]) -> list[Words]:
    """Return what is lacked as it is told: where there is no NIK either, no date can be read from it."""
    return [_DATE if one is _FROM_NIK and _NIK in lacks else one for one in lacks]


def _by_file(source_file: pl.Series, cells: pl.DataFrame, answers: list[pl.Expr]) -> pl.DataFrame:
    file = Distinct.of(source_file)
    told = cells.with_columns(file.numbers.alias("file")).group_by("file", maintain_order=True).agg(answers)
    return told.select(file.values.gather(told["file"]).alias("source_file"), pl.exclude("file"))


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
