from __future__ import annotations

import json
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from uhcmatch import runs

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calling import Program


def run_folder(program: Program) -> Path:
    return program.store / "runs" / (program.store / "CURRENT").read_text().strip()


def test_an_empty_store(program: Program) -> None:
    assert program("runs", "list").out == "Belum ada hasil yang tersimpan.\n"
    assert program("runs", "list", "--format", "json").out == "[]\n"
    assert program("runs", "show").code == 12
    assert program("sweep").code == 12


def test_a_run_is_found_by_id_path_and_latest(kept: Program, tmp_path: Path) -> None:
    run = run_folder(kept)
    moved = shutil.copytree(run, tmp_path / "disalin")
    for name in (run.name, run, "latest", moved):
        assert json.loads(kept("runs", "verify", name, "--format", "json").out)["run_id"] == run.name
    assert kept("runs", "show", "20010101T000000Z-abcdef").code == 12
    assert kept("runs", "show", tmp_path).code == 12


def test_list_and_show(kept: Program) -> None:
    run = run_folder(kept).name
    assert run in kept("runs", "list").out
    assert "BELUM TERDAFTAR" in kept("runs", "show", "--by", "rt").out
    assert json.loads(kept("runs", "show", "--format", "json").out)["run_id"] == run


@pytest.mark.parametrize("name", ["residents.parquet", "members.parquet", "links.parquet", "refusals.csv", "run.json"])
def test_a_flipped_bit_is_found_and_named(kept: Program, name: str) -> None:
    file = run_folder(kept) / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 4
    file.write_bytes(content)
    told = kept("runs", "verify")
    assert told.code == 12
    assert name in told.error_lines[0]
    if name in ("residents.parquet", "run.json"):
        assert kept("sweep").code == 12


def test_a_missing_file_and_a_link_are_found(kept: Program, tmp_path: Path) -> None:
    file = run_folder(kept) / "residents.parquet"
    elsewhere = tmp_path / "elsewhere.parquet"
    shutil.move(file, elsewhere)
    assert kept("sweep").code == 12
    file.symlink_to(elsewhere)
    assert kept("runs", "verify").code == 12


def test_a_pointer_to_nowhere_is_told(kept: Program) -> None:
    for content in ("20010101T000000Z-abcdef\n", "../../etc\n", ""):
        (kept.store / "CURRENT").write_text(content)
        assert kept("sweep").code == 12


def test_a_lost_pointer_is_not_taken_for_a_store_without_runs(kept: Program, village: tuple[Path, Path]) -> None:
    (kept.store / "CURRENT").unlink()
    failed = kept("sweep", "--lang", "en")
    assert failed.code == 12
    assert "which run is the latest is not known" in failed.err
    assert len(json.loads(kept("runs", "list", "--format", "json").out)) == 1
    assert kept("reconcile", *village, "--force").code == 0
    assert kept("sweep").code == 0


def test_a_run_leaves_its_line_and_remembers_the_one_before(kept: Program, village: tuple[Path, Path]) -> None:
    assert kept("reconcile", *village, "--force").code == 0
    facts = json.loads((run_folder(kept) / "run.json").read_text())
    with runs.reading(kept.store) as ledger:
        assert ledger is not None
        (_, first), (_, second) = ledger.acts()
    assert facts["ledger"]["line"] == 1
    assert first.command == second.command == "reconcile"
    assert second.content["run_id"] == facts["run_id"]
    assert [one["sha256"] for one in second.content["inputs"]] == [one["sha256"] for one in facts["inputs"]]
    assert second.at.isoformat() == "2026-11-23T01:00:00+00:00"
    assert "ledger.sqlite" in json.loads(kept("runs", "verify", "--format", "json").out)["files"]


@pytest.mark.parametrize("line", [1, 2])
def test_a_trail_that_lost_a_line_fails_verification(kept: Program, village: tuple[Path, Path], line: int) -> None:
    assert kept("reconcile", *village, "--force").code == 0
    connection = sqlite3.connect(kept.store / "ledger.sqlite")
    connection.execute("DROP TRIGGER trail_is_kept")
    connection.execute("DELETE FROM trail WHERE line = ?", (line,))
    connection.commit()
    connection.close()
    told = kept("runs", "verify", "--lang", "en")
    assert told.code == 12
    assert told.error_lines[0] == f"error: ledger.sqlite: trail {line} is damaged, missing or was changed."


def test_a_run_that_cannot_be_opened_is_named(kept: Program, village: tuple[Path, Path]) -> None:
    assert kept("reconcile", *village, "--force").code == 0
    run = next(
        path for path in (kept.store / "runs").iterdir() if path.name not in (kept.store / "CURRENT").read_text()
    )
    (run / "run.json").write_text("{}")
    for call in (("runs", "list"), ("runs", "purge", "--keep", "1")):
        told = kept(*call, "--lang", "en")
        assert told.code == 0
        assert f"Damaged, neither listed nor purged: {run.name}." in told.err


USES_OF_THE_LEDGER = (
    ("runs", "verify"),
    ("sweep",),
    ("outcomes", "list"),
    ("review", "list"),
    ("register", "progress"),
    ("register", "export", "--out", "usulan"),
    ("runs", "purge", "--all"),
)


@pytest.mark.parametrize("runs_kept", [1, 2])
@pytest.mark.parametrize("is_emptied", [False, True])
def test_a_ledger_taken_away_is_missed(
    kept: Program, village: tuple[Path, Path], runs_kept: int, *, is_emptied: bool
) -> None:
    for _ in range(runs_kept - 1):
        assert kept("reconcile", *village, "--force").code == 0
    (kept.store / "ledger.sqlite").unlink()
    if is_emptied:
        (kept.store / "ledger.sqlite").touch()
    for call in (*USES_OF_THE_LEDGER, ("reconcile", *village, "--force")):
        told = kept(*call, "--lang", "en")
        assert (told.code, told.error_lines[0]) == (12, "error: The ledger in store is lost."), call
    assert is_emptied == (kept.store / "ledger.sqlite").exists()
    assert kept("runs", "list").code == 0


def test_an_older_copy_of_the_ledger_is_not_used(kept: Program, village: tuple[Path, Path]) -> None:
    shutil.copy(kept.store / "ledger.sqlite", kept.store.parent / "backup")
    for _ in range(2):
        assert kept("reconcile", *village, "--force").code == 0
    shutil.copy(kept.store / "ledger.sqlite", kept.store.parent / "now")
    shutil.copy(kept.store.parent / "backup", kept.store / "ledger.sqlite")
    for call in (*USES_OF_THE_LEDGER[1:], ("reconcile", *village, "--force")):
        told = kept(*call, "--lang", "en")
        assert (told.code, told.error_lines[0]) == (12, "error: The ledger in store is older than the last run there.")
    shutil.copy(kept.store.parent / "now", kept.store / "ledger.sqlite")
    assert kept("runs", "verify").code == 0


def test_a_run_elsewhere_touches_no_ledger(program: Program, village: tuple[Path, Path], tmp_path: Path) -> None:
    assert program("reconcile", *village, "--out", tmp_path / "hasil").code == 0
    assert not program.store.exists()
    assert program("runs", "verify", tmp_path / "hasil").code == 0
