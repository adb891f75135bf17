"""C06, D01, F: whatever kills an import, all of it is there or none; of four at once one writes and the rest say so.

`pytest -m slow tests/functional/test_imports_survive.py`; UHCMATCH_KILLS and UHCMATCH_ROUNDS make it shorter or longer.
"""

from __future__ import annotations

import contextlib
import csv
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from uhcmatch import review, runs
from uhcmatch.__main__ import run
from uhcmatch.coverage.record_ids import record_id

if TYPE_CHECKING:
    from collections.abc import Iterable

KILLS: Final = int(os.environ.get("UHCMATCH_KILLS", "200"))
ROUNDS: Final = int(os.environ.get("UHCMATCH_ROUNDS", "20"))
ANSWERS: Final = 2_000
NOW: Final = "2026-12-10T08:00:00+07:00"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UHCMATCH_NOW", NOW)


LEFT: Final = {"CURRENT", "runs", "run.lock", "ledger.key", "ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"}


@dataclass(frozen=True)
class Town:
    """A store with a run of a made-up town, and files to import into it."""

    store: Path
    population: Path
    members: Path
    outcomes: Path
    decisions: Path


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    folder = tmp_path_factory.mktemp("town")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UHCMATCH_NOW", "2026-12-01T08:00:00+07:00")
        assert run(["sample", "--residents", "3000", "--seed", "5", "--out", str(folder / "kota"), "--quiet"]) == 0
        files = folder / "kota" / "penduduk.csv", folder / "kota" / "peserta_masterfile.csv"
        assert run(["reconcile", *map(str, files), "--store", str(folder / "store"), "--quiet"]) == 0
    kept = runs.RunFolder.opened(runs.locate("latest", folder / "store"))
    with runs.reading(folder / "store") as ledger:
        assert ledger is not None
        everybody, key = kept.frame("residents"), ledger.key
    people = everybody.with_columns(runs.resident_prints(everybody, key))
    people = people.unique("print", keep="first", maintain_order=True).head(ANSWERS)
    names = zip(people["resident_row"], people["nama"], strict=True)
    outcomes = ((record_id(kept.run_id, row), name, "menolak", "05-12-2026") for row, name in names)
    (card,) = runs.member_prints(kept.frame("members").head(1), key)
    named = (review.PairId(person, card) for person in people["print"])
    decisions = [(review.pair_id(one, key.seal), "BEDA", "Sari") for one in named]
    return Town(
        folder / "store",
        *files,
        _written(folder / "hasil.csv", ("id_baris", "nama", "hasil", "tanggal_kunjungan"), outcomes),
        _written(folder / "keputusan.csv", ("id_pasangan", "keputusan", "petugas"), decisions),
    )


def _written(path: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";").writerows([header, *rows])
    return path


def _rows(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines(), delimiter=";"))


def started(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "uhcmatch", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def ended(process: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    """Wait for a process; how it ended and what it said."""
    _, said = process.communicate()
    return process.returncode, said


def entries(store: Path, kind: str) -> int:
    """How many entries there are, after everything about the ledger and its run was found sound."""
    assert runs.verify_ledger(store) == "ledger.sqlite"
    assert runs.verify(runs.RunFolder.opened(runs.locate("latest", store))).is_sound
    with runs.reading(store) as ledger:
        assert ledger is not None
        return len(ledger.entries(kind))


def _wait_for(log: Path, size: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the database's log has a size, which it reaches while it commits, or the process is gone."""
    while process.poll() is None:
        with contextlib.suppress(OSError):
            if log.stat().st_size > size:
                return


CALLS: Final = {"outcome": ("outcomes", "import", "outcomes"), "decision": ("review", "import", "decisions")}


@pytest.mark.slow
@pytest.mark.parametrize("kind", CALLS)
def test_a_kill_leaves_all_or_nothing(
    town: Town, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    *words, name = CALLS[kind]
    call = (*words, getattr(town, name), "--store", tmp_path / "store")
    shutil.copytree(town.store, tmp_path / "store")
    begun = time.monotonic()
    assert ended(started(*call))[0] == 0
    whole = time.monotonic() - begun
    assert entries(tmp_path / "store", kind) == ANSWERS
    grown = (tmp_path / "store" / "ledger.sqlite").stat().st_size - (town.store / "ledger.sqlite").stat().st_size
    draws = random.Random(7)
    ends = {"none": 0, "all": 0, "finished": 0}
    for at in range(KILLS):
        store = tmp_path / f"store-{at}"
        shutil.copytree(town.store, store)
        process = started(*words, getattr(town, name), "--store", store)
        if at % 4:
            _wait_for(store / "ledger.sqlite-wal", int(grown * draws.uniform(0.0, 1.1)), process)
        else:
            time.sleep(whole * draws.uniform(0.0, 1.2))
        process.send_signal(signal.SIGKILL)
        code, _ = ended(process)
        kept = entries(store, kind)
        assert kept in (0, ANSWERS), f"kill {at}: {kept} of {ANSWERS}"
        assert code != 0 or kept == ANSWERS
        ends["finished" if code == 0 else "all" if kept else "none"] += 1
        assert run([*map(str, (*words, getattr(town, name))), "--store", str(store), "--quiet"]) == 0
        assert entries(store, kind) == ANSWERS
        assert {path.name for path in store.iterdir()} <= LEFT
        shutil.rmtree(store)
    capsys.readouterr()
    with capsys.disabled():
        print(f"\n{kind}: {KILLS} kills, 0 partial, 0 lost: {ends}")


@pytest.mark.slow
def test_of_four_at_once_losers_say_so_and_nothing_is_mixed(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = {0: 0, 12: 0}
    store = shutil.copytree(town.store, tmp_path / "store")
    cut = _written(
        tmp_path / "separuh.csv",
        ("id_baris", "nama", "hasil", "tanggal_kunjungan"),
        [(*row[:2], "pindah", "06-12-2026") for row in _rows(town.outcomes)[1:500]],
    )
    calls = (
        ("reconcile", town.population, town.members, "--force"),
        ("outcomes", "import", town.outcomes),
        ("outcomes", "import", cut),
        ("review", "import", town.decisions),
    )
    for _ in range(ROUNDS):
        before = runs.locate("latest", store).name
        processes = [started(*call, "--store", store, "--quiet") for call in calls]
        ends = [ended(process) for process in processes]
        for code, said in ends:
            codes[code] += 1
            assert code == 0 or said.startswith(b"error: Another run is writing")
        assert (runs.locate("latest", store).name != before) == (ends[0][0] == 0)
        for kind, sizes in (("decision", {0, ANSWERS}), ("outcome", {0, ANSWERS, 499, ANSWERS + 499})):
            assert entries(store, kind) in sizes
    for call in calls[1:]:
        assert ended(started(*call, "--store", store, "--quiet"))[0] == 0
    assert entries(store, "outcome") == ANSWERS + 499
    assert entries(store, "decision") == ANSWERS
    assert {path.name for path in store.iterdir()} <= LEFT
    capsys.readouterr()
    with capsys.disabled():
        print(f"\n{4 * ROUNDS} processes, 0 mixed, 0 lost: {codes[0]} done, {codes[12]} said another was writing")
