"""What makes the trail hold: seals over lines and entries, and the check that none was changed, lost or moved."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from uhcmatch.runs.ledger_key import Key

FIRST: Final = "0" * 64
"""What the first line has before it."""


@dataclass(frozen=True)
class Anchor:
    """A line of the trail as something outside the ledger remembers it."""

    line: int
    digest: str


def written(content: Mapping[str, Any]) -> str:
    """Return content as the text that is kept and sealed: keys in order, so that it has one form."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def entry_seal(key: Key, line: int, kind: str, name: str, content: str) -> str:
    """Return the seal of an entry; its number is sealed by the line, by its place among the entries it brought."""
    return key.seal(json.dumps([line, kind, name, content]))


def entries_seal(key: Key, brought: Iterable[tuple[int, str]], erased: Iterable[tuple[int, str]]) -> str:
    """Return the seal over the entries (number, seal) a line brought, and over those it erased."""
    return key.seal(json.dumps([list(brought), list(erased)]))


def line_seal(key: Key, number: int, told: Sequence[str], entries: str, previous: str) -> str:
    """Return the seal of a line; `told` is when, who, which command, and its content."""
    return key.seal(json.dumps([number, *told, entries, previous]))


def broken(
    connection: sqlite3.Connection, key: Key, anchors: Iterable[Anchor] = (), *, is_quick: bool = False
) -> str | None:
    """Return where a ledger is not what was written: `trail 12`, `entries 7`; null when all holds."""
    if not is_quick and connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        return "file"
    return next(_faults(connection, key, anchors), None)


def _faults(connection: sqlite3.Connection, key: Key, anchors: Iterable[Anchor]) -> Iterator[str]:
    lines = connection.execute(
        "SELECT line, at, who, command, content, entries, previous, digest FROM trail ORDER BY line"
    ).fetchall()
    yield from _gaps("trail", [line[0] for line in lines], _ever(connection, "trail"))
    yield from _changed_lines(key, lines)
    entries = connection.execute("SELECT id, line, kind, key, content, digest FROM entries ORDER BY id").fetchall()
    for number, *sealed, digest in entries:
        if entry_seal(key, *sealed) != digest:
            yield f"entries {number}"
    stones = connection.execute("SELECT id, line, digest, erased_by FROM tombstones ORDER BY id").fetchall()
    held = [(number, line, digest) for number, line, *_, digest in entries] + [stone[:3] for stone in stones]
    yield from _gaps("entries", sorted(number for number, *_ in held), _ever(connection, "entries"))
    yield from _changed_batches(key, lines, sorted(held), stones)
    seals = {line[0]: line[-1] for line in lines}
    yield from (f"trail {anchor.line}" for anchor in anchors if seals.get(anchor.line) != anchor.digest)


def _ever(connection: sqlite3.Connection, table: str) -> int:
    """Return the highest number a table has ever given."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return int(found[0]) if found else 0


def _gaps(table: str, numbers: Sequence[int], last: int) -> Iterator[str]:
    """Tell the first number that is missing, or that was never given."""
    expected = range(1, last + 1)
    if list(numbers) != list(expected):
        lost = sorted(set(expected) ^ set(numbers))
        yield f"{table} {lost[0] if lost else last}"


def _changed_lines(key: Key, lines: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    before = FIRST
    for number, *told, entries, previous, digest in lines:
        if previous != before or line_seal(key, number, told, entries, previous) != digest:
            yield f"trail {number}"
        before = digest


def _changed_batches(
    key: Key, lines: Sequence[tuple[Any, ...]], held: Sequence[tuple[int, int, str]], stones: Sequence[tuple[Any, ...]]
) -> Iterator[str]:
    brought: dict[int, list[tuple[int, str]]] = {}
    erased: dict[int, list[tuple[int, str]]] = {}
    for number, line, digest in held:
        brought.setdefault(line, []).append((number, digest))
    for number, _, digest, by in stones:
        erased.setdefault(by, []).append((number, digest))
    for each in lines:
        if entries_seal(key, brought.get(each[0], ()), erased.get(each[0], ())) != each[5]:
            yield f"entries of trail {each[0]}"
