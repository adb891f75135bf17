"""The frames that travel between stages: for each its grain and its columns.

Canonical columns carry the registries' own Indonesian terms (GLOSSARY.md pairs them with English). A column that a
frame's schema names is always there, with that dtype; a value that is not known is null, never an empty text.

RAW          files → normalise     one row per data row of the input files, refused rows too; every cell as text
RECORDS      normalise → linkage   one row per row of RAW, same order; both sides have the same shape
PAIRS        inside linkage        one row per candidate pair
LINKS        linkage → pipeline    one row per accepted or possible pair
RESIDENTS    pipeline → runs       one row per population row, with its status (residents.parquet)
MEMBERS      pipeline → runs       one row per member row, with its status (members.parquet)
"""

from __future__ import annotations

from typing import Final, Literal

import polars as pl

Role = Literal["population", "members"]
"""Which side of the comparison a file is on."""

PROVENANCE: Final[dict[str, pl.DataType]] = {
    "source_file": pl.String(),
    "source_row": pl.Int64(),
    "source_line": pl.Int64(),
    "refused": pl.Boolean(),
    "reason": pl.String(),
}
"""What every RAW row says of itself: file name (no folder), 1-based data row and physical line or sheet row in that
file, whether the row was refused and by which rule (a code of `reference.reasons`)."""

POPULATION_FIELDS: Final[tuple[str, ...]] = (
    "nik",
    "no_kk",
    "nama",
    "jenis_kelamin",
    "tempat_lahir",
    "tanggal_lahir",
    "hubungan",
    "nama_ibu",
    "nama_ayah",
    "alamat",
    "rt",
    "rw",
    "rt_rw",
    "dusun",
    "kelurahan",
    "kecamatan",
    "status_hidup",
    "tanggal_meninggal",
    "tanggal_pindah",
    "status_kawin",
    "kode_pos",
    "desil",
    "hamil",
    "kronis",
)
"""The fields a population export can have, as text; RAW has those that were found."""

MEMBER_FIELDS: Final[tuple[str, ...]] = (
    "nomor_kartu",
    "nik",
    "no_kk",
    "nama",
    "jenis_kelamin",
    "tempat_lahir",
    "tanggal_lahir",
    "hubungan",
    "nama_ibu",
    "segmen",
    "status_peserta",
    "alamat",
    "rt",
    "rw",
    "rt_rw",
    "dusun",
    "kelurahan",
    "kecamatan",
)
"""The fields a membership export can have, as text; RAW has those that were found."""

FIELDS: Final[dict[Role, tuple[str, ...]]] = {"population": POPULATION_FIELDS, "members": MEMBER_FIELDS}

SHOWN: Final[dict[str, pl.DataType]] = {
    "row": pl.Int64(),
    "source_file": pl.String(),
    "source_row": pl.Int64(),
    "nomor_kartu": pl.String(),
    "nik": pl.String(),
    "no_kk": pl.String(),
    "nama": pl.String(),
    "jenis_kelamin": pl.String(),
    "tanggal_lahir": pl.Date(),
    "tanggal_tertulis": pl.Int32(),
    "hubungan": pl.String(),
    "nama_ibu": pl.String(),
    "alamat": pl.String(),
    "rt": pl.String(),
    "rw": pl.String(),
    "kelurahan": pl.String(),
    "kecamatan": pl.String(),
    "segmen": pl.String(),
    "status_peserta": pl.String(),
    "excluded": pl.String(),
}
"""First part of RECORDS: what people will read, cleaned but not bent.

`row` 1-based over all files of the side, in order · `nik`, `no_kk` the digits found (also when they are no valid
number), stars for those of a masked NIK, null when none · `nomor_kartu` 13 digits ·
`nama` upper case, single spaces, otherwise as written ·
`jenis_kelamin` L or P · `tanggal_tertulis` year, month and day as one number (19840631) where what is written is no
day of anybody's life, 0 for a day or month and 9999 for a year that cannot be read; else null · `rt`, `rw` three
digits, null when unknown (`000` is unknown) · `segmen`, `status_peserta`
canonical codes of `reference.codes` · `excluded` why this row takes no part (code of `reference.reasons`), else null.
"""

BESIDE: Final[dict[str, pl.DataType]] = {
    "tempat_lahir": pl.String(),
    "status_kawin": pl.String(),
    "kode_pos": pl.String(),
    "desil": pl.Int64(),
}
"""Kept of residents for the registration form, and never compared: upper case as written · `kode_pos` five digits ·
`desil` 1 to 10."""

CELLS: Final = tuple(name for name in SHOWN if name not in {"row", "source_file", "source_row", "excluded"})
"""What a row says, wherever it stands: where two rows are as good, their cells choose, never their order."""

