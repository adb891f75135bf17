"""Every benchmark that needs nothing from elsewhere runs as its page says, on a town of two thousand.

What they print is compared with nothing: figures live in docs/benchmarks.md. A script that no longer fits the program
is what this finds.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("script", "more", "told"),
    [
        ("towns", ["2k"], "2k: 2,000 residents"),
        ("accuracy", ["2k"], "afternoon"),
        ("changes", ["--residents", "800", "--months", "1"], "terdaftar"),
        ("coverage_bounds", ["--towns", "2", "--residents", "800"], "kelurahan"),
        ("expected_errors", ["2k"], "missed expected"),
        ("growth", ["2k"], "publish"),
        ("speed", ["2k", "--rounds", "1"], "x floor"),
    ],
)
def test_it_runs(script: str, more: list[str], told: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, f"benchmarks/{script}.py", str(tmp_path), *more],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert told in done.stdout
    assert "failed" not in done.stdout


def test_sheets_are_timed() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/sheets.py", "--people", "120", "--rts", "4"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "XLSX" in done.stdout or "xlsx" in done.stdout
