from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from tests.unit.files.reading import lines, write
from uhcmatch.errors import InputRefused
from uhcmatch.files.container import snapshot


def test_a_snapshot_has_the_hash_of_what_was_read(tmp_path: Path) -> None:
    path = write(tmp_path, lines(3))
    taken = snapshot.take(path)
    assert taken.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, lines(3))
    asked = os.fstat
    calls: list[int] = []

    def growing(descriptor: int) -> os.stat_result:
        calls.append(descriptor)
        if len(calls) == 2:
            with path.open("ab") as file:
                file.write(b"one more line\n")
        return asked(descriptor)

    monkeypatch.setattr(os, "fstat", growing)
    with pytest.raises(InputRefused) as caught:
        snapshot.take(path)
    assert caught.value.words.en == "data.csv changed while it was read."


def test_a_file_replaced_under_its_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, lines(3))
    asked = os.fstat
    calls: list[int] = []

    def replacing(descriptor: int) -> os.stat_result:
        calls.append(descriptor)
        if len(calls) == 2:
            write(tmp_path, lines(5), "new.csv").replace(path)
        return asked(descriptor)

    monkeypatch.setattr(os, "fstat", replacing)
    with pytest.raises(InputRefused):
        snapshot.take(path)
