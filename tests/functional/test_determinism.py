"""The proof of `benchmarks/determinism.py` on a small town, as the command people type."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_rows_columns_files_and_threads_change_nothing(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "benchmarks/determinism.py",
        str(tmp_path),
        "20k-loud",
        "--residents",
        "900",
        "--runs",
        "4",
    ]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert told.stdout.endswith("one answer\n")
    assert told.stdout.count("shuffled") >= 6
