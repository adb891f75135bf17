"""Made-up sweep lists, masked as lists are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tests.unit.coverage.people import NO_CARDS, residents
from uhcmatch.coverage import RunDay, Wanted, sweep_list
from uhcmatch.report.text import shown
from uhcmatch.sheets import Letterhead, books

if TYPE_CHECKING:
    import polars as pl

    from uhcmatch.coverage import Level
    from uhcmatch.sheets import Book

DAY = date(2026, 11, 23)
RUN = "20261123T010000Z-a1b2c3"
HEAD = Letterhead(RUN, DAY)


def made_list(
    *rows: dict[str, Any], by: Level = "rt", teams: int | None = None, show_nik: bool = False
) -> pl.DataFrame:
    """SWEEP of people of whom only what matters is told."""
    wanted = Wanted(("unenrolled", "inactive", "review"), teams=teams)
    return shown(sweep_list(residents(*rows), NO_CARDS, RunDay(RUN, DAY), by, wanted), show_nik=show_nik)


def made_book(*rows: dict[str, Any], show_nik: bool = False) -> Book:
    """The one book of a list."""
    (book,) = books(made_list(*rows, show_nik=show_nik), "rt")
    return book


def street(families: int, size: int = 3, **same: Any) -> list[dict[str, Any]]:
    """Families of a size, one a house, their people named after house and place in the family."""
    return [
        {"no_kk": f"329801010110{house:04}", "alamat": f"JL MAWAR NO {house}", "nama": f"WARGA {house} KE {at}", **same}
        for house in range(1, families + 1)
        for at in range(1, size + 1)
    ]


HOSTILE = (
    '=HYPERLINK("http://x","y")',
    "*A* #panic(1) $x$",
    "<b>TEBAL</b> & Co",
    "@SUM(A1)",
    "+62 811",
    "-1+1",
    "#let x = 1 \\ ] [",
    "%HASIL% ${HOME}",
    "{{7*7}}",
    "محمد علي",
    "李娜",
    "SITI " * 20 + "AKHIR",
    "X" * 150,
)
"""Names that some program takes for a command, or that do not fit."""
