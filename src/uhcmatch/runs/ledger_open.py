"""Opening the ledger of a store: made where there is none, migrated where it is older, refused where it was changed.

One that is lost, or older than what a run remembers of it, is refused too: what people said would be asked again, and
whom BPJS has accepted would be proposed again.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from uhcmatch.errors import StoreFailed
from uhcmatch.runs import ledger_file, ledger_key
from uhcmatch.runs.folder import RunFolder
from uhcmatch.runs.ledger import Ledger
from uhcmatch.runs.ledger_schema import STEPS
from uhcmatch.runs.store import LATEST, listed, locate, writing_to
from uhcmatch.runs.trail import Anchor
from uhcmatch.words import Words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from uhcmatch.runs.ledger_key import Key

_RESTORE: Final = Words(
    "Ambil ledger.sqlite yang terakhir dari cadangan; tanpa cadangan, mulai tempat penyimpanan baru (--store).",
    "Restore the latest ledger.sqlite from a backup; without one, begin a new store (--store).",
)


@contextmanager
def writing(store: Path) -> Iterator[Ledger]:
    """Hold the store and open its ledger for writing, made or migrated where that is due; see `writing_to`."""
    with writing_to(store), held(store) as ledger:
        yield ledger


@contextmanager
def held(store: Path) -> Iterator[Ledger]:
    """Open the ledger for writing; the caller holds the store already."""
    if not ledger_file.exists(store):
        _refuse_lost(store)
        key: Key | None = ledger_key.kept_key(store) or ledger_key.new_key(store)
        ledger_file.make_file(store)
    else:
        key = ledger_key.kept_key(store)
    with ledger_file.connected(store, for_writing=True) as connection:
        if _mark(connection, store) is None:
            _refuse_lost(store)
        ledger_file.migrate(store, connection)
        yield _whole(Ledger(connection, _proven(connection, key, store), store), store)


@contextmanager
def reading(store: Path, *, is_checked: bool = True) -> Iterator[Ledger | None]:
    """Open the ledger for reading, null where a store has none yet; whoever writes is not waited for.

    Raises `StoreFailed` for one that is lost, and for one in which anything was changed, unless it is not to be checked
    yet.
    """
    is_due = ledger_file.exists(store) and _is_due(store)
    if is_due:
        with writing(store):
            pass
    if not ledger_file.exists(store):
        _refuse_lost(store)
        yield None
        return
    with ledger_file.connected(store, for_writing=False) as connection:
        if _mark(connection, store) is None:
            _refuse_lost(store)
            yield None
            return
        ledger = Ledger(connection, _proven(connection, ledger_key.kept_key(store), store), store)
        yield _whole(ledger, store) if is_checked else ledger


def _whole(ledger: Ledger, store: Path) -> Ledger:
    """Return a ledger in which nothing was changed; raises `StoreFailed` for another, and for an older copy of it."""
    anchors, last = _remembered(store), ledger.last()
    if any(last is None or last.line < anchor.line for anchor in anchors):
        raise StoreFailed(
            Words(
                "Buku catatan di {name} lebih tua daripada hasil terakhirnya.",
                "The ledger in {name} is older than the last run there.",
            ).fill(name=store.name),
            _RESTORE,
        )
    if ledger.broken(anchors, is_quick=True):
        raise ledger_file.unusable(store)
    return ledger


def _remembered(store: Path) -> list[Anchor]:
    """Return what the last run remembers of the ledger; nothing where there is none that can be opened."""
    with suppress(StoreFailed):
        told = RunFolder.opened(locate(LATEST, store)).facts.get("ledger")
        return [Anchor(told["line"], told["digest"])] if told else []
    return []


def _refuse_lost(store: Path) -> None:
    """Raise `StoreFailed` where runs stand beside which a ledger was kept."""
    folders = listed(store)
    has_key = ledger_key.kept_key(store) is not None
    if any(has_key or folder.facts.get("ledger") for folder in folders):
        raise StoreFailed(
            Words("Buku catatan di {name} hilang.", "The ledger in {name} is lost.").fill(name=store.name), _RESTORE
        )


def _is_due(store: Path) -> bool:
    """Whether a ledger is of an older program and has to be migrated before it can be read."""
    with ledger_file.connected(store, for_writing=False) as connection:
        version = ledger_file.version_of(store, connection)
        ledger_file.refuse_newer(store, version)
        return 0 < version < len(STEPS)


def _mark(connection: sqlite3.Connection, store: Path) -> str | None:
    """Return the mark of the key a ledger was made with; null in one that was killed while it was made."""
    if ledger_file.version_of(store, connection) == 0:
        return None
    with ledger_file.told(store):
        found = connection.execute("SELECT value FROM about WHERE name = 'key'").fetchone()
    return str(found[0]) if found else None


def _proven(connection: sqlite3.Connection, key: Key | None, store: Path) -> Key:
    """Return the key that this ledger was made with, and leave its mark in a new one."""
    mark = _mark(connection, store)
    if mark is None and key is not None:
        with ledger_file.told(store):
            connection.execute("INSERT INTO about VALUES ('key', ?)", (key.mark,))
        return key
    return ledger_key.refuse_other_key(store, key, mark or "")
