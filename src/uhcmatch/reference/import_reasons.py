"""Why a line that came back was not taken: code → sentence. The code is stable; the sentence is what people read."""

from __future__ import annotations

from typing import Final

from uhcmatch.words import Words

IMPORT_REASONS: Final[dict[str, Words]] = {
    "id_rusak": Words(
        "nomor baris rusak, palsu, atau dari tempat lain", "line id damaged, made up or of another store"
    ),
    "keputusan_tak_dikenal": Words("keputusan bukan SAMA, BEDA, atau RAGU", "decision is not SAMA, BEDA or RAGU"),
    "bertentangan_dalam_berkas": Words(
        "dijawab dua kali berbeda oleh satu orang", "answered in two ways by one person"
    ),
    "hasil_tidak_disimpan": Words("lembar dari hasil yang tidak disimpan", "sheet of a run that is not kept"),
    "orang_lain": Words("nomor baris milik orang lain", "the line id is somebody else's"),
    "hasil_tak_dikenal": Words("hasil kunjungan tidak dikenal", "unknown outcome"),
    "hasil_kosong": Words("ada isian, tetapi hasilnya kosong", "something is filled in, but no outcome"),
    "kolom_isian_hilang": Words(
        "kolom isian tidak ada pada lembar ini: kembalikan judulnya", "no column to answer in: restore its heading"
    ),
    "hasil_bertentangan": Words("dicatat; bertentangan dengan isian lain", "recorded; contradicts another answer"),
    "balasan_tak_dikenal": Words("jawaban BPJS tidak dikenal", "unknown answer of BPJS"),
    "balasan_bertentangan": Words(
        "bertentangan dengan balasan lain (--replace menggantikan)", "contradicts another reply (--replace replaces it)"
    ),
    "tak_diusulkan": Words("NIK tidak pernah diusulkan", "this NIK was never proposed"),
    "nik_balasan_rusak": Words("NIK rusak, dan baris tidak dikenal", "NIK damaged, and the line is not known"),
    "tanggal_kunjungan": Words("dicatat tanpa tanggalnya (tidak mungkin)", "recorded without its day (impossible)"),
    "nomor_kartu_rusak": Words("dicatat tanpa nomor kartunya (rusak)", "recorded without its card number (damaged)"),
}


def import_reason(code: str) -> Words:
    """Return the sentence of a code."""
    return IMPORT_REASONS[code]
