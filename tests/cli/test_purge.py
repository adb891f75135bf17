"""Taking runs out of the store: which go, what stays of them, and what a kill in between leaves."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.cli.calling import process
from tests.cli.village import SECRETS
from uhcmatch import runs
from uhcmatch.runs import purging

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.cli.calling import Program

DAYS = ("2026-11-01", "2026-11-10", "2026-11-20", "2026-11-22")


@pytest.fixture
def month(program: Program, village: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program with four runs of a month in its store."""
    for day in DAYS:
        monkeypatch.setenv("UHCMATCH_NOW", f"{day}T08:00:00+07:00")
        assert program("reconcile", *village, "--force", "--quiet").code == 0
    monkeypatch.setenv("UHCMATCH_NOW", "2026-11-23T08:00:00+07:00")
    return program


def kept(program: Program) -> list[str]:
    return [run["as_of"] for run in json.loads(program("runs", "list", "--format", "json").out)]


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        (("--keep", "2"), ["2026-11-22", "2026-11-20"]),
        (("--older-than", "10"), ["2026-11-22", "2026-11-20"]),
        (("--older-than", "15", "--keep", "1"), ["2026-11-22", "2026-11-20", "2026-11-10"]),
        (("--keep", "9"), ["2026-11-22", "2026-11-20", "2026-11-10", "2026-11-01"]),
        (("--older-than", "1"), ["2026-11-22"]),
        (("--all",), []),
    ],
)
def test_which_go(month: Program, asked: tuple[str, ...], left: list[str]) -> None:
    told = month("runs", "purge", *asked)
    assert told.code == 0
    assert kept(month) == left
    assert [path.name for path in (month.store / "runs").iterdir() if path.name.startswith(".")] == []
    assert month("runs", "verify").code == (0 if left else 12)


def test_nothing_goes_unasked(month: Program, tmp_path: Path) -> None:
    assert month("runs", "purge").code == 2
    assert json.loads(month("runs", "purge", "--keep", "1", "--dry-run", "--format", "json").out)["purged"]
    assert len(kept(month)) == 4
    settings = tmp_path / "uhcmatch.toml"
    settings.write_text("[store]\nkeep = 3\n")
    assert month("runs", "purge", "--config", settings).code == 0
    assert len(kept(month)) == 3


def test_with_a_clock_behind_nothing_is_old(month: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UHCMATCH_NOW", "2025-11-23T08:00:00+07:00")
    assert month("runs", "purge", "--keep", "1").code == 12
    assert len(kept(month)) == 4


def test_what_stays_are_counts_and_no_person(month: Program) -> None:
    assert month("runs", "purge", "--all").code == 0
    with runs.reading(month.store) as ledger:
        assert ledger is not None
        _, last = ledger.acts()[-1]
    assert last.command == runs.PURGE
    assert [stone["as_of"] for stone in last.content["runs"]] == list(reversed(DAYS))
    assert last.content["runs"][0]["residents"]["rows"] == 8
    stored = b"".join(path.read_bytes() for path in month.store.rglob("*") if path.is_file())
    assert [secret for secret in SECRETS if secret.encode() in stored] == []


def test_the_next_writer_finishes_what_the_trail_promises(
    month: Program, village: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_store: Path, run_ids: Iterable[str]) -> None:
        if list(run_ids):
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(purging, "_remove", killed)
        assert month("runs", "purge", "--keep", "1").code == 130
    assert len(kept(month)) == 4
    assert month("reconcile", *village, "--force", "--quiet").code == 0
    assert kept(month) == ["2026-11-23", "2026-11-22"]


@pytest.mark.parametrize("broken", [errno.EIO, errno.ENOSPC])
def test_a_disk_that_fails_half_way_is_told_as_half_way(
    month: Program, monkeypatch: pytest.MonkeyPatch, broken: int
) -> None:
    def failing(path: Path) -> None:
        raise OSError(broken, "disk", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(purging, "sync", failing)
        failed = month("runs", "purge", "--keep", "1")
    assert failed.code == 12
    assert "written down, but not finished" in failed.err
    assert len(kept(month)) == 3
    assert month("runs", "purge", "--keep", "1").code == 0
    assert len(kept(month)) == 1


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_two_hundred_kills_leave_no_half_run(month: Program, village: tuple[Path, Path]) -> None:
    started = time.perf_counter()
    process("runs", "purge", "--keep", "2", "--dry-run").communicate()
    usual = time.perf_counter() - started
    for turn in range(200):
        if len(kept(month)) < 3:
            assert month("reconcile", *village, "--force", "--quiet").code == 0
            continue
        running = process("runs", "purge", "--keep", "2", UHCMATCH_NOW=os.environ["UHCMATCH_NOW"])
        time.sleep(usual * (0.3 + 0.9 * (turn % 40) / 40))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        for run in json.loads(month("runs", "list", "--format", "json").out):
            assert month("runs", "verify", run["run_id"]).code == 0
    assert month("runs", "purge", "--keep", "2").code == 0
    assert [path.name for path in (month.store / "runs").iterdir() if path.name.startswith(".")] == []


def test_the_latest_run_stays_whatever_its_id_says(
    month: Program, village: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UHCMATCH_NOW", "2026-11-15T08:00:00+07:00")  # the clock was wrong on that day
    assert month("reconcile", *village, "--force", "--quiet").code == 0
    monkeypatch.setenv("UHCMATCH_NOW", "2026-11-23T08:00:00+07:00")
    latest = runs.locate("latest", month.store).name
    assert month("runs", "purge", "--keep", "1").code == 0
    assert [folder.run_id for folder in runs.listed(month.store)] == [latest]
    assert month("runs", "verify").code == 0
