"""Months as registries write them, and the days they write when nobody knows (DOMAIN §0.6, §2.5)."""

from __future__ import annotations

from typing import Final

_SPELLINGS: Final[tuple[tuple[str, ...], ...]] = (
    ("JANUARI", "JANUARY", "JAN", "I"),
    ("FEBRUARI", "PEBRUARI", "FEBUARI", "PEBUARI", "FEBRUARY", "FEB", "PEB", "II"),
    ("MARET", "MARCH", "MAR", "MRT", "III"),
    ("APRIL", "APR", "IV"),
    ("MEI", "MAY", "MEY", "MAI", "V"),
    ("JUNI", "JUNE", "JUN", "VI"),
    ("JULI", "JULY", "JUL", "VII"),
    ("AGUSTUS", "AGUSTUST", "AUGUST", "AGUST", "AGUS", "AGT", "AGU", "AGS", "AUG", "VIII"),
    ("SEPTEMBER", "SEPT", "SEP", "IX"),
    ("OKTOBER", "OCTOBER", "OKT", "OCT", "X"),
    ("NOVEMBER", "NOPEMBER", "NOV", "NOP", "XI"),
    ("DESEMBER", "DECEMBER", "DES", "DEC", "XII"),
)

MONTHS: Final[dict[str, int]] = {name: number for number, names in enumerate(_SPELLINGS, 1) for name in names}
"""Indonesian, English, old and short names, and Roman numerals → number of the month."""

DEFAULT_DAYS: Final[tuple[tuple[int, int], ...]] = ((31, 12), (1, 7), (1, 1))
"""(day, month) the registry enters when only the year is known: 31-12 is the birthday of one member in six."""

NO_YEAR: Final = 9999
"""A year that cannot be read, of a date that is written down as a number; such a day or month is 0."""
