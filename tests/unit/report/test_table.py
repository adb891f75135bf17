from __future__ import annotations

import pytest
from rich.cells import cell_len

from uhcmatch.report.table import Column, Page, table

PLAIN = Page(None, is_dressed=False, language="id")
COLUMNS = [Column("Nama", may_shrink=True), Column("Jumlah\norang", is_number=True)]


def test_texts_to_the_left_and_numbers_to_the_right() -> None:
    assert table(COLUMNS, [["SITI", "1.200"], ["YOGA PERMADANI", "7"], ["JUMLAH", "1.207"]], PLAIN, has_total=True) == (
        "                Jumlah\n"
        "Nama             orang\n"
        "----------------------\n"
        "SITI             1.200\n"
        "YOGA PERMADANI       7\n"
        "----------------------\n"
        "JUMLAH           1.207"
    )


@pytest.mark.parametrize("width", [20, 30, 40, 80])
@pytest.mark.parametrize("name", ["SITI AMINAH BINTI MUHAMMAD SALEH AL HABSYI", "李娜" * 30, "A"])
def test_no_line_is_longer_than_the_page(width: int, name: str) -> None:
    lines = table(COLUMNS, [[name, "1"]], Page(width, is_dressed=False, language="id")).splitlines()
    assert max(map(cell_len, lines)) <= width


def test_without_a_limit_nothing_is_cut() -> None:
    assert "X" * 500 in table(COLUMNS, [["X" * 500, "1"]], PLAIN)


def test_cells_cannot_dress_themselves() -> None:
    assert "\x1b" not in table(COLUMNS, [["\x1b]8;;http://x\x07", "[/red]"]], PLAIN)


def test_without_headings_there_is_no_rule() -> None:
    assert table([Column(""), Column("", is_number=True)], [["a", "1"]], PLAIN) == "a  1"
