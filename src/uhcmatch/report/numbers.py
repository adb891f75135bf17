"""Numbers and dates as people of either language write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.words import Words

if TYPE_CHECKING:
    from datetime import date

    from uhcmatch.words import Language

NOTHING: Final = "–"
UNKNOWN: Final = Words("tidak diketahui", "unknown")
_INDONESIAN: Final = str.maketrans(",.", ".,")


def count(number: int | None, language: Language) -> str:
    """Return a whole number with its thousands marked: 1.021.337."""
    return NOTHING if number is None else _written(f"{number:,}", language)


def percent(share: float | None, language: Language) -> str:
    """Return a percentage with two decimals: 95,85. Less than everything never reads 100,00."""
    if share is None:
        return NOTHING
    rounded = round(share, 2)
    nearly = (rounded >= 100 > share) or (rounded <= 0 < share)
    return _written(f"{(99.99 if share > 50 else 0.01) if nearly else rounded:,.2f}", language)


def short(number: float, language: Language) -> str:
    """Return a number without needless decimals: 98 or 97,5."""
    return _written(f"{number:g}", language)


def few(number: float, language: Language) -> str:
    """Return an estimated number as exactly as it deserves: 0,6 but 21; some never reads as none."""
    shown = f"{number:,.1f}" if number < 9.95 else f"{number:,.0f}"
    return _written("0.1" if 0 < number < 0.05 else shown, language)


def signed(number: float, language: Language) -> str:
    """Return a number with its sign and one decimal: +9,8; nothing at all has no sign."""
    rounded = round(number, 1)
    return _written(f"{rounded:+.1f}" if rounded else "0.0", language)


def day(born: date | None) -> str:
    """Return a date as it stands on an identity card: 17-08-1945."""
    return NOTHING if born is None else f"{born:%d-%m-%Y}"


def name(text: str | None, language: Language) -> str:
    """Return the name of an area, or the words for not knowing it."""
    return UNKNOWN.said(language) if text is None else text


def _written(english: str, language: Language) -> str:
    return english.translate(_INDONESIAN) if language == "id" else english
