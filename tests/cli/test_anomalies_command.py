from __future__ import annotations

import json
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.cli.test_privacy import NUMBERS, leaks

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calling import Program


def test_who_is_paid_for_and_is_not_here(kept: Program) -> None:
    told = kept("anomalies")
    assert told.code == 0
    assert "WARGA TETANGGA JAUH" in told.out
    assert "42.000" in told.out
    assert max(map(len, told.out.splitlines())) <= 80


def test_json_is_one_document(kept: Program) -> None:
    told = json.loads(kept("anomalies", "--format", "json").out)
    assert [line["jenis"] for line in told["anomalies"]] == ["tanpa_penduduk"]
    assert told["anomalies"][0]["source_row"] == 6
    assert sum(kind["rupiah"] for kind in told["summary"]) == 42_000
    assert told["segments"] == [{"segmen": "PBPU_PEMDA", "baris": 1, "rupiah": 42_000}]


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_numbers_are_masked_unless_asked_for(kept: Program, form: str) -> None:
    assert leaks(kept("anomalies", "--format", form).out, NUMBERS) == []
    assert "3298996105550099" in kept("anomalies", "--format", "csv", "--show-nik").out


def test_files(kept: Program, tmp_path: Path) -> None:
    out = tmp_path / "anomali"
    told = kept("anomalies", "--out", out, "--format", "csv,xlsx,json")
    assert told.out == ""
    assert sorted(path.name for path in out.iterdir()) == [
        "anomali-ringkasan.csv",
        "anomali-segmen.csv",
        "anomali.csv",
        "anomali.json",
        "anomali.xlsx",
    ]
    assert openpyxl.load_workbook(out / "anomali.xlsx").sheetnames == ["ringkasan", "segmen", "anomali"]
    assert kept("anomalies", "--out", out).code == 12


@pytest.mark.parametrize(
    "arguments",
    [
        ("--kind", "tiada"),
        ("--format", "pdf"),
        ("--format", "xlsx"),
        ("--format", "csv,json"),
        ("--format", "table", "--out", "x"),
        ("--area", "TIADA"),
    ],
)
def test_what_makes_no_sense(kept: Program, arguments: tuple[str, ...]) -> None:
    told = kept("anomalies", *arguments)
    assert told.code == 2
    assert len(told.error_lines) == 2


def test_kinds_can_be_chosen(kept: Program) -> None:
    assert "Tidak ada yang janggal." in kept("anomalies", "--kind", "segmen_ganda").out
    assert "WARGA" in kept("anomalies", "--kind", "tanpa_penduduk,segmen_ganda", "--lang", "en").out


def test_settings_name_the_dues(kept: Program, tmp_path: Path) -> None:
    settings = tmp_path / "uhcmatch.toml"
    settings.write_text("[anomalies]\ndues = 35000\n", encoding="utf-8")
    assert "35.000" in kept("anomalies", "--config", settings).out
