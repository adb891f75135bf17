"""The tables of the ledger, step by step: a step is never changed once it has been released, only followed by another.

`entries` are what people decided and found, `trail` who did what when, one line per command that wrote. Both only grow:
triggers refuse every change, and let an entry be deleted only when its tombstone stands.
"""

from __future__ import annotations

from typing import Final

_FIRST: Final = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE trail (
    line INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    command TEXT NOT NULL,
    content TEXT NOT NULL,
    entries TEXT NOT NULL,
    previous TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    line INTEGER NOT NULL REFERENCES trail (line),
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    content TEXT NOT NULL,
    digest TEXT NOT NULL
);
CREATE TABLE tombstones (
    id INTEGER PRIMARY KEY,
    line INTEGER NOT NULL,
    digest TEXT NOT NULL,
    erased_by INTEGER NOT NULL REFERENCES trail (line)
);
CREATE TRIGGER about_stays BEFORE UPDATE ON about BEGIN
    SELECT RAISE(ABORT, 'append only');
END;
CREATE TRIGGER about_is_kept BEFORE DELETE ON about BEGIN
    SELECT RAISE(ABORT, 'append only');
END;
CREATE TRIGGER trail_stays BEFORE UPDATE ON trail BEGIN
    SELECT RAISE(ABORT, 'append only');
END;
CREATE TRIGGER trail_is_kept BEFORE DELETE ON trail BEGIN
    SELECT RAISE(ABORT, 'append only');
END;
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN
    SELECT RAISE(ABORT, 'append only');
END;
CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries
    WHEN NOT EXISTS (SELECT 1 FROM tombstones WHERE id = OLD.id) BEGIN
    SELECT RAISE(ABORT, 'append only');
END;
CREATE TRIGGER tombstones_stay BEFORE UPDATE ON tombstones BEGIN
    SELECT RAISE(ABORT, 'append only');
END;
CREATE TRIGGER tombstones_are_kept BEFORE DELETE ON tombstones BEGIN
    SELECT RAISE(ABORT, 'append only');
END;
"""

STEPS: Final[tuple[str, ...]] = (_FIRST,)
"""Scripts that lead from one version to the next; a ledger's version is the number of steps it has taken."""
