"""A made-up town, now and some months later, as the command writes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calling import Program

SIZE = ("--residents", "600", "--seed", "4", "--format", "json")


def test_a_month_later_there_is_a_truth_of_what_happened(program: Program, tmp_path: Path) -> None:
    told = program("sample", *SIZE, "--month", "2", "--pace", "10", "--out", tmp_path / "kota")
    assert told.code == 0
    assert json.loads(told.out)["counts"]["residents"]
    lines = (tmp_path / "kota" / "changes.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "jenis,person,resident_row_before,resident_row,status_before,status,berubah"
    assert len(lines) > 20
    about = json.loads((tmp_path / "kota" / "town.json").read_text(encoding="utf-8"))
    assert (about["month"], about["pace"], about["as_of"]) == (2, 10.0, "2026-08-31")


def test_events_are_switched_like_noise(program: Program, tmp_path: Path) -> None:
    call = ("sample", *SIZE, "--month", "1", "--pace", "30", "--only", "move_out_gone", "--out", tmp_path / "kota")
    assert program(*call).code == 0
    lines = (tmp_path / "kota" / "changes.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert {line.split(",")[0] for line in lines} == {"hilang"}
    unknown = program("sample", *SIZE, "--without", "ulang_tahun", "--out", tmp_path / "lain", "--lang", "en")
    assert unknown.code == 2
    assert "row_cleaned" in unknown.error_lines[1]
    assert "nik_typo" in unknown.error_lines[1]
