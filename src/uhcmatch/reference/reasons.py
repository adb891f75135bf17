"""Why a row was refused, excluded or decided the way it was: code → sentence.

The code is what `reason` and `rule` columns hold (stable, lower-case Indonesian); the sentence is what people read.
"""

from __future__ import annotations

from typing import Final

from uhcmatch.words import Words

NO_IDENTITY: Final = "tanpa_identitas"
"""Told of a row by its cells as they stand (`files`), or by what could be read of them (`normalise`)."""

REFUSALS: Final[dict[str, Words]] = {
    "jumlah_kolom": Words("jumlah kolom tidak sama dengan judul", "number of cells differs from the header"),
    "tanda_kutip": Words("tanda kutip tidak berpasangan", "unbalanced quotes"),
    "nul": Words("memuat byte NUL", "contains NUL bytes"),
    "sel_terlalu_panjang": Words("sel terlalu panjang", "over-long cell"),
    "ganti_baris": Words("ganti baris di dalam sel", "line break inside a cell"),
    "huruf_rusak": Words("huruf tidak terbaca", "undecodable letters"),
    "terpotong": Words("berkas terpotong di baris ini", "the file is cut off in this line"),
    "kolom_bergeser": Words("isi kolom bergeser", "cells shifted into other columns"),
    NO_IDENTITY: Words("tanpa NIK dan nama yang terbaca", "no readable NIK or name"),
}
"""A data row that cannot be read as a person; it stays in the run as `excluded`."""

SKIPPED: Final[dict[str, Words]] = {
    "kosong": Words("baris kosong", "blank line"),
    "judul_terulang": Words("judul kolom terulang", "repeated header"),
    "nomor_kolom": Words("baris nomor kolom", "line that numbers the columns"),
    "judul_bagian": Words("judul bagian", "section heading"),
    "jumlah": Words("baris jumlah/total", "total line"),
    "catatan_kaki": Words("catatan di bawah tabel", "note below the table"),
}
"""A line that is no data row at all; counted and listed with its line number."""

EXCLUSIONS: Final[dict[str, Words]] = {
    "meninggal": Words("tercatat meninggal", "recorded as deceased"),
    "pindah": Words("tercatat pindah", "recorded as moved away"),
    "penduduk_ganda": Words("baris ganda dari penduduk lain", "duplicate of another population row"),
    "dihapus": Words("dihapus atas permintaan orangnya", "erased at the person's request"),
}
"""A row that was read but takes no part."""

OWNERS_GONE: Final[dict[str, Words]] = {
    "pemilik_meninggal": Words("pemilik kartu tercatat meninggal", "the card's owner is recorded as deceased"),
    "pemilik_pindah": Words("pemilik kartu tercatat pindah", "the card's owner is recorded as moved away"),
}
"""Why a member belongs to nobody who lives here."""

NIK_ISSUES: Final[dict[str, Words]] = {
    "nik_kosong": Words("NIK kosong", "NIK missing"),
    "nik_disamarkan": Words("NIK disamarkan", "masked NIK"),
    "nik_bukan_16_digit": Words("NIK bukan 16 angka", "NIK is not 16 digits"),
    "nik_notasi_ilmiah": Words("NIK rusak oleh Excel (3,27E+15)", "NIK ruined by Excel (3.27E+15)"),
    "nik_presisi_hilang": Words("angka terakhir NIK hilang (Excel)", "last digits of the NIK lost (Excel)"),
    "nik_semu": Words("NIK semu", "dummy NIK"),
    "nik_tanggal_mustahil": Words("tanggal dalam NIK mustahil", "impossible date in the NIK"),
    "nik_wilayah_tak_dikenal": Words("kode provinsi NIK tidak dikenal", "unknown province in the NIK"),
}
"""Why a NIK is not fit to be compared."""

CARDS: Final[dict[str, Words]] = {
    "nonaktif_menunggak": Words("kartu nonaktif karena menunggak", "card inactive: in arrears"),
    "nonaktif_usia": Words("kartu nonaktif karena usia", "card inactive: over age"),
    "nonaktif_penangguhan": Words("kartu nonaktif, ditangguhkan", "card inactive: suspended"),
    "nonaktif_lain": Words("kartu nonaktif", "card inactive"),
    "lainnya": Words("status kartu tidak dikenal, dihitung nonaktif", "unknown card status, counted as inactive"),
}
"""Why a registered person is not active: the status of the card (`reference.codes`); of a card whose holder died, the
sentence of `meninggal` above."""

BY_PEOPLE: Final[dict[str, Words]] = {
    "keputusan_petugas": Words("diputuskan petugas", "decided by a clerk"),
    "keputusan_bertentangan": Words("keputusan petugas bertentangan", "the clerks' decisions contradict"),
    "kartu_ditunjukkan": Words("kartu ditunjukkan saat kunjungan", "card shown at the visit"),
}
"""The rule of a link that people made or asked for (`linkage.decided_by_people`)."""

ALL: Final[dict[str, Words]] = {**BY_PEOPLE, **REFUSALS, **SKIPPED, **EXCLUSIONS, **OWNERS_GONE, **NIK_ISSUES, **CARDS}


def sentence(code: str) -> Words:
    """Return the sentence of a code; an unknown code speaks for itself."""
    return ALL.get(code, Words(code, code))
