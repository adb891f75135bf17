"""Where a person stands with BPJS, as lists say it: a code of `replies`, or of the states before and after a reply."""

from __future__ import annotations

from typing import Final

from uhcmatch.reference.replies import ANSWERS_BY_CODE
from uhcmatch.words import Words

STATES: Final[dict[str, Words]] = {
    "diusulkan": Words("diusulkan ke BPJS", "proposed to BPJS"),
    "diterima": Words("diterima BPJS", "accepted by BPJS"),
    "bulan_depan": Words("diajukan lagi bulan depan", "to be proposed again next month"),
    "belum_dijawab": Words("diusulkan, lama belum dijawab", "proposed long ago, no answer"),
    "belum_tampak": Words("diterima, belum aktif di data peserta", "accepted, not active in the member files"),
}
SETTLED: Final = ("diusulkan", "diterima", "bulan_depan")
"""In these nobody has to be visited."""


def registration_words(code: str) -> Words:
    """Return the words of a state or of an answer."""
    return STATES[code] if code in STATES else ANSWERS_BY_CODE[code].words
