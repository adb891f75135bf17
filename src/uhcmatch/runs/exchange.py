"""A kept run in another version: made beside it, then the two change places."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from uhcmatch.runs.disk import is_plain_folder, speaking_of, sync
from uhcmatch.runs.manifest import NAME
from uhcmatch.runs.publish import STAGING
from uhcmatch.runs.store import UNUSABLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NEW: Final = ".uhcmatch-replacing-"
"""Begins the name of a version that is to take a run's place; once its manifest is written it is whole."""


@contextmanager
def replacing(store: Path, run_id: str) -> Iterator[Path]:
    """Give a folder to fill that takes the run's place when the block ends well; the caller holds the store."""
    kept = store / "runs"
    new = kept / f"{_NEW}{run_id}"
    with speaking_of(store, UNUSABLE):
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
    try:
        yield new
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    with speaking_of(store, UNUSABLE):
        for file in sorted(new.iterdir()):
            file.chmod(0o600)
            sync(file)
        sync(new)
        old = kept / f"{STAGING}replaced-{run_id}"
        (kept / run_id).rename(old)
        _settle(kept, new, run_id)
        shutil.rmtree(old)
        sync(kept)


def finish_replacing(store: Path) -> None:
    """Give a version its run's name where a killed process had taken the old one away; drop all others."""
    kept = store / "runs"
    with speaking_of(store, UNUSABLE):
        for new in kept.glob(f"{_NEW}*"):
            run_id = new.name.removeprefix(_NEW)
            if is_plain_folder(kept / run_id) or not (new / NAME).exists():
                shutil.rmtree(new)
            else:
                _settle(kept, new, run_id)
        for old in kept.glob(f"{STAGING}replaced-*"):
            shutil.rmtree(old)
        sync(kept)


def _settle(kept: Path, new: Path, run_id: str) -> None:
    new.rename(kept / run_id)
    sync(kept)
