"""One writer at a time: a lock of the operating system, which a killed process gives back by dying."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from uhcmatch.errors import StoreFailed
from uhcmatch.runs.disk import speaking_of
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NO_LOCKS: Final = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP})
"""What a file system without locks answers, some network folders among them."""
UNWRITABLE: Final = Words("Folder {name} tidak dapat ditulis.", "Cannot write folder {name}.")


@contextmanager
def locked(lock: Path, place: Path, *, stays: bool) -> Iterator[None]:
    """Hold a lock file while the body works in `place`.

    Raises `StoreFailed` at once when somebody else holds it, or when the disk knows no locks.

    The file is removed afterwards unless it `stays`.
    """
    # A lock that is only a file would outlive a killed process.
    held = FileLock(lock, timeout=0, mode=0o600, fallback_to_soft=False)
    with speaking_of(place, UNWRITABLE):
        _take(held)
    try:
        yield
    finally:
        if not stays:
            lock.unlink(missing_ok=True)
        held.release()


def _take(held: FileLock) -> None:
    try:
        held.acquire()
    except Timeout as error:  # An OSError too, but one that says who is in the way.
        raise StoreFailed(
            Words("Proses lain sedang menulis ke tempat yang sama.", "Another run is writing to the same place."),
            Words("Tunggu sampai selesai, lalu jalankan lagi.", "Wait until it has finished, then run again."),
        ) from error
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        raise StoreFailed(
            Words("Disk ini tidak dapat mengunci berkas.", "This disk cannot lock files."),
            Words(
                "Pilih --store atau --out di disk komputer ini sendiri, bukan folder jaringan.",
                "Choose --store or --out on this computer's own disk, not a network folder.",
            ),
        ) from error
