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
    told = kept("evaluate", "latest", "--truth", file, "--lang", "en")
    assert told.err == (
        "note: The truth does not name 7 residents and 5 cards of this run: these residents are scored as people"
        " without a card, and 4 links of these cards as false.\n"
    )
    document = json.loads(kept("evaluate", "latest", "--truth", file, "--format", "json").out)
    assert document["unnamed"] == {"residents": 7, "members": 5, "links": 4}
    whole = kept("evaluate", "latest", "--truth", truth(tmp_path), "--format", "json")
    assert json.loads(whole.out)["unnamed"] == {"residents": 0, "members": 0, "links": 0}
    assert whole.err == ""


def test_row_numbers_may_be_written_as_decimals(kept: Program, tmp_path: Path) -> None:
    file = tmp_path / "pandas.csv"
    lines = truth(tmp_path).read_text(encoding="utf-8").splitlines()
    decimals = [";".join(f"{row}.0" if row else "" for row in line.split(";")) for line in lines[1:]]
    file.write_text("\n".join([lines[0], *decimals]), encoding="utf-8")
    assert kept("evaluate", "latest", "--truth", file).out == kept("evaluate", "latest", "--truth", truth(tmp_path)).out


@pytest.mark.parametrize(
    ("rows", "why"), [("1;1.5", "holds what is no row number"), ("1;7", "names rows that are not in this run")]
)
def test_a_truth_with_rows_that_cannot_be_is_told_apart(kept: Program, tmp_path: Path, rows: str, why: str) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text(f"resident_row;member_row\n{rows}\n", encoding="utf-8")
    told = kept("evaluate", "latest", "--truth", file, "--lang", "en")
    assert (told.code, told.error_lines[0]) == (11, f"error: Truth file: column member_row {why}.")


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
