"""D01, D03, D08: whatever call of the system fails or kills a writer, the store is as before it or as after it.

`pytest -m slow tests/functional/test_faults_injected.py` (Linux with strace for the calls one by one). A writer is
killed at moments drawn at random (UHCMATCH_KILLS, default 200), and at, or refused by, the first, second, … of each call
that changes a disk, until a whole run passes untouched. After each the store must be sound, the same command must work
without a hand laid on it, and nothing may be left in the store or in the folder for temporary files.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.functional.test_imports_survive import LEFT
from uhcmatch import runs
from uhcmatch.__main__ import run
from uhcmatch.coverage.record_ids import record_id

if TYPE_CHECKING:
    from collections.abc import Callable

KILLS: Final = int(os.environ.get("UHCMATCH_KILLS", "200"))
STRACE: Final = shutil.which("strace")
CALLS: Final = ("rename", "fsync", "fdatasync", "mkdir", "unlink", "rmdir", "ftruncate", "pwrite64")
"""What brings a change to the disk. `write` and `openat` serve the interpreter's own start a thousand times."""
WAYS: Final = ("signal=SIGKILL:when={}", "error=EIO:when={}", "error=ENOSPC:when={}+")
RUN_ID: Final = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{6}")
MOST_SAID: Final = 500


@dataclass(frozen=True)
class Writer:
    """A command that writes to a store: its words before `--store`, and what one can see of it there afterwards."""

    words: tuple[str, ...]
    seen: Callable[[Path], object]


@dataclass(frozen=True)
class Town:
    """A store with two runs of a made-up town, and the commands that write to it."""

    store: Path
    writers: dict[str, Writer]


def _latest(store: Path) -> str:
    return runs.locate("latest", store).name


def _entries(store: Path) -> int:
    with runs.reading(store) as ledger:
        return 0 if ledger is None else len(ledger.entries("outcome"))


def _kept(store: Path) -> int:
    return len(runs.listed(store))


@pytest.fixture(autouse=True)
def _surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setenv("UHCMATCH_NOW", "2026-12-10T08:00:00+07:00")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    folder = tmp_path_factory.mktemp("town")
    files = str(folder / "kota" / "penduduk.csv"), str(folder / "kota" / "peserta_masterfile.csv")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UHCMATCH_NOW", "2026-12-01T08:00:00+07:00")
        assert run(["sample", "--residents", "300", "--seed", "5", "--out", str(folder / "kota"), "--quiet"]) == 0
        for _ in range(2):
            assert run(["reconcile", *files, "--store", str(folder / "store"), "--force", "--quiet"]) == 0
    kept = runs.RunFolder.opened(runs.locate("latest", folder / "store"))
    filled = folder / "hasil.csv"
    said = [f"{record_id(kept.run_id, row)};menolak;05-12-2026" for row in kept.frame("residents")["resident_row"]]
    filled.write_text("\n".join(["id_baris;hasil;tanggal_kunjungan", *said]), encoding="utf-8")
    return Town(
        folder / "store",
        {
            "reconcile": Writer(("reconcile", *files, "--force"), _latest),
            "import": Writer(("outcomes", "import", str(filled)), _entries),
            "purge": Writer(("runs", "purge", "--keep", "1"), _kept),
        },
    )


def _sound(store: Path) -> None:
    """Everything the store shows is whole: the ledger's chain, and every run by its seals."""
    assert runs.verify_ledger(store) in (None, "ledger.sqlite")
    assert runs.locate("latest", store).is_dir()
    for folder in runs.listed(store):
        assert runs.verify(folder).is_sound


def _nothing_left(store: Path, temporary: Path) -> None:
    assert {path.name for path in store.iterdir()} <= LEFT
    assert [path.name for path in (store / "runs").iterdir() if not RUN_ID.fullmatch(path.name)] == []
    assert list(temporary.iterdir()) == []


def _hurt(writer: Writer, store: Path, way: list[str]) -> tuple[int, str]:
    command = [*way, sys.executable, "-m", "uhcmatch", *writer.words, "--store", str(store), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def _judge(writer: Writer, store: Path, before: object, code: int, said: str) -> str:
    """Check what one hurt writer left, run it again whole, and name how it had ended."""
    _sound(store)
    has_changed = writer.seen(store) != before
    if code >= 0:
        # A disk that fails at the very last step leaves a run that is there, or some that are not, and the error says so.
        is_whole = has_changed == (code == 0 or "is kept" in said)
        assert is_whole or "written down, but not finished" in said, f"exit {code}, changed {has_changed}: {said}"
        assert code == 0 or (said.startswith("error:") and "Traceback" not in said and len(said) < MOST_SAID), said
    assert run([*writer.words, "--store", str(store), "--quiet"]) == 0
    assert writer.seen(store) != before
    _sound(store)
    return "finished" if code == 0 else "all" if has_changed else "none"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["reconcile", "import", "purge"])
def test_killed_at_any_moment(town: Town, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    writer, before = town.writers[name], town.writers[name].seen(town.store)
    begun = time.monotonic()
    assert _hurt(writer, Path(shutil.copytree(town.store, tmp_path / "store")), [])[0] == 0
    whole = time.monotonic() - begun
    draws, ends = random.Random(11), Counter[str]()
    for at in range(KILLS):
        store = Path(shutil.copytree(town.store, tmp_path / f"store-{at}"))
        command = [sys.executable, "-m", "uhcmatch", *writer.words, "--store", str(store), "--quiet"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        time.sleep(whole * draws.uniform(0.3, 1.05))
        process.send_signal(signal.SIGKILL)
        _, said = process.communicate()
        ends[_judge(writer, store, before, process.returncode, said)] += 1
        _nothing_left(store, tmp_path / "tmp")
        shutil.rmtree(store)
    capsys.readouterr()
    with capsys.disabled():
        print(f"\n{name}: {KILLS} kills, 0 bad states: {dict(ends)}")


@pytest.mark.slow
@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["reconcile", "import", "purge"])
def test_hurt_at_every_call(
    town: Town, tmp_path: Path, name: str, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    writer, before = town.writers[name], town.writers[name].seen(town.store)
    ends, log = Counter[str](), tmp_path / "calls.txt"
    for call in CALLS:
        is_touched, at = True, 1
        while is_touched:
            store = Path(shutil.copytree(town.store, tmp_path / f"store-{call}-{at}"))
            inject = ["-e", f"trace={call}", "-e", f"inject={call}:{way.format(at)}"]
            code, said = _hurt(writer, store, [str(STRACE), "-f", "-qq", "-o", str(log), *inject])
            is_touched = code < 0 or "INJECTED" in log.read_text(encoding="utf-8")
            ends[_judge(writer, store, before, code, said)] += is_touched
            _nothing_left(store, tmp_path / "tmp")
            shutil.rmtree(store)
            at += 1
    assert ends.total() > len(CALLS)
    capsys.readouterr()
    with capsys.disabled():
        print(f"\n{name} {way}: {ends.total()} injections, 0 bad states: {dict(ends)}")
