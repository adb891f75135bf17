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
    (`daftar`, `cocokkan`, `dukcapil`, `ulang`, `selesai`) · `aliases` what people write instead, folded.
    """

    letter: str
    code: str
    words: Words
    next: str
    aliases: tuple[str, ...] = ()


OUTCOMES: Final[tuple[Outcome, ...]] = (
    Outcome(
        "B", "bersedia_pemda", Words("Bersedia, lewat Pemda", "Willing, paid by the Pemda"), "daftar",
        ("BERSEDIA", "BERSEDIA PEMDA", "SETUJU", "MAU", "BERSEDIA MENDAFTAR"),
    ),
    Outcome(
        "M", "bersedia_mandiri", Words("Bersedia, mandiri", "Willing, pays alone"), "daftar",
        ("BERSEDIA MANDIRI", "MANDIRI", "BAYAR SENDIRI"),
    ),
    Outcome(
        "U", "ikut_ppu", Words("Ikut pekerja (PPU)", "Through an employer"), "daftar",
        ("PPU", "IKUT PPU", "IKUT PERUSAHAAN", "IKUT SUAMI", "IKUT ISTRI"),
    ),
    Outcome(
        "K", "berkas_kurang", Words("Bersedia, berkas kurang", "Willing, papers missing"), "ulang",
        ("BERKAS KURANG", "BERKAS TIDAK LENGKAP", "KTP BELUM ADA", "KK BELUM ADA"),
    ),
    Outcome(
        "S", "sudah_jkn", Words("Sudah punya JKN (tulis no. kartu)", "Has JKN already (write the card number)"),
        "cocokkan", ("SUDAH JKN", "SUDAH TERDAFTAR", "SUDAH PUNYA", "SUDAH PUNYA KARTU", "SUDAH ADA", "GANDA JKN"),
    ),
    Outcome(
        "T", "menolak", Words("Menolak", "Refuses"), "ulang", ("MENOLAK", "TIDAK BERSEDIA", "TIDAK MAU", "BELUM MAU"),
    ),
    Outcome(
        "R", "tidak_ditemui", Words("Tidak ditemui", "Not met"), "ulang",
        ("TIDAK DITEMUI", "TIDAK DI RUMAH", "TIDAK ADA DI RUMAH", "KOSONG", "RUMAH KOSONG", "TIDAK DITEMUKAN"),
    ),
    Outcome(
        "L", "kerja_luar", Words("Kerja/sekolah di luar daerah", "Works or studies elsewhere"), "ulang",
        ("KERJA LUAR DAERAH", "KERJA DI LUAR DAERAH", "MERANTAU", "SEKOLAH DI LUAR DAERAH", "TKI", "PMI"),
    ),
    Outcome(
        "P", "pindah", Words("Pindah", "Moved away"), "dukcapil", ("PINDAH", "PINDAH ALAMAT", "SUDAH PINDAH"),
    ),
    Outcome(
        "W", "meninggal", Words("Meninggal (wafat)", "Deceased"), "dukcapil",
        ("MENINGGAL", "MENINGGAL DUNIA", "WAFAT", "ALMARHUM", "ALMARHUMAH", "MD"),
    ),
    Outcome(
        "G", "ganda", Words("Data ganda", "Recorded twice"), "dukcapil", ("GANDA", "DATA GANDA", "DOBEL", "DOUBLE"),
    ),
)  # fmt: skip
"""In the order people meet them on the sheet."""

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
