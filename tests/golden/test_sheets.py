"""The words of a printed page and of a workbook's sheet, as people see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
from pypdf import PdfReader

from tests.cli.village import settle
from tests.golden.conftest import compare, without_run_id
from uhcmatch.__main__ import run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def words_of(out: Path) -> str:
    """All words of the sheets of a folder, page by page and row by row."""
    lines = []
    for path in sorted(out.glob("*.pdf")):
        for page in PdfReader(path).pages:
            lines += [f"--- {path.name}", *page.extract_text().splitlines()]
    for path in sorted(out.glob("*.xlsx")):
        for sheet in openpyxl.load_workbook(path).worksheets:
            lines.append(f"--- {path.name}: {sheet.title}")
            lines += [
                " | ".join(str(cell) for cell in row if cell is not None) for row in sheet.iter_rows(values_only=True)
            ]
    return "\n".join(lines) + "\n"


def test_what_teams_get(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    population, members = settle(tmp_path)
    monkeypatch.setenv("UHCMATCH_NOW", "2026-11-23T08:00:00+07:00")
    monkeypatch.delenv("UHCMATCH_LANG", raising=False)
    kept, out = tmp_path / "run", tmp_path / "out"
    assert run(["reconcile", str(population), str(members), "--out", str(kept), "--quiet"]) == 0
    call = ["sweep", str(kept), "--area", "utara", "--status", "unenrolled,inactive", "--format", "pdf,xlsx"]
    assert run([*call, "--out", str(out), "--quiet"]) == 0
    compare(without_run_id(words_of(out)), "sheets.txt")
