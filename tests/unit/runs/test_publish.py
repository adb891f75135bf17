from __future__ import annotations

import errno
import os
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from uhcmatch.errors import StoreFailed
from uhcmatch.runs import publish, reserve
from uhcmatch.runs.lock import UNWRITABLE

if TYPE_CHECKING:
    from collections.abc import Callable


def publish_into(target: Path, before: Callable[[], object] = lambda: None) -> None:
    with reserve(target) as staging:
        fill(staging.path)
        before()
        staging.publish()


def fill(folder: Path) -> None:
    (folder / "a.txt").write_text("a", encoding="utf-8")


def test_nothing_is_seen_before_it_is_published(tmp_path: Path) -> None:
    target = tmp_path / "hasil"
    with reserve(target) as staging:
        fill(staging.path)
        assert not target.exists()
        staging.publish()
        assert (target / "a.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["hasil"]


def test_a_body_that_fails_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "hasil"
    with pytest.raises(ZeroDivisionError):
        publish_into(target, before=lambda: 1 // 0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["sync", "rename", "rmdir"])
@pytest.mark.parametrize("error", [OSError(5, "EIO"), KeyboardInterrupt()])
def test_any_publish_step_may_fail_and_the_place_stays_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    target = tmp_path / "hasil"
    target.mkdir()

    def fail(*_: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(publish if step == "sync" else Path, step, fail)
        with pytest.raises((StoreFailed, KeyboardInterrupt)):
            publish_into(target)
    assert not target.exists() or list(target.iterdir()) == []
    assert [path.name for path in tmp_path.iterdir()] in (["hasil"], [])
    publish_into(target)
    assert [path.name for path in target.iterdir()] == ["a.txt"]


def test_what_was_published_is_taken_back_when_what_belongs_to_it_fails(tmp_path: Path) -> None:
    def fail() -> None:
        assert (tmp_path / "hasil" / "a.txt").exists()
        raise StoreFailed(UNWRITABLE)

    with pytest.raises(StoreFailed), reserve(tmp_path / "hasil") as staging:
        fill(staging.path)
        staging.publish(fail)
    assert list(tmp_path.iterdir()) == []


def test_leftovers_of_a_dead_run_to_the_same_place_are_swept_and_others_stay(tmp_path: Path) -> None:
    target = tmp_path / "hasil"
    with reserve(target) as staging:
        left = staging.path.parent / f"{staging.path.name}dead"
        left.mkdir()
        fill(left)
    other = tmp_path / ".uhcmatch-staging-other"
    other.mkdir()
    with reserve(target):
        assert not left.exists()
    assert other.exists()


def test_one_writer_per_place(tmp_path: Path) -> None:
    with reserve(tmp_path / "hasil"):
        with pytest.raises(StoreFailed), reserve(tmp_path / "hasil"):
            pass
        with reserve(tmp_path / "lain"):
            pass
    with reserve(tmp_path / "hasil"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="locks are another call there")
@pytest.mark.parametrize("answer", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_disk_without_locks_is_named_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: int
) -> None:
    def flock(_descriptor: int, _operation: int) -> None:
        raise OSError(answer, os.strerror(answer))

    monkeypatch.setattr("fcntl.flock", flock)
    with warnings.catch_warnings(action="error"), pytest.raises(StoreFailed, match="cannot lock"):
        publish_into(tmp_path / "hasil")
    assert not (tmp_path / "hasil").exists()


def test_a_target_that_appeared_meanwhile_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "hasil"

    def appear() -> None:
        target.mkdir()
        (target / "surat.txt").write_text("penting", encoding="utf-8")

    with pytest.raises(StoreFailed):
        publish_into(target, before=appear)
    assert [path.name for path in target.iterdir()] == ["surat.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["hasil"]
