"""What people see, line by line, at 80 columns."""

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
        return re.sub(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{6}", "(nomor hasil)", told.replace(str(tmp_path), "(folder)"))

    return call


def test_what_people_see(shown: Callable[..., str]) -> None:
    """With UHCMATCH_GOLDEN=write the page is written anew; look at it before keeping it."""
    commands = (
        ("reconcile", "penduduk.csv", "peserta.csv"),
        ("sweep",),
        ("sweep", "--by", "kelurahan", "--status", "unenrolled,inactive", "--area", "utara"),
        ("coverage", "--by", "rt", "--target", "95"),
        ("runs", "list"),
        ("runs", "verify"),
    )
    page = "\n".join(shown(*command) for command in commands)
    assert max(map(len, page.splitlines())) <= 80
    golden = HERE / "terminal.txt"
    if os.environ.get("UHCMATCH_GOLDEN") == "write":
        golden.write_text(page, encoding="utf-8")
    assert page == golden.read_text(encoding="utf-8")
