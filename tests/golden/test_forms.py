"""The forms as BPJS gets them: every heading and every cell, of both layouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

from tests.cli.registering import settle_registering
from tests.golden.conftest import compare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_forms(shown: Callable[..., str], tmp_path: Path) -> None:
    settle_registering(tmp_path / "desa")
    shown("reconcile", "desa/penduduk.csv", "desa/peserta.csv", "--quiet")
    screens = [
        shown("register", "export", "--layout", layout, "--quota", "4", "--again", "--out", layout)
        for layout in ("usulan", "form37")
    ]
    screens += [shown("register", "progress"), shown("register", "list")]
    books = sorted(path for layout in ("usulan", "form37") for path in (tmp_path / layout).glob("*.xlsx"))
    compare("\n".join([*screens, *(_page(path, tmp_path) for path in books)]), "forms.txt")


def _page(path: Path, folder: Path) -> str:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = ["|".join("" if cell is None else str(cell) for cell in row) for row in sheet.iter_rows(values_only=True)]
    return "\n".join([f"== {path.relative_to(folder)} [{sheet.title}]", *rows, ""])
