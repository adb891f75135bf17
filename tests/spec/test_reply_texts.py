"""What BPJS writes in STATUS TL and what it means; and what must mean nothing."""

from __future__ import annotations

import pytest

from uhcmatch.errors import SettingsRefused
from uhcmatch.reference.replies import ANSWERS, answer_of, folded, own_answers

MEANT = {
    "diterima": ["BERHASIL", " berhasil ", "BERHASIL APLIKASI MIGRASI", "Berhasil.", "berhasil pengaktifan"],
    "diterima_tunggakan": [
        "BERHASIL (ada iuran yang belum terbayarkan Rp.35,000)",
        "BERHASIL(ADA IURAN YANG BELUM TERBAYARKAN RP. 70.000)",
        "berhasil - ada tunggakan",
    ],
    "aktif_pbi": [
        "GAGAL-AKTIF PBI APBN",
        "GAGAL AKTIF APBN",
        "GAGAL/AKTIF PBI APBN",
        " gagal - aktif pbi apbn",
        "Sdh aktif PBI",
    ],
    "aktif_pemda": ["GAGAL AKTIF APBD", "GAGAL-AKTIF PBPU PEMDA", "sudah aktif APBD"],
    "aktif_ppu": ["GAGAL-AKTIF PPU SWASTA", "GAGAL-AKTIF PPU PNS", "GAGAL-AKTIF PNS DAERAH", "GAGAL/AKTIF PPU"],
    "aktif_mandiri": ["GAGAL-AKTIF PBPU MANDIRI", "GAGAL AKTIF MANDIRI"],
    "aktif_lain": ["GAGAL - SUDAH AKTIF", "peserta sudah aktif", "SUDAH TERDAFTAR"],
    "nik_tidak_ditemukan": [
        "GAGAL-NIK TIDAK DITEMUKAN (CEK KEMBALI)",
        "NIK TIDAK DITEMUKAN",
        "gagal nik tdk ditemukan",
    ],
    "nik_tidak_padan": ["NIK TIDAK PADAN CAPIL", "GAGAL NIK TIDAK PADAN", "NIK TDK PADAN DUKCAPIL"],
    "nik_tidak_online": ["NIK TIDAK ONLINE", "GAGAL-NIK BELUM ONLINE"],
    "meninggal": ["GAGAL DATA CAPIL MENINGGAL DUNIA", "Meninggal", "GAGAL/MENINGAL DUNIA"],
    "luar_domisili": ["GAGAL NIK DILUAR DOMISILI", "NIK di luar domisili"],
    "ganda": ["GAGAL DATA GANDA", "DOUBLE", "GAGAL-NIK GANDA"],
    "bulan_depan": ["DIAJUKAN KEMBALI BULAN BERIKUTNYA", "ajukan kembali bulan depan"],
}
MEANS_NOTHING = [
    "",
    "-",
    "OK?",
    "AKTIF",
    "AKTIF PBI APBN",
    "NON AKTIF PBI APBN",
    "GAGAL",
    "GAGAL AKTIF",
    "GAGAL BERHASIL",
    "TIDAK BERHASIL",
    "BELUM BERHASIL",
    "BERHASIL NIK TIDAK ONLINE",
    "BERHASIL ATAU GAGAL",
    "PENGAKTIFAN",
    "BARU",
    "MENINGGALKAN KOTA",
    "GANDARIA",
    "tunggu konfirmasi",
]


@pytest.mark.parametrize(("text", "code"), [(text, code) for code, texts in MEANT.items() for text in texts])
def test_what_bpjs_writes(text: str, code: str) -> None:
    assert answer_of(text, {}) == code


@pytest.mark.parametrize("text", MEANS_NOTHING)
def test_what_means_nothing_is_not_guessed(text: str) -> None:
    assert answer_of(text, {}) is None


def test_every_answer_is_shown() -> None:
    assert list(MEANT) == [answer.code for answer in ANSWERS]


def test_no_alias_means_two_things() -> None:
    said = [folded(alias) for answer in ANSWERS for alias in {folded(one) for one in answer.aliases}]
    assert len(said) == len(set(said))


def test_an_office_may_teach_texts_of_its_branch() -> None:
    own = own_answers({"AKTIF": "diterima", "Ditunda": "bulan_depan"})
    assert answer_of(" aktif ", own) == "diterima"
    assert answer_of("DITUNDA", own) == "bulan_depan"
    assert answer_of("GAGAL AKTIF", own) is None
    with pytest.raises(SettingsRefused):
        own_answers({"DITUNDA": "bulan_dpan"})
