"""Marked texts are broken into lines without losing a letter or a mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from uhcmatch.screen.letters import Line, broken, filled, marked, plain

WORDS = st.text(st.characters(categories=("L", "N", "P")), max_size=20)


def test_letters_that_differ_are_marked_by_look_or_by_brackets() -> None:
    left, right = marked("SUJONO", "SUYONO", is_dressed=True)
    assert left == [("SU", "plain"), ("J", "other"), ("ONO", "plain")]
    assert plain(right) == "SUYONO"
    left, right = marked("SUJONO", "SUYONO", is_dressed=False)
    assert (plain(left), plain(right)) == ("SU[J]ONO", "SU[Y]ONO")
    left, right = marked("23-06-2010", "01-02-1970", is_dressed=False)
    assert (plain(left), plain(right)) == ("[23-06-2010]", "[01-02-1970]")
    assert plain(marked("SITI", "SITI", is_dressed=False)[0]) == "SITI"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("SITI AMINAH", 20, ["SITI AMINAH"]),
        ("SITI AMINAH", 6, ["SITI", "AMINAH"]),
        ("SITI AMINAH", 8, ["SITI", "AMINAH"]),
        ("WIJAYAKUSUMA", 5, ["WIJAY", "AKUSU", "MA"]),
        ("A WIJAYAKUSUMA", 5, ["A", "WIJAY", "AKUSU", "MA"]),
        ("", 5, [""]),
        ("李娜李娜", 5, ["李娜", "李娜"]),
    ],
)
def test_lines_are_broken_between_words_or_anywhere(text: str, width: int, lines: list[str]) -> None:
    assert [plain(line) for line in broken([(text, "plain")], width)] == lines


@given(st.lists(WORDS, max_size=8), st.integers(min_value=2, max_value=30), st.sets(st.integers(0, 100)))
def test_no_letter_is_lost_and_no_line_is_too_long(words: list[str], width: int, others: set[int]) -> None:
    text = " ".join(words)
    pieces: Line = [(letter, "other" if at in others else "plain") for at, letter in enumerate(text)]
    lines = broken(pieces, width)
    assert all(cell_len(plain(line)) <= width for line in lines)
    letters = [(letter, look) for line in lines for run, look in line for letter in run if letter != " "]
    assert letters == [piece for piece in pieces if piece[0] != " "]


def test_a_line_is_filled_with_blanks() -> None:
    assert plain(filled([("李", "plain")], 4)) == "李  "
    assert plain(filled([("SITI", "plain")], 4)) == "SITI"
