"""The few touches of the disk that must be exact: no links followed, private modes, on the disk before the rename."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from uhcmatch.errors import StoreFailed
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
_NO_FOLLOW: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_HINT: Final = Words(
    "Periksa izin dan tempatnya, atau pilih folder lain dengan --out atau --store.",
    "Check permissions and place, or choose another folder with --out or --store.",
)


@contextmanager
def speaking_of(place: Path, doing: Words) -> Iterator[None]:
    """Turn an `OSError` of the body into `StoreFailed` about a folder; a full disk stays what it is."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise
        raise StoreFailed(doing.fill(name=place.name), _HINT) from error


def read_bytes(path: Path) -> bytes:
    """Return a regular file's bytes without following a link in its last part."""
    with os.fdopen(os.open(path, os.O_RDONLY | _NO_FOLLOW | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
        return file.read()


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file that must not exist yet, mode 0600, and wait until it is on the disk."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync(path: Path) -> None:
    """Wait until a file or a folder's entries are on the disk."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY | _NO_FOLLOW)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_plain_folder(path: Path) -> bool:
    """Return whether a path is a folder itself, not a link to one."""
    return path.is_dir() and not path.is_symlink()
