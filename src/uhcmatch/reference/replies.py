"""What BPJS answers to a proposed person, in free text (DOMAIN §3.1, 5,140 real answers) → a code; never a guess.

Aliases are folded (`folded`): capitals, letters and digits only, single spaces. A refusal may have GAGAL in front or
not, but AKTIF alone may be either and means nothing, as does GAGAL before what means success. What is no alias as a
whole, and begins with no opening, means nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from uhcmatch.reference.chosen import refuse_unknown
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

Verdict = Literal["accepted", "refused", "later"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its code, what it comes to, its words, aliases, and openings after which BPJS writes more.

    `later` asks for the same proposal again next month · `is_of_record` name, date or sex are what is wrong: once they
    are corrected, another answer is to be expected. (Another NIK may always be proposed.)
    """

    code: str
    verdict: Verdict
    words: Words
    aliases: tuple[str, ...]
    openings: tuple[str, ...] = ()
    is_of_record: bool = False


ANSWERS: Final[tuple[Answer, ...]] = (
    Answer(
        "diterima", "accepted", Words("diterima", "accepted"),
        ("BERHASIL", "BERHASIL APLIKASI MIGRASI", "BERHASIL MIGRASI", "BERHASIL DIDAFTARKAN", "BERHASIL DAFTAR",
         "BERHASIL DIAKTIFKAN", "BERHASIL AKTIF", "BERHASIL DIALIHKAN", "BERHASIL PENGAKTIFAN", "BERHASIL PENGALIHAN",
         "BERHASIL BARU", "SUKSES"),
    ),
    Answer(
        "diterima_tunggakan", "accepted", Words("diterima, ada iuran belum dibayar", "accepted, dues in arrears"),
        ("BERHASIL ADA TUNGGAKAN", "BERHASIL ADA IURAN YANG BELUM TERBAYARKAN"),
        ("BERHASIL ADA IURAN YANG BELUM TERBAYARKAN", "BERHASIL ADA IURAN YANG BELUM DIBAYAR",
         "BERHASIL ADA TUNGGAKAN"),
    ),
    Answer(
        "aktif_pbi", "refused", Words("sudah aktif sebagai PBI-JK (APBN)", "active already as PBI-JK"),
        ("AKTIF PBI APBN", "AKTIF APBN", "AKTIF PBI", "AKTIF PBI JK", "AKTIF PBIJK", "SUDAH AKTIF PBI APBN",
         "SUDAH AKTIF APBN", "SUDAH AKTIF PBI", "SUDAH AKTIF PBI JK", "PESERTA AKTIF PBI APBN"),
    ),
    Answer(
        "aktif_pemda", "refused", Words("sudah aktif dibayar Pemda (APBD)", "active already, paid by a Pemda"),
        ("AKTIF APBD", "AKTIF PBI APBD", "AKTIF PBPU PEMDA", "AKTIF PEMDA", "SUDAH AKTIF APBD",
         "SUDAH AKTIF PBPU PEMDA", "SUDAH AKTIF PEMDA", "SUDAH AKTIF PBI APBD", "PESERTA AKTIF APBD"),
    ),
    Answer(
        "aktif_ppu", "refused", Words("sudah aktif sebagai pekerja (PPU)", "active already through an employer"),
        ("AKTIF PPU", "AKTIF PPU SWASTA", "AKTIF PPU PNS", "AKTIF PPU BU", "AKTIF PPU BUMN", "AKTIF PNS DAERAH",
         "AKTIF PNS PUSAT", "AKTIF PNS", "AKTIF PPU TNI", "AKTIF PPU POLRI",
         "SUDAH AKTIF PPU", "SUDAH AKTIF PPU SWASTA", "SUDAH AKTIF PPU PNS", "AKTIF BADAN USAHA"),
    ),
    Answer(
        "aktif_mandiri", "refused", Words("sudah aktif sebagai peserta mandiri", "active already, paying itself"),
        ("AKTIF MANDIRI", "AKTIF PBPU", "AKTIF PBPU MANDIRI", "AKTIF PESERTA MANDIRI", "SUDAH AKTIF MANDIRI",
         "SUDAH AKTIF PBPU MANDIRI", "AKTIF PEKERJA MANDIRI", "AKTIF BP", "AKTIF BUKAN PEKERJA"),
    ),
    Answer(
        "aktif_lain", "refused", Words("sudah aktif (segmen tidak disebut)", "active already, segment not told"),
        ("SUDAH AKTIF", "PESERTA SUDAH AKTIF", "SUDAH TERDAFTAR", "SUDAH TERDAFTAR AKTIF"),
    ),
    Answer(
        "nik_tidak_ditemukan", "refused", Words("NIK tidak ditemukan", "NIK not found"),
        ("NIK TIDAK DITEMUKAN", "NIK TIDAK DITEMUKAN CEK KEMBALI", "NIK TIDAK TERDAFTAR", "NIK TIDAK ADA",
         "NIK TIDAK VALID", "NIK INVALID", "NIK SALAH", "DATA TIDAK DITEMUKAN"),
        ("NIK TIDAK DITEMUKAN",),
    ),
    Answer(
        "nik_tidak_padan", "refused", Words("NIK tidak padan dengan Dukcapil", "NIK does not agree with the registry"),
        ("NIK TIDAK PADAN CAPIL", "NIK TIDAK PADAN DUKCAPIL", "NIK TIDAK PADAN", "NIK BELUM PADAN", "TIDAK PADAN CAPIL",
         "TIDAK PADAN", "DATA TIDAK PADAN", "NAMA TIDAK SESUAI", "DATA TIDAK SESUAI CAPIL"),
        is_of_record=True,
    ),
    Answer(
        "nik_tidak_online", "refused", Words("NIK tidak online", "NIK not online"),
        ("NIK TIDAK ONLINE", "NIK BELUM ONLINE", "TIDAK ONLINE", "NIK OFFLINE", "NIK TIDAK AKTIF", "NIK NON AKTIF"),
    ),
    Answer(
        "meninggal", "refused", Words("tercatat meninggal di Dukcapil", "recorded as deceased by the registry"),
        ("DATA CAPIL MENINGGAL DUNIA", "DATA CAPIL MENINGGAL", "MENINGGAL", "MENINGGAL DUNIA", "SUDAH MENINGGAL",
         "SUDAH MENINGGAL DUNIA", "PESERTA MENINGGAL", "PESERTA MENINGGAL DUNIA"),
    ),
    Answer(
        "luar_domisili", "refused", Words("NIK di luar domisili", "NIK of another domicile"),
        ("NIK DILUAR DOMISILI", "NIK DI LUAR DOMISILI", "DILUAR DOMISILI", "DI LUAR DOMISILI", "LUAR DOMISILI",
         "DOMISILI LUAR", "BUKAN PENDUDUK", "DI LUAR WILAYAH", "DILUAR WILAYAH"),
    ),
    Answer(
        "ganda", "refused", Words("data ganda", "double"),
        ("GANDA", "DATA GANDA", "NIK GANDA", "DOUBLE", "DOBEL", "DATA DOUBLE", "DATA DOBEL", "DUPLIKAT", "NIK DOUBLE"),
    ),
    Answer(
        "bulan_depan", "later", Words("diajukan kembali bulan berikutnya", "to be proposed again next month"),
        ("DIAJUKAN KEMBALI BULAN BERIKUTNYA", "DIAJUKAN KEMBALI", "AJUKAN KEMBALI", "AJUKAN KEMBALI BULAN DEPAN",
         "AJUKAN KEMBALI BULAN BERIKUTNYA", "DIAJUKAN KEMBALI BULAN DEPAN", "DIAJUKAN BULAN DEPAN",
         "DIAJUKAN BULAN BERIKUTNYA"),
    ),
)  # fmt: skip
"""In the order progress counts them."""