COMPARED: Final[dict[str, pl.DataType]] = {
    "nik_key": pl.String(),
    "nik_issue": pl.String(),
    "nik_prefix15": pl.String(),
    "nik_odd": pl.String(),
    "nik_born": pl.Date(),
    "nik_sex": pl.String(),
    "born": pl.Date(),
    "born_is_default": pl.Boolean(),
    "sex": pl.String(),
    "name": pl.String(),
    "name_folded": pl.String(),
    "name_joined": pl.String(),
    "name_sorted": pl.String(),
    "mother": pl.String(),
    "father": pl.String(),
    "is_baby": pl.Boolean(),
    "is_wife": pl.Boolean(),
    "kk_key": pl.String(),
    "kecamatan_key": pl.String(),
    "kelurahan_key": pl.String(),
    "street": pl.String(),
    "house": pl.String(),
}
"""Second part of RECORDS: what is compared.

`nik_key` 16 digits fit to be compared (grammar holds, not a dummy, not ruined), else null with `nik_issue` saying why
(a code of `reference.reasons`; an impossible date or unknown province is noted there too but leaves the key, for the
state issued such) · `nik_prefix15` the first 15 digits where Excel lost only the last, else null · `nik_odd` the 15
or 17 digits of a number that lost one or has one twice, never taken apart: which one is not known · `nik_born`,
`nik_sex` what `nik_key`, or the first twelve digits of a number whose others are masked, say of birth date and sex, the
century taken from the recorded date where there is one · `born` the *recorded* birth date, null when there is none ·
`born_is_default` the date is one of the registry's default days (31-12, 01-07, 01-01) · `sex` recorded, else null ·
`name` tokens separated by one space: upper-case A–Z only, titles and bin/binti tails gone, known abbreviations
written out · `name_folded` the same tokens in canonical spelling (SOEDJONO and SUJONO are equal here) ·
`name_joined` the folded tokens without spaces · `name_sorted` the folded tokens in alphabetical order ·
`mother` folded name of the mother: of a `BAYI NY. …` from the name itself, otherwise from `nama_ibu` ·
`father` folded name of the father, which no card bears: it tells residents of one family from second rows ·
`is_baby` the name is only “baby of …” (then `name…` are null) · `is_wife` it begins
like a wife's (NY, IBU), which may be her husband's behind that · `kk_key` 16 digits or null ·
`kecamatan_key`, `kelurahan_key` folded area names (compare them together: village names repeat) ·
`street`, `house` the door as the address tells it, without areas, the words of the street in alphabetical order.
"""

SHOWN_AND_COMPARED: Final = ("rt", "rw", "tanggal_tertulis")
"""Of the first part what is compared as it is."""

RECORDS: Final[dict[str, pl.DataType]] = {**SHOWN, **BESIDE, **COMPARED}

LINKS: Final[dict[str, pl.DataType]] = {
    "resident_row": pl.Int64(),
    "member_row": pl.Int64(),
    "decision": pl.String(),
    "probability": pl.Float64(),
    "rule": pl.String(),
}
"""One row per accepted (`match`) or possible (`review`) pair; `rule` says in a word what carried it."""

RESIDENTS: Final[dict[str, pl.DataType]] = {
    "resident_row": pl.Int64(),
    "source_file": pl.String(),
    "source_row": pl.Int64(),
    "nik": pl.String(),
    "no_kk": pl.String(),
    "nama": pl.String(),
    "jenis_kelamin": pl.String(),
    "tanggal_lahir": pl.Date(),
    "tanggal_tertulis": pl.Int32(),
    "hubungan": pl.String(),
    "nama_ibu": pl.String(),
    "alamat": pl.String(),
    "rt": pl.String(),
    "rw": pl.String(),
    "kelurahan": pl.String(),
    "kecamatan": pl.String(),
    "status": pl.String(),
    "reason": pl.String(),
    "member_row": pl.Int64(),
    "probability": pl.Float64(),
    **BESIDE,
    "same_as": pl.Int64(),
}
"""One row per population row. `status` is one of RESIDENT_STATUSES; `member_row` the member that counts, or null;
`same_as` the row that is kept of this person, where this one is excluded as `penduduk_ganda`."""

MEMBERS: Final[dict[str, pl.DataType]] = {
    "member_row": pl.Int64(),
    "source_file": pl.String(),
    "source_row": pl.Int64(),
    "nomor_kartu": pl.String(),
    "nik": pl.String(),
    "no_kk": pl.String(),
    "nama": pl.String(),
    "jenis_kelamin": pl.String(),
    "tanggal_lahir": pl.Date(),
    "tanggal_tertulis": pl.Int32(),
    "nama_ibu": pl.String(),
    "segmen": pl.String(),
    "status_peserta": pl.String(),
    "alamat": pl.String(),
    "rt": pl.String(),
    "rw": pl.String(),
    "kelurahan": pl.String(),
    "kecamatan": pl.String(),
    "status": pl.String(),
    "reason": pl.String(),
    "resident_row": pl.Int64(),
}
"""One row per member row. `status` is one of MEMBER_STATUSES; `resident_row` whom the card belongs to, or null."""

KEPT_LATER: Final[dict[str, dict[str, pl.DataType]]] = {
    "residents": {**BESIDE, "same_as": pl.Int64(), "tanggal_tertulis": pl.Int32()},
    "members": {"nama_ibu": pl.String(), "tanggal_tertulis": pl.Int32()},
}
"""What runs of older versions did not keep; it is null where they are read."""

RESIDENT_STATUSES: Final[tuple[str, ...]] = ("active", "inactive", "review", "unenrolled", "excluded")
MEMBER_STATUSES: Final[tuple[str, ...]] = ("linked", "duplicate", "review", "unlinked", "excluded")
