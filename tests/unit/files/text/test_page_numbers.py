"""Page numbers between the rows are skipped, and the rows beside them stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.files.reading import lines, names, read, reasons, refusal, row, skipped

if TYPE_CHECKING:
    from pathlib import Path


def with_lines_between(texts: list[str], every: int) -> list[str]:
    """Return a file with one of the texts behind every so many rows."""
    header, *rows = lines(every * (len(texts) + 1))
    paged = [header]
    for page, text in enumerate(texts):
        paged += [*rows[page * every : (page + 1) * every], text]
    return [*paged, *rows[len(texts) * every :]]


@pytest.mark.parametrize(
    "texts",
    [["1", "2", "3", "4"], ["- 1 -", "- 2 -", "- 3 -"], ["2", "2", "2"], ["Halaman 1", "Halaman 2"], ["Hal. 7/9"]],
)
def test_page_numbers_are_no_fragments_of_rows(texts: list[str], tmp_path: Path) -> None:
    loaded = read(tmp_path, with_lines_between(texts, every=9))
    assert not reasons(loaded)
    assert set(skipped(loaded)) == {10 * page + 1 for page in range(1, len(texts) + 1)}
    assert len(names(loaded)) == 9 * (len(texts) + 1)


@pytest.mark.parametrize("texts", [["12"], ["12", "7", "30"], ["12", "13"]])
def test_a_number_that_counts_nothing_may_be_the_end_of_the_cell_above(texts: list[str], tmp_path: Path) -> None:
    loaded = read(tmp_path, with_lines_between(texts, every=9))
    beside = {10 * page + 1: "jumlah_kolom" for page in range(1, len(texts) + 1)}
    above = {line - 1: "ganti_baris" for line in beside}
    assert reasons(loaded) == beside | above


def test_a_house_number_on_a_line_of_its_own_below_every_row_is_no_page(tmp_path: Path) -> None:
    header, *rows = lines(12)
    assert "not a single row" in refusal(tmp_path, [header, *(line for one in rows for line in (one, "1"))])


def test_lines_are_counted_as_an_editor_counts_them_when_a_cell_holds_a_lone_cr(tmp_path: Path) -> None:
    content = lines(12)
    content[4] = row(4, alamat="JL. MAWAR\r4")
    content[10] = content[10].replace(";", ",")
    loaded = read(tmp_path, content)
    assert loaded.frame["source_line"].to_list()[-1] == 13
    assert reasons(loaded)[11] == "jumlah_kolom"
