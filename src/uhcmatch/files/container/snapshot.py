"""One reading of a file into memory, with its hash; a file that changes meanwhile is refused."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from uhcmatch.errors import InputRefused
from uhcmatch.files.container.paths import expand
from uhcmatch.files.refusals import shown
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_READ: Final = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Windows has O_BINARY and neither of the others; a FIFO must not hang."""


@dataclass(frozen=True)
class Snapshot:
    """The bytes of one file as they were at one moment."""

    name: str
    content: bytes
    size: int
    sha256: str

    def without_content(self) -> Snapshot:
        """Return what is to be said of the file, without its bytes."""
        return replace(self, content=b"")


def take(path: Path) -> Snapshot:
    """Read a regular file whole.

    Size and modification time are compared before and after, by the open file and by its path: a copy still under way
    would otherwise be read short without an error. Raises `InputRefused`.
    """
    try:
        descriptor = os.open(path, _READ)
        with os.fdopen(descriptor, "rb") as file:
            before = os.fstat(descriptor)
            content = file.read()
            after = os.fstat(descriptor)
        named = path.stat()
    except OSError as error:
        raise _unreadable(path) from error
    is_stable = _state(before) == _state(after) == _state(named) and len(content) == after.st_size
    if not is_stable:
        raise InputRefused(
            Words("{name} berubah saat dibaca.", "{name} changed while it was read.").fill(name=shown(path.name)),
            Words("Tunggu sampai penyalinan selesai, lalu ulangi.", "Wait until it is fully copied, then run again."),
        )
    return Snapshot(path.name, content, len(content), hashlib.sha256(content).hexdigest())


def beginning(path: Path, size: int) -> bytes:
    """Return the first bytes of a regular file; raises `InputRefused` when it cannot be read."""
    try:
        with os.fdopen(os.open(path, _READ), "rb") as file:
            return file.read(size)
    except OSError as error:
        raise _unreadable(path) from error


def digests(paths: Sequence[str | Path]) -> list[str]:
    """Return the SHA-256 of each file that paths mean; raises `InputRefused` as reading them would."""
    return [_digest(path) for path in expand(paths)]


def _digest(path: Path) -> str:
    try:
        with os.fdopen(os.open(path, _READ), "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> InputRefused:
    return InputRefused(
        Words("{name} tidak dapat dibaca.", "{name} cannot be read.").fill(name=shown(path.name)),
        Words("Periksa izin berkas.", "Check the file's permissions."),
    )


def _state(stat: os.stat_result) -> tuple[int, int, int, int]:
    return (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)
