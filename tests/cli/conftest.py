from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.calling import Program
from tests.cli.village import settle

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    """The program with an empty store, a fixed day and 80 columns."""
    store = tmp_path / "store"
    for name in ("UHCMATCH_LANG", "UHCMATCH_CONFIG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("UHCMATCH_STORE", str(store))
    monkeypatch.setenv("UHCMATCH_NOW", "2026-11-23T08:00:00+07:00")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    return Program(store, capsys)


@pytest.fixture
def village(tmp_path: Path) -> tuple[Path, Path]:
    """The made-up village's population and members file."""
    return settle(tmp_path)


@pytest.fixture
def kept(program: Program, village: tuple[Path, Path]) -> Program:
    """The program with one run of the village in its store."""
    assert program("reconcile", *village).code == 0
    return program
