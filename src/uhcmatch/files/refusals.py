"""The sentences with which a whole file is refused, one function per cause."""

from __future__ import annotations

from typing import Final

from uhcmatch.errors import InputRefused
from uhcmatch.words import Words

EXPORT_AGAIN: Final = Words(
    "Minta ekspor ulang sebagai CSV (pemisah ;) atau XLSX, lalu coba lagi.",
    "Ask for a new export as CSV (delimiter ;) or XLSX, then try again.",
)
LOOK: Final = Words(
    "Periksa isinya dengan: uhcmatch inspect BERKAS --as population|members.",
    "Look at it with: uhcmatch inspect FILE --as population|members.",
)


def is_really(name: str, indonesian: str, english: str, hint: Words = EXPORT_AGAIN) -> InputRefused:
    """Refuse a file that is something else than a table."""
    return InputRefused(Words(f"{{name}} {indonesian}.", f"{{name}} {english}.").fill(name=shown(name)), hint)


def shown(name: str) -> str:
    """Return a file name fit for one line of a message: no control characters, no more than 120 characters."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in name)
    return plain if len(plain) <= 120 else f"{plain[:80]}…{plain[-36:]}"
