"""The file of a ledger: opened so that what is committed is on the disk and what is erased is gone, and migrated."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final

from uhcmatch.errors import OutOfRoom, StoreFailed
from uhcmatch.runs.disk import speaking_of, sync, write_bytes
from uhcmatch.runs.ledger_schema import STEPS
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME: Final = "ledger.sqlite"
_WAIT_SECONDS: Final = 10
"""For a reader that has the file open while its log is emptied; writers never meet, they hold the store."""
_UNREADABLE: Final = Words("Buku catatan di {name} tidak dapat dibuka.", "Cannot open the ledger in {name}.")
_RESTORE: Final = Words(
    "Ambil ledger.sqlite dari cadangan, atau periksa izinnya.", "Restore ledger.sqlite from a backup, or check access."
)
_NO_ROOM: Final = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE)
"""What the database says when a write is refused: a full disk, a quota, a limit on the size of files."""
_SETTINGS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA temp_store = MEMORY",
)


@contextmanager
def told(store: Path) -> Iterator[None]:
    """Turn an error of the database into ours; its own message may quote what it stumbled over."""
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) in _NO_ROOM:
            raise OutOfRoom(
                Words("Ruang penyimpanan habis; tidak ada yang dicatat.", "No space left; nothing was recorded."),
                Words("Kosongkan ruang, lalu jalankan lagi.", "Free some space, then run again."),
            ) from error
        raise unusable(store) from error
    except UnicodeDecodeError as error:  # The database quotes bytes that are no text.
        raise unusable(store) from error


def unusable(store: Path) -> StoreFailed:
    """Return the error for a ledger that cannot be opened or read."""
    return StoreFailed(_UNREADABLE.fill(name=store.name), _RESTORE)


def exists(store: Path) -> bool:
    """Whether a store has a ledger; one that was killed while it was made has none yet."""
    path = store / NAME
    return os.path.lexists(path) and (path.is_symlink() or path.stat().st_size > 0)


def make_file(store: Path) -> None:
    """Make the empty file, mode 0600: the database and its log take the mode of what is there."""
    if os.path.lexists(store / NAME):
        return
    with speaking_of(store, _UNREADABLE):
        write_bytes(store / NAME, b"")
        sync(store)


@contextmanager
def connected(store: Path, *, for_writing: bool) -> Iterator[sqlite3.Connection]:
    """Open the file; without `for_writing` nothing can be changed. A link is refused.

    In a folder that cannot be written there is no log to follow, and nobody here who could write one: the file is read
    as it lies there, and its seals tell whether that was right.
    """
    path = store.absolute() / NAME
    if path.is_symlink() or not path.is_file():
        raise unusable(store)
    is_still = not for_writing and not os.access(store, os.W_OK) and not _has_log(path)
    mode = "mode=ro&immutable=1" if is_still else "mode=rw"
    with told(store):
        connection = sqlite3.connect(
            f"{path.as_uri()}?{mode}", uri=True, isolation_level=None, timeout=_WAIT_SECONDS, check_same_thread=False
        )
    with closing(connection):
        with told(store):
            for setting in _SETTINGS[1:] if is_still else _SETTINGS:
                connection.execute(setting)
            if not for_writing:
                connection.execute("PRAGMA query_only = ON")
        yield connection


def _has_log(path: Path) -> bool:
    """Whether something was committed that is not in the file yet."""
    log = path.with_name(f"{NAME}-wal")
    return log.exists() and log.stat().st_size > 0


def version_of(store: Path, connection: sqlite3.Connection) -> int:
    """Return how many steps of the schema a file has taken; raises `StoreFailed` for tables without a version."""
    with told(store):
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and not version:
        raise unusable(store)
    return version


def refuse_newer(store: Path, version: int) -> None:
    """Raise `StoreFailed` for a ledger that a later program wrote."""
    known = len(STEPS)
    if version > known:
        raise StoreFailed(
            Words(
                "Buku catatan di {name} ditulis oleh versi yang lebih baru ({theirs}; dikenal: {ours}).",
                "The ledger in {name} was written by a newer version ({theirs}; known: {ours}).",
            ).fill(name=store.name, theirs=version, ours=known),
            Words("Pasang versi uhcmatch yang menulisnya.", "Install the uhcmatch version that wrote it."),
        )


def migrate(store: Path, connection: sqlite3.Connection) -> None:
    """Take the steps that are missing, all or none; an older ledger is copied beside itself first."""
    version = version_of(store, connection)
    refuse_newer(store, version)
    with told(store):
        missing = STEPS[version:]
        if not missing:
            return
        if version:
            _keep_copy(store, connection, version)
        script = "".join(missing)
        connection.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {len(STEPS)}; COMMIT;")


def copies(store: Path) -> list[Path]:
    """Return the copies that migrations kept; they hold what the ledger held then."""
    return sorted(store.glob("ledger-v*.sqlite"))


def _keep_copy(store: Path, connection: sqlite3.Connection, version: int) -> None:
    kept = store / f"ledger-v{version}.sqlite"
    new = store / f".ledger-v{version}.sqlite"
    with speaking_of(store, _UNREADABLE):
        new.unlink(missing_ok=True)
        write_bytes(new, b"")
        connection.execute("VACUUM INTO ?", (str(new),))
        sync(new)
        os.replace(new, kept)  # noqa: PTH105 - replaces in one step on every system
        sync(store)
