from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.village import settle
from uhcmatch.__main__ import run

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent


def compare(page: str, name: str) -> None:
    """A page must be the golden one; with UHCMATCH_GOLDEN=write it becomes that. Look at it before keeping it."""
    golden = HERE / name
    if os.environ.get("UHCMATCH_GOLDEN") == "write":
        golden.write_text(page, encoding="utf-8")
    assert page == golden.read_text(encoding="utf-8")


def without_run_id(text: str) -> str:
    """A text without the run's number, and line numbers without the check that follows from it."""
    numbered = re.sub(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{6}", "(nomor hasil)", text)
    return re.sub(r"\b(0[0-9A-Z]{3})-[0-9A-Z]{2}\b", r"\1-??", numbered)


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What a command prints, with what differs from run to run made equal."""
    settle(tmp_path)
    monkeypatch.chdir(tmp_path)
    for name, value in {"COLUMNS": "80", "UHCMATCH_NOW": "2026-11-23T08:00:00+07:00", "LC_ALL": "id_ID.UTF-8"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("UHCMATCH_STORE", str(tmp_path / "store"))
    monkeypatch.delenv("UHCMATCH_LANG", raising=False)

    def call(*arguments: str) -> str:
        capsys.readouterr()
        assert run(list(arguments)) == 0
        seen = capsys.readouterr()
        told = f"$ uhcmatch {' '.join(arguments)}\n{seen.err}{seen.out}"
        return without_run_id(told.replace(str(tmp_path), "(folder)"))

    return call
