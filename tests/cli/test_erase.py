"""One person who asks to be erased: out of every kept run and of the ledger, and not back with the next export."""

from __future__ import annotations

import json
import shutil
import signal
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.calling import process
from tests.cli.village import RESIDENTS, SECRETS
from uhcmatch import runs
from uhcmatch.jobs.erase import erasing

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calling import Program

KILLS = 200
DAYS = ("2026-11-10", "2026-11-20", "2026-11-22")
SEKAR, BAGAS = RESIDENTS[1], RESIDENTS[2]
"""Sekar has a card (2), her son Bagas (3) has none."""


@pytest.fixture
def month(program: Program, village: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Program:
    """Three runs, with a decision, a visit and a proposal about Bagas, and a decision about his mother."""
    for day in DAYS:
        monkeypatch.setenv("UHCMATCH_NOW", f"{day}T08:00:00+07:00")
        assert program("reconcile", *village, "--force", "--quiet").code == 0
    monkeypatch.setenv("UHCMATCH_NOW", "2026-11-23T08:00:00+07:00")
    for resident, member in ((3, 6), (3, 4), (2, 6)):
        call = ("review", "decide", "BEDA", "--resident-row", resident, "--member-row", member, "--who", "Sari")
        assert program(*call).code == 0
    visited(program, village[0].parent / "isian.csv", "Bersedia, lewat Pemda")
    assert program("register", "export", "--out", village[0].parent / "usulan").code == 0
    return program


def visited(program: Program, filled: Path, answer: str) -> None:
    """Everybody on the list of one kelurahan was visited and said the same."""
    listed = program("sweep", "--format", "csv", "--area", "utara").out.splitlines()
    head = listed[0].lstrip("\ufeff").split(";")
    lines = [dict(zip(head, line.split(";"), strict=True)) for line in listed[1:]]
    answers = [f"{line['id_baris']};{line['nama']};{answer}" for line in lines]
    filled.write_text("\n".join(["id_baris;nama;hasil", *answers]), encoding="utf-8")
    told = program("outcomes", "import", filled, "--format", "json")
    assert json.loads(told.out)["new"] == len(lines) > 0


def entries(program: Program) -> dict[str, int]:
    with runs.reading(program.store) as ledger:
        assert ledger is not None
        kinds = ("decision", "outcome", "proposal", "erased")
        return {kind: len(ledger.entries(kind)) for kind in kinds}


def erase(program: Program, nik: str, *options: str) -> dict[str, Any]:
    told = program("runs", "erase", "--nik", nik, "--format", "json", *options)
    assert told.code == 0, told.err
    document: dict[str, Any] = json.loads(told.out)
    return document


def holds(store: Path, *cells: str) -> list[str]:
    """The files of a store in which one of these can be read."""
    found = []
    for path in (path for path in store.rglob("*") if path.is_file()):
        text = path.read_bytes()
        if path.suffix == ".parquet":
            frame = runs.RunFolder.opened(path.parent).frame(path.stem)
            text = "\n".join(map(str, frame.rows())).encode()
        found += [f"{path.name}: {cell}" for cell in cells if cell.encode() in text]
    return found


def statuses(program: Program, run: str = "latest") -> list[str]:
    folder = runs.RunFolder.opened(runs.locate(run, program.store))
    return list(folder.frame("residents")["status"])


@pytest.mark.parametrize("person", [SEKAR, BAGAS], ids=["with a card", "without"])
def test_nothing_of_the_person_is_left_and_nothing_of_others_is_lost(month: Program, person: tuple[str, ...]) -> None:
    assert holds(month.store, person[0], person[2])
    before = statuses(month)
    told = erase(month, person[0])
    assert [run["residents"] for run in told["runs"]] == [1, 1, 1]
    assert holds(month.store, person[0], person[2]) == []
    at = RESIDENTS.index(person)
    now = statuses(month)
    assert (now.pop(at), before.pop(at)) == ("excluded", "active" if person is SEKAR else "unenrolled")
    assert now == before
    others = [one for one in SECRETS if one not in person and one != person[1]]
    assert len(holds(month.store, *others)) >= len(DAYS) * len(others)
    for run in json.loads(month("runs", "list", "--format", "json").out):
        assert month("runs", "verify", run["run_id"]).code == 0
        assert month("coverage", run["run_id"]).code == 0
    assert person[2] not in month("sweep", "--format", "csv", "--with-visited").out


def test_what_people_said_of_the_person_goes_and_the_rest_stays(month: Program) -> None:
    before = entries(month)
    told = erase(month, BAGAS[0])
    assert told["entries"] == {"outcome": 1, "decision": 2} | (
        {"proposal": 1} if told["entries"].get("proposal") else {}
    )
    assert entries(month) == {**before, "outcome": before["outcome"] - 1, "decision": 1, "erased": 1}
    progress = json.loads(month("register", "progress", "--format", "json").out)
    assert sum(batch["proposed"] for batch in progress["batches"]) == before["proposal"]
    listed = json.loads(month("register", "list", "--format", "json").out)
    assert BAGAS[2] not in [one["nama"] for one in listed]


def test_who_was_visited_is_found_by_the_number_when_no_run_is_left(
    program: Program, village: tuple[Path, Path]
) -> None:
    assert program("reconcile", *village, "--quiet").code == 0
    visited(program, village[0].parent / "isian.csv", "Menolak")
    before = entries(program)
    assert program("runs", "purge", "--all").code == 0
    told = erase(program, BAGAS[0])
    assert (told["runs"], told["entries"]) == ([], {"outcome": 1})
    assert entries(program)["outcome"] == before["outcome"] - 1


def test_the_person_does_not_come_back_unless_allowed(month: Program, village: tuple[Path, Path]) -> None:
    erase(month, BAGAS[0])
    assert month("reconcile", *village, "--quiet").code == 0
    assert holds(month.store, BAGAS[0], BAGAS[2]) == []
    assert statuses(month)[2] == "excluded"
    assert month("runs", "erase", "--nik", BAGAS[0], "--allow").code == 0
    assert month("reconcile", *village, "--quiet").code == 0
    assert statuses(month)[2] == "unenrolled"
    assert month("runs", "erase", "--nik", BAGAS[0], "--allow").code == 2


def test_asking_first_changes_nothing(month: Program) -> None:
    told = month("runs", "erase", "--nik", SEKAR[0], "--dry-run", "--lang", "id")
    assert "3 baris penduduk dan 3 baris peserta dalam 3 hasil, 1 catatan buku besar" in told.out
    assert holds(month.store, SEKAR[0])


def test_who_is_nowhere_is_refused(month: Program) -> None:
    for number in ("3298011203809999", "329801", ""):
        told = month("runs", "erase", "--nik", number or "x")
        assert (told.code, len(told.error_lines)) == (2, 2)
        assert "3298" not in told.err


@pytest.mark.parametrize("step", ["promised", "old away", "new there"])
def test_what_a_kill_left_the_next_writer_finishes(
    month: Program, village: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with monkeypatch.context() as patch:
        if step == "promised":
            patch.setattr("uhcmatch.jobs.erase.erase.rewrite", _killed)
        elif step == "old away":
            patch.setattr("uhcmatch.runs.exchange._settle", _killed)
        else:
            patch.setattr("uhcmatch.runs.exchange.shutil.rmtree", _killed_unless_missing)
        assert month("runs", "erase", "--nik", SEKAR[0]).code == 1
    assert month("reconcile", *village, "--quiet").code == 0
    assert holds(month.store, SEKAR[0], SEKAR[2]) == []
    assert len(json.loads(month("runs", "list", "--format", "json").out)) == len(DAYS) + 1
    assert [path.name for path in (month.store / "runs").iterdir() if path.name.startswith(".")] == []
    assert erasing.COMMAND in [act.command for act in _acts(month)]


def _killed(*_: object) -> None:
    raise RuntimeError


def _killed_unless_missing(path: Path, *, ignore_errors: bool = False) -> None:
    if not ignore_errors:
        raise RuntimeError
    assert not path.exists()


def _acts(program: Program) -> list[runs.Act]:
    with runs.reading(program.store) as ledger:
        assert ledger is not None
        return [act for _, act in ledger.acts()]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_whenever_it_is_killed_all_runs_stand_and_the_person_is_gone_after_the_next_night(
    month: Program, village: tuple[Path, Path], tmp_path: Path
) -> None:
    whole, kept = month.store, tmp_path / "whole"
    shutil.copytree(whole, kept)
    started = time.perf_counter()
    process("runs", "erase", "--nik", SEKAR[0], "--dry-run").communicate()
    usual = time.perf_counter() - started
    promised = 0
    for turn in range(KILLS):
        shutil.rmtree(whole)
        shutil.copytree(kept, whole)
        running = process("runs", "erase", "--nik", SEKAR[0])
        time.sleep(usual * (0.5 + 0.8 * (turn % 40) / 40))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        is_promised = erasing.COMMAND in [act.command for act in _acts(month)]
        promised += is_promised
        assert month("reconcile", *village, "--force", "--quiet").code == 0
        assert bool(holds(whole, SEKAR[0], SEKAR[2])) != is_promised
        listed = [run["run_id"] for run in json.loads(month("runs", "list", "--format", "json").out)]
        assert len(listed) == len(DAYS) + 1
        assert [month("runs", "verify", run_id).code for run_id in listed] == [0] * len(listed)
        assert [path.name for path in (whole / "runs").iterdir() if path.name.startswith(".")] == []
    assert promised > 0
