from __future__ import annotations

import shutil
import signal
from typing import TYPE_CHECKING

import pytest

from tests.cli.calling import Program
from tests.cli.doubtful import settle_doubtful
from tests.cli.village import settle
from uhcmatch.__main__ import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = "2026-11-23T08:00:00+07:00"


@pytest.fixture(scope="session", autouse=True)
def _hang_ups_are_heard() -> Iterator[None]:
    """Let processes hear SIGHUP though the suite was begun with nohup: what is ignored is inherited, a handler not."""
    hang_up = getattr(signal, "SIGHUP", None)
    if hang_up is None or signal.getsignal(hang_up) != signal.SIG_IGN:
        yield
        return
    signal.signal(hang_up, lambda *_: None)
    yield
    signal.signal(hang_up, signal.SIG_IGN)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one run of the village, made once; copy it, do not change it."""
    folder = tmp_path_factory.mktemp("made-once")
    population, members = settle(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UHCMATCH_NOW", NOW)
        assert run(["reconcile", str(population), str(members), "--store", str(folder / "store"), "--quiet"]) == 0
    return folder / "store"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    """The program with an empty store, a fixed day and 80 columns."""
    store = tmp_path / "store"
    for name in ("UHCMATCH_LANG", "UHCMATCH_CONFIG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("UHCMATCH_STORE", str(store))
    monkeypatch.setenv("UHCMATCH_NOW", NOW)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "80")
    return Program(store, capsys)


@pytest.fixture
def village(tmp_path: Path) -> tuple[Path, Path]:
    """The made-up village's population and members file."""
    return settle(tmp_path)


@pytest.fixture
def kept(program: Program, made_once: Path) -> Program:
    """The program with one run of the village in its store."""
    shutil.copytree(made_once, program.store)
    return program


@pytest.fixture(scope="session")
def asked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the doubtful village, its run in `store`, and its review book."""
    folder = tmp_path_factory.mktemp("asked-once")
    files = settle_doubtful(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UHCMATCH_NOW", NOW)
        assert run(["reconcile", *map(str, files), "--store", str(folder / "store"), "--quiet"]) == 0
        assert (
            run(["review", "export", "--store", str(folder / "store"), "--out", str(folder / "buku.xlsx"), "--quiet"])
            == 0
        )
    return folder


@pytest.fixture
def asked(program: Program, asked_once: Path, tmp_path: Path) -> Program:
    shutil.copytree(asked_once, tmp_path, dirs_exist_ok=True)
    return program
