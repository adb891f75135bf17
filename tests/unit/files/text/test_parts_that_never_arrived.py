"""Files of which a part is missing without a row that looks wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.files.reading import HEADER, lines, read, refusal, row

if TYPE_CHECKING:
    from pathlib import Path

KELURAHAN = "NIK;NAMA;TGL LAHIR;KELURAHAN"


def village_rows(count: int) -> list[str]:
    """Return rows whose last column has two values, one the beginning of the other."""
    return [f"32980101019000{at:02d};SITI;01-01-1990;{'DESA B' if at % 2 else 'DESA BARU'}" for at in range(count)]


def refused_lines(folder: Path, content: str | list[str]) -> list[int]:
    """Return the lines of the refused rows."""
    frame = read(folder, content).frame
    return frame.filter("refused")["source_line"].to_list()


def test_a_hole_of_nuls_refuses_the_file_and_a_single_nul_its_row(tmp_path: Path) -> None:
    content = "\n".join([*lines(12), ""])
    assert "hole of NUL" in refusal(tmp_path, content.replace(row(5), "\0" * len(row(5))))
    assert refused_lines(tmp_path, content.replace(row(5), row(5).replace("SITI", "SI\0TI"))) == [6]


def test_lines_clipped_at_one_length_refuse_the_file(tmp_path: Path) -> None:
    rows = [row(at, nama="S" * (4 + at % 6), alamat="JL. MAWAR MAWAR MAWAR") for at in range(1, 40)]
    assert "cut off at the same length, 50 bytes" in refusal(tmp_path, [HEADER, *(one[:50] for one in rows)])


def test_lines_of_one_length_by_nature_are_read(tmp_path: Path) -> None:
    content = [HEADER, *(row(at, alamat="JL. MAWAR 1".ljust(20 + at % 3)) for at in range(10, 60))]
    assert refused_lines(tmp_path, content) == []


@pytest.mark.parametrize(("end", "refused"), [("DESA BARU", []), ("DESA B", [14])])
def test_a_last_cell_that_another_value_continues_may_be_cut(tmp_path: Path, end: str, refused: list[int]) -> None:
    last = f"3298010101900099;SITI;01-01-1990;{end}"
    assert refused_lines(tmp_path, "\n".join([KELURAHAN, *village_rows(12), last])) == refused


def test_a_fragment_two_blank_lines_below_breaks_the_row_above(tmp_path: Path) -> None:
    content = [*lines(12), row(13, alamat="GANG BARU"), "", "", "NO 3", *(row(at) for at in range(14, 20))]
    assert refused_lines(tmp_path, content) == [14, 17]


def test_a_short_row_is_refused_when_what_it_lacks_is_read(tmp_path: Path) -> None:
    short = row(13).rpartition(";")[0]
    assert refused_lines(tmp_path, [*lines(12), short, *lines(3)[1:]]) == [14]


def test_nobody_above_a_header_is_passed_over(tmp_path: Path) -> None:
    knows_more = "NIK;NAMA;NAMA IBU;TGL LAHIR;ALAMAT"
    below = ["3298010101900099;BUDI;SITI;01-01-1990;JL. X"]
    assert "second table" in refusal(tmp_path, [*lines(12), knows_more, *below])
    assert "no header row" in refusal(tmp_path, [*lines(12)[1:], HEADER, row(14)])
    comma = [line.replace(";", ",") for line in lines(5)]
    assert "above the header" in refusal(tmp_path, [row(9), *comma])
