"""Which segments of membership a run has seen: whoever's file is missing looks unenrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.coverage.households import SEGMENTS
from uhcmatch.words import Words

if TYPE_CHECKING:
    import polars as pl

_UNKNOWN: Final = Words(
    "{cards} kartu tanpa keterangan segmen; segmen yang belum dimuat tidak dapat dipastikan.",
    "{cards} cards tell no segment; whether a segment is missing cannot be told for sure.",
)
_WITHOUT_PPU: Final = Words(
    "Tidak ada peserta PPU dalam berkas yang dimuat: semua pekerja dan keluarganya akan tampak belum terdaftar. Minta "
    "berkas PPU; sampai itu ada, angka belum terdaftar adalah batas atas.",
    "No PPU member is in the files that were loaded: every employee and their family will look unenrolled. Ask for the "
    "PPU file; until then the unenrolled are an upper bound.",
)
_WITHOUT_OTHERS: Final = Words("Segmen yang tidak ada dalam berkas: {listed}.", "Segments not in the files: {listed}.")
UNTOLD: Final = "?"
"""Stands for the segment of cards that tell none."""


def segment_counts(members: pl.DataFrame) -> dict[str, int]:
    """MEMBERS → cards per segment, in the order lists have them; those that tell none under `UNTOLD`."""
    told = members.filter(members["status"] != "excluded")["segmen"].fill_null(UNTOLD)
    return {code: count for code in (*SEGMENTS, UNTOLD) if (count := int((told == code).sum()))}


def missing_segments(counts: dict[str, int]) -> tuple[Words, ...]:
    """Return the warnings about segments nobody of whom was loaded."""
    untold = counts.get(UNTOLD, 0)
    others = [name for code, name in SEGMENTS.items() if code not in counts and code not in ("PPU", "LAINNYA")]
    return (
        *([] if "PPU" in counts else [_WITHOUT_PPU]),
        *([_told(untold)] if untold else []),
        *([_WITHOUT_OTHERS.fill(listed=", ".join(others))] if others and not untold else []),
    )


def _told(cards: int) -> Words:
    """Say how many cards tell no segment, as either language writes numbers."""
    shown = f"{cards:,}"
    return Words(_UNKNOWN.id.format(cards=shown.replace(",", ".")), _UNKNOWN.en.format(cards=shown))
