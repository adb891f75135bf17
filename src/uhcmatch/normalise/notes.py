"""What a side lacks or what its spreadsheet ruined, said once for the whole run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from uhcmatch.columns import Role

_LACKING: Final[tuple[tuple[Role, tuple[str, ...], Words], ...]] = (
    (
        "members",
        ("status_peserta",),
        Words(
            "Berkas peserta tidak memuat kolom status: semua peserta dihitung aktif.",
            "The member files have no status column: all members count as active.",
        ),
    ),
    (
        "members",
        ("segmen",),
        Words("Berkas peserta tidak memuat kolom segmen.", "The member files have no segment column."),
    ),
    (
        "members",
        ("tanggal_lahir",),
        Words(
            "Berkas peserta tidak memuat tanggal lahir: untuk pembandingan dibaca dari NIK.",
            "The member files have no birth date: for comparison it is read from the NIK.",
        ),
    ),
    (
        "population",
        ("tanggal_lahir",),
        Words(
            "Berkas penduduk tidak memuat tanggal lahir: untuk pembandingan dibaca dari NIK.",
            "The population files have no birth date: for comparison it is read from the NIK.",
        ),
    ),
    (
        "population",
        ("rt", "rw", "rt_rw", "alamat"),
        Words(
            "Berkas penduduk tidak memuat RT/RW: daftar tidak dapat dibagi per RT.",
            "The population files have no RT/RW: lists cannot be split per RT.",
        ),
    ),
    (
        "population",
        ("kelurahan", "alamat"),
        Words("Berkas penduduk tidak memuat kelurahan.", "The population files have no kelurahan."),
    ),
)
"""Side, fields of which one is enough, and what is said when all are missing."""

_SIDES: Final[dict[Role, Words]] = {
    "population": Words("penduduk", "population"),
    "members": Words("peserta", "members"),
}

_COUNTED: Final[dict[str, Words]] = {
    "nik_presisi_hilang": Words(
        "{n} NIK di berkas {side} kehilangan angka terakhir (Excel); ekspor ulang kolom NIK sebagai Teks.",
        "{n} NIKs in the {side} files lost their last digit (Excel); export the NIK column again as Text.",
    ),
    "nik_notasi_ilmiah": Words(
        "{n} NIK di berkas {side} rusak oleh Excel (3,27E+15); ekspor ulang kolom NIK sebagai Teks.",
        "{n} NIKs in the {side} files were ruined by Excel (3.27E+15); export the NIK column again as Text.",
    ),
    "tanggal_dari_kolom_tempat": Words(
        "{n} tanggal lahir di berkas {side} dibaca dari kolom tempat lahir.",
        "{n} birth dates in the {side} files were read from the place column.",
    ),
    "tanggal_bulan_dahulu": Words(
        "{n} tanggal lahir di berkas {side} dibaca sebagai bulan/tanggal/tahun.",
        "{n} birth dates in the {side} files were read as month/day/year.",
    ),
    "tanggal_ditukar_menurut_nik": Words(
        "{n} tanggal lahir di berkas {side} tertukar tanggal dan bulannya (menurut NIK) dan dibetulkan.",
        "{n} birth dates in the {side} files had day and month swapped (by the NIK) and were put right.",
    ),
    "tanggal_tidak_terbaca": Words(
        "{n} tanggal lahir di berkas {side} tidak terbaca.",
        "{n} birth dates in the {side} files could not be read.",
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

_UNKNOWN: Final[dict[str, Words]] = {
    "status_peserta": Words(
        "{n} peserta berlabel status yang tidak dikenal ({labels}); atur di [statuses.labels].",
        "{n} members have status labels that are not known ({labels}); set them in [statuses.labels].",
    ),
    "segmen": Words(
        "{n} peserta berlabel segmen yang tidak dikenal ({labels}); atur di [segments.labels].",
        "{n} members have segment labels that are not known ({labels}); set them in [segments.labels].",
    ),
}

LABELS_SHOWN: Final = 5
LABEL_SEEN_AT_LEAST: Final = 5
"""A label of a code repeats; what stands in a column only once may be about a person and is not repeated by us."""


def notes_of(raw: pl.DataFrame, role: Role, counts: Mapping[str, int]) -> tuple[Words, ...]:
    """Return the sentences of one side: what it lacks, then what was found in it."""
    lacking = [
        words for side, fields, words in _LACKING if side == role and not any(field in raw.columns for field in fields)
    ]
    found = [_sided(words, role, counts[code]) for code, words in _COUNTED.items() if counts.get(code)]
    unknown = [_labelled(words, field, counts) for field, words in _UNKNOWN.items() if f"{field}_tak_dikenal" in counts]
    return (*lacking, *found, *unknown)


def _sided(words: Words, role: Role, number: int) -> Words:
    side = _SIDES[role]
    return Words(words.id.format(n=number, side=side.id), words.en.format(n=number, side=side.en))


def _labelled(words: Words, field: str, counts: Mapping[str, int]) -> Words:
    labels = [key.partition(":")[2] for key in counts if key.startswith(f"{field}:")]
    shown = ", ".join(labels[:LABELS_SHOWN]) or "…"
    return words.fill(n=counts[f"{field}_tak_dikenal"], labels=shown)
