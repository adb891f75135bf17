"""What only a process of its own can show: streams, signals, what is imported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.calling import process

if TYPE_CHECKING:
    from tests.cli.calling import Program

HEAVY = ("polars", "pyarrow", "numpy", "rapidfuzz", "pydantic", "rich", "filelock", "platformdirs")


def wait_for_staging(child: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until a run has begun to work."""
    while child.poll() is None and not any(path.is_dir() for path in folder.glob(".uhcmatch-staging-*")):
        time.sleep(0.02)


@pytest.mark.parametrize(
    "command", ["", "reconcile", "sweep", "coverage", "evaluate", "runs", "runs verify", "inspect", "sample"]
)
def test_help_imports_nothing_heavy(command: str) -> None:
    code = (
        "import sys; from uhcmatch.__main__ import run; "
        f"assert run({[*command.split(), '--help']}) == 0; "
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr.decode().strip() == "[]"


def test_importing_the_package_prints_nothing_and_is_light() -> None:
    code = f"import sys, uhcmatch; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (done.stdout.strip(), done.stderr) == (b"[]", b"")


def test_memory_is_kept_our_way_whoever_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_RJEM_MALLOC_CONF", "dirty_decay_ms:500,muzzy_decay_ms:1000")
    code = (
        "import os; from uhcmatch.__main__ import ALLOCATOR, main\n"
        "try: main(['--version'])\n"
        "except SystemExit: print(ALLOCATOR.items() <= os.environ.items())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "True"


def test_a_reader_that_leaves_is_no_error(kept: Program) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "uhcmatch", "sweep"], stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_output_is_told(kept: Program, unbuffered: str) -> None:
    command = [sys.executable, "-m", "uhcmatch", "sweep"]
    environ = os.environ | {"PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environ, check=False)
    assert done.returncode == 14
    assert [line.split(b":")[0] for line in done.stderr.splitlines()] == [b"error", b"hint"]


def test_streams_are_utf8_whatever_the_locale(kept: Program) -> None:
    child = process("coverage", "--by", "total", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    told, _ = child.communicate()
    assert child.returncode == 0
    assert "JUMLAH" in told.decode("utf-8")


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (getattr(signal, "SIGHUP", signal.SIGTERM), 143)]
)
def test_a_run_that_is_stopped_leaves_nothing(
    program: Program, village: tuple[Path, Path], tmp_path: Path, number: signal.Signals, code: int
) -> None:
    out = tmp_path / "hasil"
    child = process("reconcile", *village, "--out", out, UHCMATCH_LANG="en")
    wait_for_staging(child, tmp_path)
    child.send_signal(number)
    _, err = child.communicate()
    assert child.returncode == code
    assert err.startswith(b"error:"), err.decode()
    assert not out.exists()
    assert program("reconcile", *village, "--out", out).code == 0
    assert not list(tmp_path.glob(".uhcmatch*"))


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
def test_a_run_begun_with_nohup_outlives_its_terminal(program: Program, village: tuple[Path, Path]) -> None:
    command = ["/bin/sh", "-c", 'trap "" HUP; exec "$@"', "sh", sys.executable, "-m", "uhcmatch"]
    child = subprocess.Popen(
        [*command, "reconcile", *map(str, village)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    wait_for_staging(child, program.store / "runs")
    child.send_signal(signal.SIGHUP)
    assert child.wait() == 0
    assert program("runs", "verify").code == 0


def test_what_a_killed_run_left_is_swept_by_the_next(
    program: Program, village: tuple[Path, Path], tmp_path: Path
) -> None:
    child = process("reconcile", *village)
    wait_for_staging(child, program.store / "runs")
    child.kill()
    child.communicate()
    assert list(program.store.glob("runs/.uhcmatch-staging-*"))
    assert program("runs", "list").out == "Belum ada hasil yang tersimpan.\n"
    assert program("reconcile", *village).code == 0
    assert not list(program.store.glob("runs/.*"))


def test_one_run_at_a_time_in_a_store(program: Program, village: tuple[Path, Path]) -> None:
    child = process("reconcile", *village)
    wait_for_staging(child, program.store / "runs")
    told = program("reconcile", *village)
    child.communicate()
    assert (told.code, child.returncode) == (12, 0)
    assert len(list((program.store / "runs").iterdir())) == 1
