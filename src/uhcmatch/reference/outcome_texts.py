"""What people write in the outcome cell → a code of `outcomes`: letters, codes, labels, aliases; never a guess."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uhcmatch.reference.outcomes import Outcome

_SHORT: Final[dict[str, str]] = {
    "TDK": "TIDAK", "TAK": "TIDAK", "GAK": "TIDAK", "NGGAK": "TIDAK", "ENGGAK": "TIDAK", "GA": "TIDAK",
    "GK": "TIDAK", "NGGA": "TIDAK", "ENGGA": "TIDAK", "GAMAU": "TIDAK MAU", "GAKMAU": "TIDAK MAU", "KTEMU": "KETEMU",
    "SDH": "SUDAH", "SDAH": "SUDAH", "UDAH": "SUDAH", "TELAH": "SUDAH",
    "BLM": "BELUM", "BLUM": "BELUM", "BERSDIA": "BERSEDIA", "BRSEDIA": "BERSEDIA", "BSEDIA": "BERSEDIA",
    "MENINGAL": "MENINGGAL", "MNINGGAL": "MENINGGAL", "MENINGGL": "MENINGGAL", "MENINGGALL": "MENINGGAL",
    "ALM": "ALMARHUM", "ALMH": "ALMARHUMAH", "PINDH": "PINDAH", "PNDAH": "PINDAH",
    "TH": "TAHUN", "THN": "TAHUN", "TGL": "TANGGAL", "BLN": "BULAN", "RMH": "RUMAH", "DIRUMAH": "DI RUMAH",
    "DITEMPAT": "DI TEMPAT", "KRJ": "KERJA", "BEKERJA": "KERJA", "DILUAR": "DI LUAR",
}  # fmt: skip
"""Words as they are typed in a hurry → the words of the aliases."""


_ADDED: Final[tuple[tuple[re.Pattern[str], frozenset[str] | None], ...]] = (
    (re.compile(r" \d{1,2} ?(?:X|KALI)$"), None),
    (re.compile(r" (?:TAHUN )?(?:19|20)\d\d$"), frozenset({"pindah", "meninggal"})),
    (re.compile(r"(?: (?:NO|NOMOR|NOKA|KARTU|JKN|KIS|BPJS))* (\d{13})$"), frozenset({"sudah_jkn"})),
)
"""What may be added to an alias: how many visits it took, since when, the number of the card; and to which codes."""


class OutcomeTexts:
    """The texts of a table of outcomes, an office's own labels included."""

    def __init__(self, outcomes: Iterable[Outcome]) -> None:
        known = tuple(outcomes)
        self._exact = {name: outcome.code for outcome in reversed(known) for name in _names(outcome)}
        self._openings = [(f"{opening} ", outcome.code) for outcome in known for opening in outcome.openings]
        self.code_of = cache(self._code_of)

    def _code_of(self, text: str) -> str | None:
        """Return the code a text stands for; null when it is none that is known.

        What stands behind an opening (PINDAH KE …) is the writer's remark; any other text must be an alias as a whole,
        but for what may be added to it.
        """
        plain = folded(text)
        if plain in self._exact:
            return self._exact[plain]
        for added, codes in _ADDED:
            code = self._exact.get(added.sub("", plain))
            if code and (codes is None or code in codes):
                return code
        opened = {code for opening, code in self._openings if plain.startswith(opening)}
        return opened.pop() if len(opened) == 1 else None


def card_in(text: str) -> str:
    """Return the card number that stands behind an outcome, empty where there is none."""
    found = re.search(r"(?<!\d)\d{13}$", folded(text))
    return found[0] if found else ""


def folded(text: str) -> str:
    """Return a text in capitals, letters and digits only, its short words written out."""
    words = re.sub(r"[^A-Z0-9]+", " ", text.upper()).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def _names(outcome: Outcome) -> set[str]:
    told = (outcome.letter, outcome.code.replace("_", " "), outcome.words.id, outcome.words.en, *outcome.aliases)
    return {folded(name) for name in told}
