"""A folder filled in several steps: a mark stands in it until the last, so that whoever comes next can go on."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from uhcmatch.runs.disk import speaking_of
from uhcmatch.runs.lock import UNWRITABLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MARK: Final = ".uhcmatch-unfinished"


@contextmanager
def filled_in_steps(folder: Path) -> Iterator[None]:
    """Make a folder where there is none, and mark it until the body ends well."""
    with speaking_of(folder, UNWRITABLE):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / _MARK).touch(mode=0o600)
    yield
    with speaking_of(folder, UNWRITABLE):
        (folder / _MARK).unlink(missing_ok=True)


def is_unfinished(folder: Path) -> bool:
    """Whether filling a folder was broken off."""
    return (folder / _MARK).exists()
