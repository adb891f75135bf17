from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from uhcmatch.errors import InputRefused
from uhcmatch.jobs.show.official import official
from uhcmatch.settings import DenominatorSettings, read_settings


@pytest.mark.parametrize(
    ("cell", "people"),
    [("1000", 1000), ("1.000", 1000), ("1,000", 1000), ("1 000", 1000), ("1000.0", 1000), ("1.021.337", 1_021_337)],
)
def test_counts_in_any_writing(tmp_path: Path, cell: str, people: int) -> None:
    path = tmp_path / "dkb.csv"
    path.write_text(f"KECAMATAN\tDESA/KELURAHAN\tJUMLAH PENDUDUK\nA\tB\t{cell}\n", encoding="utf-8")
    assert official(DenominatorSettings(file=path)).areas.row(0) == ("A", "B", people)


def test_a_workbook_with_titles_and_totals(tmp_path: Path) -> None:
    path = tmp_path / "dkb.xlsx"
    lines: list[list[str | int]] = [
        ["DKB II 2025"],
        [],
        ["No", "Kec", "Kelurahan", "Total"],
        [1, "A", "B", 10],
        [2, "A", "C", 5],
        ["", "JUMLAH", "", 15],
    ]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(lines):
            for at, cell in enumerate(cells):
                sheet.write(row, at, cell)
    found = official(DenominatorSettings(file=path))
    assert found.areas.rows() == [("A", "B", 10), ("A", "C", 5)]
    assert found.everybody == 15


@pytest.mark.parametrize("content", ["", "a;b\n1;2\n", "kecamatan;kelurahan;jumlah\nA;B;banyak\n"])
def test_what_cannot_be_used_is_refused_without_its_cells(tmp_path: Path, content: str) -> None:
    path = tmp_path / "dkb.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputRefused) as caught:
        official(DenominatorSettings(file=path))
    assert "banyak" not in str(caught.value.lines("id"))


def test_nothing_told() -> None:
    assert official(DenominatorSettings()).everybody is None
    assert official(DenominatorSettings(total=7)).everybody == 7


def test_a_file_is_looked_for_beside_the_settings(tmp_path: Path) -> None:
    settings = tmp_path / "uhcmatch.toml"
    settings.write_text('[denominator]\nfile = "dkb.csv"\n', encoding="utf-8")
    assert read_settings(settings).denominator.file == tmp_path / "dkb.csv"
