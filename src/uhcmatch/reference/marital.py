"""Marital status as registries write it → its code (SIAK's four, DOMAIN §2.4); only ever copied to a form."""

from __future__ import annotations

from typing import Final

_LABELS: Final[dict[str, str]] = {
    "BELUM_KAWIN": "1 | BK | BELUM KAWIN | BELUM MENIKAH | BELUM NIKAH | LAJANG",
    "KAWIN": "2 | K | KAWIN | MENIKAH | NIKAH | SUDAH KAWIN | KAWIN TERCATAT | KAWIN BELUM TERCATAT",
    "CERAI_HIDUP": "3 | CH | CERAI HIDUP | CERAI | CERAI HIDUP TERCATAT | CERAI BELUM TERCATAT | CERAI TERCATAT",
    "CERAI_MATI": "4 | CM | CERAI MATI",
}
MARITAL: Final[dict[str, str]] = {
    label.strip(): code for code, labels in _LABELS.items() for label in labels.split("|")
}
"""Label → code; compared whole, in capitals, signs as blanks."""
