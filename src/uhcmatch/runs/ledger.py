"""The ledger of a store: what people decided and found, and the trail of who wrote what when.

SQLite in WAL mode, every commit on the disk before it counts; one command is one transaction. It only grows
(`ledger_schema`); every entry is sealed with the store's key, every line of the trail seals the one before it and the
entries it brought (`trail`). Every seal is checked whenever it is opened.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from uhcmatch.runs import ledger_file, trail
from uhcmatch.runs.trail import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from uhcmatch.runs.ledger_key import Key


@dataclass(frozen=True)
class Act:
    """What a command did: a line of the trail. `content` holds hashes of inputs and counts, never a cell."""

    at: datetime
    who: str
    command: str
    content: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """What an entry is to say: its kind, the key it is found by, and its content, ready for JSON."""

    kind: str
    key: str
    content: Mapping[str, Any]


@dataclass(frozen=True)
class Entry:
    """An entry as it is kept: its number, the line of the trail that brought it, and what it says."""

    id: int
    line: int
    told: Told


class Ledger:
    """An open ledger (`ledger_open`)."""

    def __init__(self, connection: sqlite3.Connection, key: Key, store: Path) -> None:
        self._connection, self.key, self._store = connection, key, store

    def entries(self, kind: str) -> list[Entry]:
        """Return the entries of a kind in the order they were written."""
        return self._found("kind = ?", kind)

    def entries_about(self, kind: str, key: str) -> list[Entry]:
        """Return the entries of a kind under one key in the order they were written."""
        return self._found("kind = ? AND key = ?", kind, key)

    def _found(self, condition: str, *values: str) -> list[Entry]:
        find = f"SELECT id, line, kind, key, content FROM entries WHERE {condition} ORDER BY id"  # noqa: S608 - ours
        with ledger_file.told(self._store):
            rows = self._connection.execute(find, values).fetchall()
        return [
            Entry(number, line, Told(kind, name, json.loads(content))) for number, line, kind, name, content in rows
        ]

    def acts(self) -> list[tuple[int, Act]]:
        """Return the lines of the trail, oldest first, with their numbers."""
        with ledger_file.told(self._store):
            rows = self._connection.execute(
                "SELECT line, at, who, command, content FROM trail ORDER BY line"
            ).fetchall()
        return [
            (line, Act(datetime.fromisoformat(at), who, command, json.loads(content)))
            for line, at, who, command, content in rows
        ]

    def last(self) -> Anchor | None:
        """Return the last line of the trail, for something outside to remember; null when nothing was written yet."""
        with ledger_file.told(self._store):
            found = self._connection.execute("SELECT line, digest FROM trail ORDER BY line DESC LIMIT 1").fetchone()
        return Anchor(*found) if found else None

    def append(self, act: Act, told: Iterable[Told] = (), erased: Sequence[int] = ()) -> int:
        """Write a line and the entries it brings, and erase others for good, all or none; return the line's number."""
        with ledger_file.told(self._store):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                line = self._put(act, list(told), erased)
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
            if erased:
                self._connection.execute("VACUUM")
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return line

    def broken(self, anchors: Iterable[Anchor] = (), *, is_quick: bool = False) -> str | None:
        """Return where the ledger is not what was written, null when all holds; `anchors` must stand in it.

        When `is_quick` the pages that hold nothing are not looked at.
        """
        try:
            return trail.broken(self._connection, self.key, anchors, is_quick=is_quick)
        except (sqlite3.Error, UnicodeDecodeError):
            return "file"

    def _put(self, act: Act, told: Sequence[Told], erased: Sequence[int]) -> int:
        last = self.last()
        line = last.line + 1 if last else 1
        run = self._connection.execute
        first = run("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'entries'").fetchone()[0] + 1
        rows = [(number, *self._sealed(line, one)) for number, one in enumerate(told, start=first)]
        stones = self._stones(erased, line)
        seal = trail.entries_seal(
            self.key, [(row[0], row[-1]) for row in rows], [(stone[0], stone[2]) for stone in stones]
        )
        said = (act.at.astimezone(UTC).isoformat(timespec="seconds"), act.who, act.command, trail.written(act.content))
        previous = last.digest if last else trail.FIRST
        digest = trail.line_seal(self.key, line, said, seal, previous)
        run("INSERT INTO trail VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (line, *said, seal, previous, digest))
        many = self._connection.executemany
        many("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)", rows)
        many("INSERT INTO tombstones VALUES (?, ?, ?, ?)", stones)
        many("DELETE FROM entries WHERE id = ?", [(stone[0],) for stone in stones])
        return line

    def _sealed(self, line: int, told: Told) -> tuple[int, str, str, str, str]:
        content = trail.written(told.content)
        return line, told.kind, told.key, content, trail.entry_seal(self.key, line, told.kind, told.key, content)

    def _stones(self, erased: Sequence[int], line: int) -> list[tuple[int, int, str, int]]:
        """Return the tombstones of entries: their numbers and seals stay, what they said and of whom does not."""
        find = "SELECT id, line, digest FROM entries WHERE id = ?"
        found = [self._connection.execute(find, (number,)).fetchone() for number in sorted(set(erased))]
        return [(*row, line) for row in found if row]
