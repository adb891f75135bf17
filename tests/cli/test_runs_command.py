from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

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
