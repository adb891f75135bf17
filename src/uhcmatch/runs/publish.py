"""A folder appears whole or not at all.

Everything is written into a hidden staging folder beside the target, brought to the disk and renamed in one step. A
lock is held from the first moment to the last, so whatever staging folder is found under it belongs to a dead run and
is removed. (Renaming file by file left a mix of two runs after 196 of 200 kills; this left none.)
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uhcmatch.errors import StoreFailed
from uhcmatch.runs.disk import is_plain_folder, speaking_of, sync
from uhcmatch.runs.lock import UNWRITABLE, locked
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STAGING: Final = ".uhcmatch-staging-"
"""Begins the name of a folder that is none of anybody's yet, or no more: the next writer removes it."""


@dataclass(frozen=True)
class Staging:
    """A private folder to fill; `publish` makes it the target."""

    path: Path
    target: Path

    def publish(self, then: Callable[[], object] = lambda: None) -> Path:
        """Bring everything to the disk, let the target appear and do what belongs to it `then`, or take it back."""
        with speaking_of(self.target, UNWRITABLE):
            for file in sorted(self.path.iterdir()):
                sync(file)
            sync(self.path)
            if self.target.exists():
                self.target.rmdir()
            self.path.rename(self.target)
            sync(self.target.parent)
        try:
            then()
        except BaseException:
            self.target.rename(self.path)  # Whoever reserved it sweeps it away.
            raise
        return self.target


@contextmanager
def reserve(target: Path, lock: Path | None = None) -> Iterator[Staging]:
    """Reserve a folder name for one run and yield the staging folder; nothing stays behind when the body fails.

    `lock` is the store's lock file; without it a lock beside the target is used and taken away again. Raises
    `StoreFailed` when the target exists and is not empty, is a link, is being written by another run, or cannot be
    written.
    """
    target = Path(target).absolute()
    with speaking_of(target, UNWRITABLE):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _refuse_taken(target)
    prefix = STAGING + hashlib.sha256(target.name.encode()).hexdigest()[:12]
    with locked(lock or target.parent / f"{prefix}.lock", target, stays=lock is not None):
        _refuse_taken(target)
        staging = _fresh(target, prefix if lock is None else STAGING)
        try:
            yield Staging(staging, target)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _refuse_taken(target: Path) -> None:
    with speaking_of(target, UNWRITABLE):
        is_free = not target.is_symlink() and (
            not target.exists() or (target.is_dir() and next(target.iterdir(), None) is None)
        )
    if not is_free:
        raise StoreFailed(
            Words(
                "Folder {name} sudah ada isinya; tidak ada yang ditimpa.",
                "Folder {name} exists already; nothing is overwritten.",
            ).fill(name=target.name),
            Words("Pilih nama lain dengan --out.", "Choose another name with --out."),
        )


def _fresh(target: Path, prefix: str) -> Path:
    """Remove what dead runs left under this lock and make a new staging folder."""
    with speaking_of(target, UNWRITABLE):
        for left in target.parent.glob(f"{prefix}*"):
            if is_plain_folder(left):
                shutil.rmtree(left)
        staging = target.parent / f"{prefix}-{secrets.token_hex(6)}"
        staging.mkdir(mode=0o700)
    return staging
