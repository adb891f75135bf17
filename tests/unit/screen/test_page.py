"""A page is the same text for every reader, and a name on it is only text."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from uhcmatch.jobs.review.review_sitting import Sitting
from uhcmatch.review import Pair, Question, ReviewLine, Statement
from uhcmatch.screen.app import ReviewScreen
from uhcmatch.screen.letters import plain
from uhcmatch.screen.page import Paper, page_lines

PAIR = Pair("R" * 16, "M" * 16)
HOSTILE = "[bold red]SITI[/] \x1b[31mAMI\u202eNAH\x07 [@click=app.exit]X[/]"


def question(name: str = "SITI AMINAH", **changes: Any) -> Question:
    side = {"nama": name, "tanggal_lahir": date(1980, 3, 12), "nik": "3298**********0001", "alamat": "JL MAWAR " * 9}
    said = Statement(PAIR, "BEDA", "Sari", "kartu tetangga", "2026-11-23T00:00:00+00:00", entry=1)
    told = {"evidence": "Mendukung: NIK sama.", "effect": "jadi_aktif", "probability": 0.5, "verdict": "BEDA"}
    line = ReviewLine(
        "id", "decided", voices=(said,), resident={**side, "resident_row": 1}, member=side, **{**told, **changes}
    )
    return Question(line, PAIR, 1, 1)


@pytest.mark.parametrize("width", [20, 40, 78, 200])
def test_no_line_is_wider_than_the_terminal_where_it_can_be_helped(width: int) -> None:
    lines = page_lines(question(), (), "sebab", Paper(width, is_dressed=False, language="id"))
    assert max(cell_len(plain(line)) for line in lines) <= max(width, 36)


def test_a_page_is_read_from_top_to_bottom() -> None:
    also = question("BUDI").line
    lines = page_lines(question(), (also,), "sebab", Paper(78, is_dressed=False, language="id"))
    text = "\n".join(plain(line) for line in lines)
    told = ["Nama", "Lahir", "NIK", "Mendukung", "Bila SAMA", "Keputusan: BEDA (Sari): kartu tetangga"]
    told += ["Kartu ini sudah diberi SAMA untuk: BUDI", "Alasan Anda: sebab"]
    places = [text.index(one) for one in told]
    assert places == sorted(places)


def test_a_hostile_name_is_only_text() -> None:
    screen = ReviewScreen(Sitting(Path(), HOSTILE, [question(HOSTILE)]), "id")

    async def drawn() -> str:
        async with screen.run_test(size=(160, 24)) as pilot:
            await pilot.press("left")
            await pilot.pause()
            strips = screen.screen._compositor.render_strips()
            return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    page = asyncio.run(drawn())
    assert page.count("[bold red]SITI[/] [31mAMINAH [@click=app.exit]X[/]") == 3
    assert not any(letter in page for letter in "\x1b\u202e\x07")
