"""H05, H06: what stands where a file is to be written is replaced, never written through; only its owner may read it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import polars as pl
import pytest

from uhcmatch.errors import StoreFailed
from uhcmatch.files import write_csv

FRAME = pl.DataFrame({"nama": ["A"]})


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def _everybodys_files() -> Iterator[None]:
    old = os.umask(0)
    yield
    os.umask(old)


def _old_file(target: Path, _victim: Path) -> None:
    target.write_text("old", encoding="utf-8")
    target.chmod(0o644)


IN_THE_WAY: Final[dict[str, Callable[[Path, Path], None]]] = {
    "nothing": lambda _target, _victim: None,
    "file": _old_file,
    "link": lambda target, victim: target.symlink_to(victim),
    "hard link": lambda target, victim: target.hardlink_to(victim),
    "pipe": lambda target, _victim: os.mkfifo(target),
    "loop": lambda target, _victim: target.symlink_to(target),
}


@pytest.mark.parametrize("kind", IN_THE_WAY)
def test_a_file_takes_the_place_of_whatever_is_there(tmp_path: Path, kind: str) -> None:
    victim, target = tmp_path / "victim", tmp_path / "a.csv"
    victim.write_text("untouched", encoding="utf-8")
    victim.chmod(0o644)
    IN_THE_WAY[kind](target, victim)
    write_csv(FRAME, target)
    assert victim.read_text(encoding="utf-8") == "untouched"
    assert (mode(victim), mode(target)) == (0o644, 0o600)
    assert not target.is_symlink()
    assert target.read_text(encoding="utf-8-sig").split() == ["nama", "A"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "victim"]


def test_a_folder_in_the_way_stays_and_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    (tmp_path / "a.csv" / "kept").touch()
    with pytest.raises(StoreFailed):
        write_csv(FRAME, tmp_path / "a.csv")
    assert [path.name for path in tmp_path.rglob("*")] == ["a.csv", "kept"]
