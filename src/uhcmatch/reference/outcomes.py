"""What a visit can end with: the letters on a field sheet, and what is done next.

No official code list of PESIAR was found (DOMAIN §3.2). The table joins what BPJS's tele-registration, the statistics
office's sweeps and the registry's mutation reasons tell apart; an office may reword it in `[outcomes]`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from uhcmatch.reference.chosen import refuse_unknown
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.settings import OutcomeSettings


@dataclass(frozen=True, slots=True)
class Outcome:
    """One result of a visit.

    `letter` to tick on paper · `code` in files · `words` on legends and in drop-down lists · `next` what follows
    (`NEXT`) · `aliases` what people write instead, folded · `openings` beginnings after which they write more.
    """

    letter: str
    code: str
    words: Words
    next: str
    aliases: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()


NEXT: Final[dict[str, Words]] = {
    "daftar": Words("daftarkan", "register"),
    "cocokkan": Words("cocokkan kartu", "match the card"),
    "dukcapil": Words("laporkan ke Dukcapil", "report to registry"),
    "ulang": Words("datangi lagi", "visit again"),
    "selesai": Words("selesai: sudah aktif", "done: active now"),
    "periksa": Words("periksa: bertentangan", "check: contradicts"),
}
"""What follows a visit; `selesai` once the person's card is active, `periksa` when two outcomes of one visit want
different things."""
STAYS_LISTED: Final = ("ulang", "periksa")
"""What leaves a person on the list of those to visit."""

OUTCOMES: Final[tuple[Outcome, ...]] = (
    Outcome(
        "B", "bersedia_pemda", Words("Bersedia, lewat Pemda", "Willing, paid by the Pemda"), "daftar",
        ("BERSEDIA", "BERSEDIA PEMDA", "BERSEDIA LEWAT PEMDA", "SETUJU", "MAU", "BERSEDIA MENDAFTAR", "MAU DAFTAR",
         "MAU DIDAFTARKAN", "SIAP DIDAFTARKAN", "BERSEDIA DAFTAR", "BERSEDIA DIDAFTARKAN", "PEMDA", "KIS DAERAH"),
    ),
    Outcome(
        "M", "bersedia_mandiri", Words("Bersedia, mandiri", "Willing, pays alone"), "daftar",
        ("BERSEDIA MANDIRI", "MANDIRI", "BAYAR SENDIRI", "DAFTAR MANDIRI", "DAFTAR SENDIRI"),
    ),
    Outcome(
        "U", "ikut_ppu", Words("Ikut pekerja (PPU)", "Through an employer"), "daftar",
        ("PPU", "IKUT PPU", "IKUT PERUSAHAAN", "IKUT KANTOR", "IKUT SUAMI", "IKUT ISTRI"),
    ),
    Outcome(
        "K", "berkas_kurang", Words("Bersedia, berkas kurang", "Willing, papers missing"), "ulang",
        ("BERKAS KURANG", "BERKAS TIDAK LENGKAP", "BERKAS BELUM LENGKAP", "BELUM LENGKAP", "KTP BELUM ADA",
         "KK BELUM ADA", "BELUM ADA KTP", "BELUM ADA KK", "TIDAK ADA KTP", "TIDAK ADA KK", "BELUM PUNYA KTP",
         "BELUM PUNYA KK", "BELUM REKAM KTP", "KTP HILANG", "KK HILANG"),
    ),
    Outcome(
        "S", "sudah_jkn", Words("Sudah punya JKN (tulis no. kartu)", "Has JKN already (write the card number)"),
        "cocokkan",
        ("SUDAH JKN", "SUDAH TERDAFTAR", "SUDAH PUNYA", "SUDAH PUNYA JKN", "SUDAH PUNYA KARTU", "SUDAH PUNYA BPJS",
         "SUDAH BPJS", "SUDAH ADA", "SUDAH ADA BPJS", "SUDAH KIS", "SUDAH PUNYA KIS", "SUDAH ADA KIS", "PUNYA BPJS",
         "PUNYA KIS", "ADA KARTU", "PUNYA KARTU", "SUDAH AKTIF", "SUDAH PESERTA", "SUDAH JADI PESERTA", "GANDA JKN"),
    ),
    Outcome(
        "T", "menolak", Words("Menolak", "Refuses"), "ulang",
        ("MENOLAK", "TIDAK BERSEDIA", "TIDAK MAU", "BELUM MAU", "BELUM BERSEDIA", "TOLAK", "NOLAK", "TIDAK BERMINAT",
         "EMOH", "ORA GELEM", "MBOTEN PURUN"),
    ),
    Outcome(
        "R", "tidak_ditemui", Words("Tidak ditemui", "Not met"), "ulang",
        ("TIDAK DITEMUI", "TIDAK DI RUMAH", "TIDAK ADA DI RUMAH", "TIDAK ADA ORANG", "TIDAK BERTEMU", "TIDAK KETEMU",
         "BELUM KETEMU", "BELUM BERTEMU", "KOSONG", "RUMAH KOSONG", "RUMAHNYA KOSONG", "TIDAK DITEMUKAN",
         "TIDAK DI TEMPAT", "TIDAK ADA DI TEMPAT", "SEDANG KELUAR"),
    ),
    Outcome(
        "L", "kerja_luar", Words("Kerja/sekolah di luar daerah", "Works or studies elsewhere"), "ulang",
        ("KERJA LUAR DAERAH", "KERJA DI LUAR DAERAH", "KERJA LUAR KOTA", "KERJA DI LUAR KOTA", "MERANTAU",
         "PERANTAUAN", "KULIAH", "SEKOLAH DI LUAR DAERAH", "SEKOLAH LUAR DAERAH", "KULIAH DI LUAR DAERAH", "MONDOK",
         "TKI", "TKW", "PMI"),
        ("MERANTAU DI", "MERANTAU KE", "KERJA DI LUAR", "KULIAH DI", "MONDOK DI"),
    ),
    Outcome(
        "P", "pindah", Words("Pindah", "Moved away"), "dukcapil",
        ("PINDAH", "PINDAH ALAMAT", "PINDAH RUMAH", "SUDAH PINDAH", "SUDAH PINDAH ALAMAT", "PINDAH DOMISILI",
         "PINDAH KOTA"),
        ("PINDAH KE", "SUDAH PINDAH KE", "PINDAH DOMISILI KE", "PINDAH ALAMAT KE"),
    ),
    Outcome(
        "W", "meninggal", Words("Meninggal (wafat)", "Deceased"), "dukcapil",
        ("MENINGGAL", "MENINGGAL DUNIA", "SUDAH MENINGGAL", "SUDAH MENINGGAL DUNIA", "WAFAT", "SUDAH WAFAT",
         "ALMARHUM", "ALMARHUMAH", "MD"),
        ("MENINGGAL TAHUN", "MENINGGAL DUNIA TAHUN", "MENINGGAL TANGGAL", "MENINGGAL DUNIA TANGGAL", "WAFAT TAHUN",
         "SUDAH MENINGGAL TAHUN", "MENINGGAL BULAN"),
    ),
    Outcome(
        "G", "ganda", Words("Data ganda", "Recorded twice"), "dukcapil",
        ("GANDA", "DATA GANDA", "DOBEL", "DOUBLE", "DATA DOBEL", "NAMA GANDA", "NIK GANDA"),
    ),
)  # fmt: skip
"""In the order people meet them on the sheet."""

OUTCOMES_BY_CODE: Final[dict[str, Outcome]] = {outcome.code: outcome for outcome in OUTCOMES}

NOT_VISITED: Final = "belum_dikunjungi"
"""What an empty line means."""


def outcomes_of(settings: OutcomeSettings) -> tuple[Outcome, ...]:
    """Return the table as an office wants it; raises `SettingsRefused` for a code that is not known."""
    codes = [outcome.code for outcome in OUTCOMES]
    for name in ("labels", "off"):
        refuse_unknown(f"outcomes.{name}", getattr(settings, name), codes)
    labels = {code: Words(label, label) for code, label in settings.labels.items()}
    kept = (outcome for outcome in OUTCOMES if outcome.code not in settings.off)
    return tuple(replace(outcome, words=labels.get(outcome.code, outcome.words)) for outcome in kept)
