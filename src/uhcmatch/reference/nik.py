"""The grammar of the NIK as data: who issues it, and which numbers are only place holders.

Sources: dukcapil.klaten.go.id (16 digits), Kepmendagri 300.2.2-2430/2025 (38 provinces).
"""

from __future__ import annotations

from typing import Final

PROVINCES: Final[dict[str, str]] = {
    "11": "Aceh",
    "12": "Sumatera Utara",
    "13": "Sumatera Barat",
    "14": "Riau",
    "15": "Jambi",
    "16": "Sumatera Selatan",
    "17": "Bengkulu",
    "18": "Lampung",
    "19": "Kepulauan Bangka Belitung",
    "21": "Kepulauan Riau",
    "31": "Daerah Khusus Ibukota Jakarta",
    "32": "Jawa Barat",
    "33": "Jawa Tengah",
    "34": "Daerah Istimewa Yogyakarta",
    "35": "Jawa Timur",
    "36": "Banten",
    "51": "Bali",
    "52": "Nusa Tenggara Barat",
    "53": "Nusa Tenggara Timur",
    "61": "Kalimantan Barat",
    "62": "Kalimantan Tengah",
    "63": "Kalimantan Selatan",
    "64": "Kalimantan Timur",
    "65": "Kalimantan Utara",
    "71": "Sulawesi Utara",
    "72": "Sulawesi Tengah",
    "73": "Sulawesi Selatan",
    "74": "Sulawesi Tenggara",
    "75": "Gorontalo",
    "76": "Sulawesi Barat",
    "81": "Maluku",
    "82": "Maluku Utara",
    "91": "Papua",
    "92": "Papua Barat",
    "93": "Papua Selatan",
    "94": "Papua Tengah",
    "95": "Papua Pegunungan",
    "96": "Papua Barat Daya",
}

FEMALE_OFFSET: Final = 40
"""Added to the day of birth of a woman."""

LIKE_DIGITS: Final = "0-9OIL|"
"""What is read as a digit in a number that is one otherwise (upper case; a class for patterns)."""

COUNTING_NUMBERS: Final[tuple[str, ...]] = (
    "1234567890123456",
    "0123456789012345",
    "9876543210987654",
    "6543210987654321",
)
"""Typed along the keyboard where a number had to be there; sixteen equal digits are the other kind."""
