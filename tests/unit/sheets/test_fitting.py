from __future__ import annotations

import pytest

from uhcmatch.sheets.fitting import Place, Ruler
from uhcmatch.sheets.row_heights import LINE, height
from uhcmatch.sheets.typesetter import letter_widths

RULER = Ruler()
NAME = Place(44, 4.2, 8.5)


def test_a_text_that_fits_is_left_alone() -> None:
    assert RULER.fit("SITI AMINAH", NAME) == "SITI AMINAH"
    assert RULER.fit("", NAME) == ""


@pytest.mark.parametrize("text", ["SITI NUR AISYAH PUTRI RAHMAWATI KUSUMA", "X" * 60, "A B " * 20, "محمد " * 9])
def test_a_long_text_gets_smaller_and_loses_no_letter(text: str) -> None:
    scale, *lines = list(RULER.fit(text.strip(), NAME))
    assert isinstance(scale, float)
    assert 0.5 <= scale < 1
    assert 1 <= len(lines) <= NAME.lines(scale)
    assert "".join(map(str, lines)).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert RULER.ems(str(line), is_bold=False) <= NAME.ems(scale)


def test_what_fits_nowhere_says_that_it_was_cut() -> None:
    scale, *lines = list(RULER.fit("PANJANG " * 40, NAME))
    assert scale == 0.5
    assert str(lines[-1]).endswith("…")
    assert all(RULER.ems(str(line), is_bold=False) <= NAME.ems(0.5) for line in lines)


def test_letters_are_measured_in_the_font_that_prints_them() -> None:
    (regular, bold), (narrow, _) = letter_widths(["M", "I"])
    assert narrow < 0.5 < regular <= bold < 1.1


def test_rows_are_as_high_as_their_longest_text() -> None:
    one = height([("SITI", 20.0)])
    assert one == height([])
    assert height([("SITI", 20.0), ("JALAN RAYA KEMERDEKAAN TIMUR NO 123", 20.0)]) == max(one, 3 * LINE)
    assert height([("X" * 100, 20.0)]) >= 5 * LINE
    assert height([("X" * 30_000, 20.0)]) < 409  # what a spreadsheet takes
