"""What offices and programs write into a cell when they do not know."""

from __future__ import annotations

from typing import Final

_SIGNS: Final = ("-", "--", "---", ".", "..", "...", "?", "??", "???", "0", "X", "XX", "XXX", "XXXX", "XXXXX")
_OF_PROGRAMS: Final = ("NULL", "(NULL)", "N/A", "#N/A", "NAN", "NONE", "\\N", "NIL", "BLANK", "UNKNOWN")
_OF_CLERKS: Final = (
    *("NIHIL", "KOSONG", "TIDAK ADA", "TDK ADA", "TIDAK ADA DATA", "BELUM ADA", "BLM ADA", "BELUM ADA DATA"),
    *("BELUM DIISI", "TIDAK DIISI", "TIDAK TAHU", "TDK TAHU"),
    *("TIDAK DIKETAHUI", "TDK DIKETAHUI", "BELUM DIKETAHUI"),
)
UNKNOWN_CELLS: Final[tuple[str, ...]] = tuple(
    sorted(
        {
            form
            for word in (*_SIGNS, *_OF_PROGRAMS, *_OF_CLERKS)
            for form in (word, word.lower(), word.title(), word.capitalize())
        }
    )
)
"""Whole cells, as they are and in the usual cases; a cell that holds one says no more than a blank one."""
