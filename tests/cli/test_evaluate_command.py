from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.village import truth

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calling import Program


def test_a_perfect_run(kept: Program, tmp_path: Path) -> None:
    scores = json.loads(kept("evaluate", "latest", "--truth", truth(tmp_path), "--format", "json").out)
    names = ("precision", "recall", "f1", "sweep_precision", "sweep_recall")
    assert [scores[name] for name in names] == [1.0] * 5
    assert "100,00  5 dari 5" in kept("evaluate", "latest", "--truth", truth(tmp_path)).out


def test_groups_and_intervals(kept: Program, tmp_path: Path) -> None:
    scores = json.loads(kept("evaluate", "latest", "--truth", truth(tmp_path), "--format", "json").out)
    assert {one["attribute"] for one in scores["strata"]} == {"name", "age", "segment"}
    for one in scores["strata"]:
        assert one["recall"]["interval"] is None or one["recall"]["interval"][1] == 1.0
    assert scores["intervals"]["recall"] == pytest.approx([0.5655, 1.0], abs=5e-4)


def test_the_tables_fit_a_narrow_screen(kept: Program, tmp_path: Path) -> None:
    for language in ("id", "en"):
        lines = kept("evaluate", "latest", "--truth", truth(tmp_path), "--lang", language).out.splitlines()
        assert max(map(len, lines)) <= 80
        assert "…" not in "".join(lines)


def test_a_truth_of_a_part_says_so(kept: Program, tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    file.write_text("resident_row|member_row\n1|1\n", encoding="utf-8")
    told = kept("evaluate", "latest", "--truth", file, "--lang", "en").out
    assert "The truth names only 1 enrolled people, and this run links 5" in told
    assert "names only" not in kept("evaluate", "latest", "--truth", truth(tmp_path), "--lang", "en").out


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_truth_that_a_spreadsheet_saved(kept: Program, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "saved.txt"
    file.write_text(truth(tmp_path).read_text(encoding="utf-8").replace(",", "\t").upper(), encoding=encoding)
    assert kept("evaluate", "latest", "--truth", file).out == kept("evaluate", "latest", "--truth", truth(tmp_path)).out


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a;b\n1;2\n",
        "resident_row;member_row\n1;x\n",
        "resident_row;member_row\n99;1\n",
        "resident_row;member_row\n1;1\n2;1\n",
        "resident_row;member_row\n",
        "resident_row;member_row\n1;\n",
        "PAR1 not at all",
    ],
)
def test_a_truth_that_cannot_be_used(kept: Program, tmp_path: Path, text: str) -> None:
    file = tmp_path / "truth.csv"
    file.write_text(text, encoding="utf-8")
    told = kept("evaluate", "latest", "--truth", file)
    assert told.code == 11
    assert len(told.error_lines) == 2


def test_a_truth_that_is_not_there(kept: Program, tmp_path: Path) -> None:
    told = kept("evaluate", "latest", "--truth", tmp_path / "none.csv")
    assert (told.code, told.error_lines[0]) == (11, "error: Truth file: there is none of that name.")
    assert kept("evaluate", "latest").code == 2
