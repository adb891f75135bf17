"""What may be wrong with a card or a row, found by running the match backwards.

What auditors look for: on Nunukan 2023 the BPK listed members paid by the local government whose NIK is not found
(3,210), who moved away (30), whose NIK is there twice (181) and whose data differ (447); DOMAIN §4, §8.6, §8.7.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from uhcmatch.words import Words

Group = Literal["nobody", "duplicate", "other"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: what it is called, what to say of a line, and its group.

    Every unlinked card is in exactly one kind of the group `nobody`, every second card in one of `duplicate`; a line of
    the group `other` may concern a card that is listed there too.
    """

    group: Group
    words: Words
    reason: Words


KINDS: Final[dict[str, Kind]] = {
    "meninggal_masih_aktif": Kind(
        "nobody",
        Words("meninggal, kartu masih aktif", "deceased, card still active"),
        Words(
            "pemilik kartu tercatat meninggal di data penduduk, kartunya masih aktif",
            "the owner is recorded as deceased in the population, the card is still active",
        ),
    ),
    "meninggal": Kind(
        "nobody",
        Words("meninggal, kartu nonaktif", "deceased, card inactive"),
        Words(
            "pemilik kartu tercatat meninggal di data penduduk",
            "the owner is recorded as deceased in the population",
        ),
    ),
    "pindah": Kind(
        "nobody",
        Words("pindah", "moved away"),
        Words(
            "pemilik kartu tercatat pindah di data penduduk",
            "the owner is recorded as moved away in the population",
        ),
    ),
    "tanpa_penduduk": Kind(
        "nobody",
        Words("tidak ada penduduknya", "no such resident"),
        Words(
            "tidak ada penduduk yang cocok: pindah, meninggal, dari luar daerah, atau datanya terlalu berbeda",
            "no resident corresponds: moved, deceased, from elsewhere, or the data differ too much",
        ),
    ),
    "segmen_ganda": Kind(
        "duplicate",
        Words("kartu ganda di dua segmen", "second card in another segment"),
        Words(
            "orang yang sama sudah punya kartu di segmen lain",
            "the same person has a card in another segment",
        ),
    ),
    "kartu_ganda": Kind(
        "duplicate",
        Words("kartu ganda", "second card"),
        Words("orang yang sama sudah punya kartu lain", "the same person has another card"),
    ),
    "nik_banyak_orang": Kind(
        "other",
        Words("satu NIK pada beberapa peserta", "one NIK on several members"),
        Words(
            "NIK ini ada pada beberapa peserta yang namanya berbeda",
            "several members with different names bear this NIK",
        ),
    ),
    "nik_sama_nama_beda": Kind(
        "other",
        Words("NIK sama, nama beda", "same NIK, different name"),
        Words(
            "NIK peserta sama dengan NIK seorang penduduk, tetapi namanya berbeda",
            "the member's NIK is a resident's, but the name is another",
        ),
    ),
    "penduduk_nik_ganda": Kind(
        "other",
        Words("NIK ganda pada data penduduk", "NIK twice in the population"),
        Words("beberapa baris penduduk memakai NIK ini", "several population rows bear this NIK"),
    ),
    "penduduk_ganda": Kind(
        "other",
        Words("satu orang di dua baris penduduk", "one person in two population rows"),
        Words(
            "baris kedua orang yang sama: tidak dihitung, yang dihitung adalah baris di same_as",
            "a second row of the same person: not counted, the row in same_as is",
        ),
    ),
    "meninggal_menurut_bpjs": Kind(
        "other",
        Words("hidup di data penduduk, meninggal di BPJS", "alive in the population, deceased at BPJS"),
        Words(
            "kartu berstatus meninggal, pemiliknya tercatat hidup di data penduduk",
            "the card says deceased, its owner is recorded as living here",
        ),
    ),
    "kartu_bayi": Kind(
        "other",
        Words("kartu bayi, anaknya sudah punya NIK", "newborn card, the child has a NIK now"),
        Words(
            "kartu “BAYI NY. …” milik anak yang sudah punya NIK: perbarui identitasnya, jangan didaftarkan lagi",
            "a “baby of …” card of a child who has a NIK now: update its identity, do not register again",
        ),
    ),
    "nik_rusak_excel": Kind(
        "other",
        Words("NIK dirusak Excel", "NIK ruined by Excel"),
        Words(
            "angka terakhir NIK hilang oleh Excel: minta ekspor ulang kolom NIK sebagai Teks",
            "Excel has lost the last digits of the NIK: ask for a new export with the column as Text",
        ),
    ),
}
"""Code → kind, in the order lists have them."""

PAID_HERE: Final = "PBPU_PEMDA"
"""Segment whose dues the local government pays."""
