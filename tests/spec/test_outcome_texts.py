"""What teams write in the outcome cell, and what it means: a civil servant can read and extend the table."""

from __future__ import annotations

import pytest

from uhcmatch.reference.outcome_texts import OutcomeTexts
from uhcmatch.reference.outcomes import NEXT, OUTCOMES

outcome_of = OutcomeTexts(OUTCOMES).code_of
MEANS = {
    "bersedia_pemda": [
        "Bersedia, lewat Pemda",
        "bersedia",
        "B",
        "b.",
        "SETUJU",
        "mau",
        "mau didaftarkan",
        "bersedia_pemda",
    ],
    "bersedia_mandiri": ["Bersedia, mandiri", "mandiri", "bayar sendiri", "Willing, pays alone"],
    "ikut_ppu": ["Ikut pekerja (PPU)", "ikut suami", "PPU"],
    "berkas_kurang": ["berkas kurang", "KTP blm ada", "berkas blm lengkap", "Bersedia, berkas kurang"],
    "sudah_jkn": [
        "Sudah punya JKN (tulis no. kartu)",
        "sdh punya bpjs",
        "SUDAH BPJS",
        "sudah terdaftar",
        "s",
        "sudah punya kis no 0001298000066",
        "sdh ada kis, noka: 0001298000066",
        "sdh aktif",
    ],
    "menolak": ["tdk mau", "gamau", "emoh", "Menolak", "gak mau", "tidak bersedia", "blm mau"],
    "tidak_ditemui": [
        "tdk di rumah",
        "tidak ada dirumah",
        "rumah kosong",
        "Not met",
        "blm ketemu",
        "gak ketemu 2x",
        "tdk ada ditempat",
        "tidak di rumah (3 kali)",
    ],
    "kerja_luar": ["merantau", "Merantau ke Kalimantan", "TKW", "kerja di luar kota", "bekerja diluar kota"],
    "pindah": ["pindah", "sdh pindah", "Pindah ke Surabaya", "PINDAH ALAMAT", "sudah pindah ke Jl. Melati 3"],
    "meninggal": [
        "meninggal",
        "Meninggal dunia",
        "sdh meninggal",
        "alm",
        "wafat",
        "meninggal th 2024",
        "MD",
        "Meninggal Dunia thn 2020",
        "sdh meninggal 2023",
    ],
    "ganda": ["ganda", "data dobel", "Recorded twice"],
}
MEANS_NOTHING = [
    "",
    "?",
    "x",
    "iya nanti",
    "mau pindah",
    "bersedia tapi berkas kurang",
    "anaknya meninggal",
    "belum pindah",
    "tidak meninggal",
    "tidak pindah",
    "12",
    "nanti saja",
    "menolak 0001298000066",
    "bersedia 2023",
    "sudah punya kis no 000129800",
    "2x",
    "sudah",
]


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in MEANS.items() for text in texts])
def test_what_is_written_means(code: str, text: str) -> None:
    assert outcome_of(text) == code


@pytest.mark.parametrize("text", MEANS_NOTHING)
def test_nothing_is_guessed(text: str) -> None:
    assert outcome_of(text) is None


def test_no_text_means_two_things() -> None:
    for outcome in OUTCOMES:
        assert outcome.next in NEXT
        for name in (outcome.letter, outcome.code, outcome.words.id, outcome.words.en, *outcome.aliases):
            assert outcome_of(name) == outcome.code, name
        for opening in outcome.openings:
            assert outcome_of(f"{opening} sana") == outcome.code
