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
        "pasangan yang sama dijawab dua kali berbeda oleh orang yang sama", "one person answered one pair in two ways"
    ),
}


def import_reason(code: str) -> Words:
    """Return the sentence of a code."""
    return IMPORT_REASONS[code]
