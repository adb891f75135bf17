"""Layouts of membership lists that are of one segment by what they are, though no column says so (DOMAIN §2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uhcmatch.reference.headers import fold
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout: its `segment`, its name, headers it must have (folded), and all it may have, where that tells."""

    segment: str
    words: Words
    marks: frozenset[str]
    only: frozenset[str] | None = None


LAYOUTS: Final[tuple[Layout, ...]] = (
    Layout(
        "PBI_JK", Words("daftar PBI-JK dari SIKS-NG", "the PBI-JK list of SIKS-NG"), frozenset({"IDDTKS", "NOKABPJS"})
    ),
    Layout(
        "PBPU_PEMDA",
        Words("lampiran SK Pemda", "the annex to a Pemda decree"),
        frozenset({"NOKARTU", "NIK", "NAMA", "ALAMAT"}),
        frozenset({"NO", "NOKARTU", "NIK", "NAMA", "ALAMAT"}),
    ),
)


def layout_of(headers: Collection[str]) -> Layout | None:
    """Return the layout that a file's headers are of, null for any other."""
    folded = {fold(header) for header in headers} - {""}
    for layout in LAYOUTS:
        if layout.marks <= folded and (layout.only is None or folded <= layout.only):
            return layout
    return None
