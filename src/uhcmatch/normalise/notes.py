"""What files lack or what a spreadsheet ruined in them: said once per file, the ruined first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uhcmatch.columns import Role

_SIDES: Final[dict[Role, Words]] = {
    "population": Words("penduduk", "population"),
    "members": Words("peserta", "members"),
}

_COUNTED: Final[dict[str, Words]] = {
    "nik_disamarkan": Words(
        "{n} NIK di berkas {side} disamarkan: yang dibaca hanya tanggal lahir dan jenis kelamin, bila terlihat. "
        "Dengan NIK utuh jauh lebih sedikit yang harus ditanyakan.",
        "{n} NIK in the {side} files {are} masked: only birth date and sex are read from them, where they are seen. "
        "With whole NIK far fewer people have to be asked about.",
    ),
    "tanggal_dari_kolom_tempat": Words(
        "{n} tanggal lahir di berkas {side} dibaca dari kolom tempat lahir.",
        "{n} birth date{s} in the {side} files {were} read from the place column.",
    ),
    "tanggal_bulan_dahulu": Words(
        "{n} tanggal lahir di berkas {side} dibaca sebagai bulan/tanggal/tahun.",
        "{n} birth date{s} in the {side} files {were} read as month/day/year.",
    ),
    "tanggal_ditukar_menurut_nik": Words(
        "{n} tanggal lahir di berkas {side} tertukar tanggal dan bulannya (menurut NIK) dan dibetulkan.",
        "{n} birth date{s} in the {side} files had day and month swapped (by the NIK) and {were} put right.",
    ),
    "tanggal_dua_arti": Words(
        "{n} tanggal lahir di berkas {side} dapat dibaca dua cara: berkasnya memuat kedua urutan (tanggal/bulan dan "
        "bulan/tanggal) dan tidak ada NIK yang menentukan. Minta ekspor ulang dengan satu urutan.",
        "{n} birth date{s} in the {side} files can be read two ways: their file has both orders (day/month and "
        "month/day) and no NIK tells. Ask for a new export in one order.",
    ),
    "tanggal_tidak_terbaca": Words(
        "{n} tanggal lahir di berkas {side} tidak terbaca.",
        "{n} birth date{s} in the {side} files could not be read.",
    ),
    "kelurahan_hanya_kode": Words(
        "{n} baris di berkas {side} hanya menyebut kode kelurahan, bukan namanya: tiap kode menjadi wilayah sendiri.",
        "{n} row{s} of the {side} files {have} a code for the kelurahan, not its name: each code is an area of its "
        "own.",
    ),
    "kolom_status_diabaikan": Words(
        "Kolom status di berkas {side} tidak dipakai (tidak satu pun labelnya dikenal): semua dihitung aktif.",
        "The status column of the {side} files is not used (none of its labels is known): all count as active.",
    ),
    "status_hidup_diabaikan": Words(
        "Kolom status hidup di berkas {side} tidak dipakai: ia akan mengeluarkan lebih dari separuh baris.",
        "The vital status column of the {side} files is not used: it would exclude more than half of the rows.",
    ),
}

_RUINED: Final = Words(
    "{file}: {n} {column} dirusak Excel (angka terakhir hilang). Minta ekspor ulang dengan kolom {column} sebagai "
    "Teks; menyimpan ulang berkas ini tidak mengembalikan angkanya.",
    "{file}: {n} {column} ruined by Excel (last digits lost). Ask for a new export with the column {column} as Text; "
    "saving this file again does not bring the digits back.",
)

_UNKNOWN: Final[dict[str, Words]] = {
    "status_peserta": Words(
        "{n} peserta berlabel status yang tidak dikenal ({labels}); atur di [statuses.labels].",
        "{n} member{s} {have} a status label that is not known ({labels}); set them in [statuses.labels].",
    ),
    "segmen": Words(
        "{n} peserta berlabel segmen yang tidak dikenal ({labels}); atur di [segments.labels].",
        "{n} member{s} {have} a segment label that is not known ({labels}); set them in [segments.labels].",
    ),
}

LABELS_SHOWN: Final = 5
LABEL_SEEN_AT_LEAST: Final = 5
"""A label of a code repeats; what stands in a column only once may be about a person and is not repeated by us."""


def notes_of(
    source_file: pl.Series, numbers: pl.DataFrame, lacks: Sequence[Words], role: Role, counts: Mapping[str, int]
) -> tuple[Words, ...]:
    """Return the sentences of one side: what was ruined, what its files lack, then what was found in them.

    `numbers` has `nik_issue` and `kk_ruined` of every row.
    """
    found = [_sided(words, role, counts[code]) for code, words in _COUNTED.items() if counts.get(code)]
    unknown = [_labelled(words, field, counts) for field, words in _UNKNOWN.items() if f"{field}_tak_dikenal" in counts]
    ruined = _ruined(numbers.select("nik_issue", "kk_ruined", source_file))
    return (*ruined, *lacks, *found, *unknown)


def _ruined(numbers: pl.DataFrame) -> list[Words]:
    """Say which files have numbers that Excel has eaten, and how to get them whole."""
    eaten = {
        "NIK": pl.col("nik_issue").is_in(["nik_presisi_hilang", "nik_notasi_ilmiah"]),
        "No. KK": pl.col("kk_ruined"),
    }
    return [
        _RUINED.fill(file=file, n=number, column=column)
        for column, is_ruined in eaten.items()
        for file, number in numbers.filter(is_ruined).group_by("source_file", maintain_order=True).len().iter_rows()
    ]


def _sided(words: Words, role: Role, number: int) -> Words:
    side = _SIDES[role]
    return Words(
        words.fill(n=number, side=side.id, **_forms(number)).id, words.fill(n=number, side=side.en, **_forms(number)).en
    )


def _forms(number: int) -> dict[str, str]:
    """Return the English forms of what is said of one or of several."""
    several = {"s": "s", "are": "are", "were": "were", "have": "have"}
    return {"s": "", "are": "is", "were": "was", "have": "has"} if number == 1 else several


def _labelled(words: Words, field: str, counts: Mapping[str, int]) -> Words:
    labels = [key.partition(":")[2] for key in counts if key.startswith(f"{field}:")]
    shown = ", ".join(labels[:LABELS_SHOWN]) or "…"
    number = counts[f"{field}_tak_dikenal"]
    return words.fill(n=number, labels=shown, **_forms(number))