ANSWERS_BY_CODE: Final[dict[str, Answer]] = {answer.code: answer for answer in ANSWERS}
_FAILED: Final = re.compile(r"^(?:GAGAL|TIDAK BERHASIL|DITOLAK)(?: (?:DIPROSES|KARENA|KRN))? ")
_SHORT: Final[dict[str, str]] = {
    "TDK": "TIDAK", "BLM": "BELUM", "SDH": "SUDAH", "BRHASIL": "BERHASIL", "BERHSIL": "BERHASIL", "GAGL": "GAGAL",
    "MENINGAL": "MENINGGAL", "DUKCAPIL": "CAPIL", "DISDUKCAPIL": "CAPIL",
}  # fmt: skip
"""Words as they are typed in a hurry → the words of the aliases."""

REPLY_HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "nik": ("NIK", "NIK KTP", "NO NIK", "NOMOR NIK"),
    "nama": ("NAMA LENGKAP", "NAMA", "NAMA PESERTA", "NAMA LGKP"),
    "nomor": ("NO", "NOMOR", "NO URUT", "NO."),
    "bulan": ("PERIODE BULAN", "BULAN", "PERIODE"),
    "tahun": ("TAHUN",),
    "balasan": (
        "STATUS TL", "STATUS TINDAK LANJUT", "TINDAK LANJUT", "BALASAN", "JAWABAN", "BALASAN BPJS", "JAWABAN BPJS",
        "HASIL", "HASIL VALIDASI", "HASIL PROSES", "STATUS BPJS", "STATUS PROSES",
    ),
    "keterangan": ("KETERANGAN", "KET", "CATATAN"),
}  # fmt: skip
"""Headings of a reply by what they hold; the answer stands in `balasan`, or in `keterangan` where that is empty."""


def answer_of(text: str, own: Mapping[str, str]) -> str | None:
    """Return the code of an answer; null when it is none that is known. `own` are an office's aliases, folded."""
    plain = folded(text)
    if plain in own:
        return own[plain]
    for said in dict.fromkeys((plain, _FAILED.sub("", plain))):
        opened = {code for opening, code in _OPENINGS.items() if said.startswith(f"{opening} ")}
        code = _EXACT.get(said) or (opened.pop() if len(opened) == 1 else None)
        if code and _is_said(code, said, has_failed=said != plain):
            return code
    return None


def _is_said(code: str, said: str, *, has_failed: bool) -> bool:
    """Whether what failed means a refusal, and AKTIF that it failed."""
    return ANSWERS_BY_CODE[code].verdict != "accepted" if has_failed else not said.startswith("AKTIF")


def folded(text: str) -> str:
    """Return a text in capitals, letters and digits only, its short words written out."""
    words = re.sub(r"[^A-Z0-9]+", " ", text.upper()).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def own_answers(aliases: Mapping[str, str]) -> dict[str, str]:
    """Return an office's aliases, folded; raises `SettingsRefused` for a code that is not known."""
    refuse_unknown("registration.replies", list(aliases.values()), list(ANSWERS_BY_CODE))
    return {folded(text): code for text, code in aliases.items()}


_EXACT: Final = {folded(alias): answer.code for answer in ANSWERS for alias in answer.aliases}
_OPENINGS: Final = {folded(opening): answer.code for answer in ANSWERS for opening in answer.openings}
