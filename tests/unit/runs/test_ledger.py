"""The ledger only grows, holds what was committed and nothing else, and shows every change by another hand."""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import pytest

from uhcmatch import runs
from uhcmatch.errors import StoreFailed, UhcmatchError
from uhcmatch.runs import ledger_file
from uhcmatch.runs import ledger_open as ledger
from uhcmatch.runs.ledger import Act, Told
from uhcmatch.runs.ledger_schema import STEPS

if TYPE_CHECKING:
    from pathlib import Path

NOON: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)


def act(command: str = "try") -> Act:
    return Act(NOON, "sari", command, {"counts": {"new": 1}})


def told(name: str, says: str = "SAMA") -> Told:
    return Told("decision", name, {"says": says})


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store whose ledger has three lines and four entries."""
    with ledger.writing(tmp_path / "store") as book:
        book.append(act("one"), [told("a"), told("b")])
        book.append(act("two"))
        book.append(act("three"), [told("a", "BEDA"), told("c")])
    return tmp_path / "store"


def place(store: Path) -> str | None:
    with ledger.reading(store, is_checked=False) as book:
        assert book is not None
        return book.broken()


def by_hand(store: Path, *statements: str) -> None:
    """Change the ledger as somebody with a database tool would, its triggers out of the way."""
    connection = sqlite3.connect(store / "ledger.sqlite")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_what_was_written_is_read_in_order(store: Path) -> None:
    with ledger.reading(store) as book:
        assert book is not None
        entries = book.entries("decision")
        assert [(one.id, one.line, one.told.key, one.told.content["says"]) for one in entries] == [
            (1, 1, "a", "SAMA"),
            (2, 1, "b", "SAMA"),
            (3, 3, "a", "BEDA"),
            (4, 3, "c", "SAMA"),
        ]
        assert [(line, one.command, one.at) for line, one in book.acts()] == [
            (1, "one", NOON),
            (2, "two", NOON),
            (3, "three", NOON),
        ]
        assert book.entries("outcome") == []
    assert place(store) is None
    assert runs.verify_ledger(store) == "ledger.sqlite"


def test_a_store_without_a_ledger_has_nothing_to_read(tmp_path: Path) -> None:
    with ledger.reading(tmp_path) as book:
        assert book is None
    assert runs.verify_ledger(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_only_the_owner_reads_it_even_while_it_is_open(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with ledger.writing(store) as book:
        book.append(act(), [told("a")])
        names = {path.name: stat.S_IMODE(path.stat().st_mode) for path in store.iterdir() if path.is_file()}
    assert {"ledger.sqlite", "ledger.sqlite-wal", "ledger.key"} <= set(names)
    assert set(names.values()) == {0o600}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET content = '{}'",
        "DELETE FROM entries",
        "UPDATE trail SET who = 'nobody'",
        "DELETE FROM trail",
        "UPDATE about SET value = 'x'",
        "DELETE FROM about",
    ],
)
def test_the_file_itself_refuses_to_be_changed(store: Path, statement: str) -> None:
    connection = sqlite3.connect(store / "ledger.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="append only"):
        connection.execute(statement)
    connection.close()
    assert place(store) is None


def test_a_reader_cannot_write(store: Path) -> None:
    with ledger.reading(store) as book, pytest.raises(StoreFailed):
        assert book is not None
        book.append(act())


TAMPERED: Final = {
    "a line edited": ["UPDATE trail SET who = 'budi' WHERE line = 2"],
    "its command": ["UPDATE trail SET command = 'none' WHERE line = 1"],
    "its moment": ["UPDATE trail SET at = '2026-11-22T12:00:00+00:00' WHERE line = 3"],
    "its counts": ['UPDATE trail SET content = \'{"counts":{"new":2}}\' WHERE line = 2'],
    "first line deleted": ["DELETE FROM trail WHERE line = 1"],
    "middle line deleted": ["DELETE FROM trail WHERE line = 2"],
    "last line deleted": ["DELETE FROM trail WHERE line = 3"],
    "all deleted": ["DELETE FROM trail", "DELETE FROM entries"],
    "lines exchanged": [
        "UPDATE trail SET line = 99 WHERE line = 1",
        "UPDATE trail SET line = 1 WHERE line = 2",
        "UPDATE trail SET line = 2 WHERE line = 99",
    ],
    "an entry edited": ['UPDATE entries SET content = \'{"says":"BEDA"}\' WHERE id = 1'],
    "an entry moved to another key": ["UPDATE entries SET key = 'z' WHERE id = 1"],
    "an entry deleted": ["DELETE FROM entries WHERE id = 2"],
    "the last entry deleted": ["DELETE FROM entries WHERE id = 4"],
    "entries exchanged": [
        "UPDATE entries SET id = 99 WHERE id = 1",
        "UPDATE entries SET id = 1 WHERE id = 2",
        "UPDATE entries SET id = 2 WHERE id = 99",
    ],
    "an entry repeated": [
        "INSERT INTO entries (line, kind, key, content, digest) SELECT line, kind, key, content, digest FROM entries WHERE id = 1"
    ],
    "a grave for the living": ["INSERT INTO tombstones SELECT id, line, digest, 3 FROM entries WHERE id = 1"],
    "erased without a trace": [
        "INSERT INTO tombstones SELECT id, line, digest, 3 FROM entries WHERE id = 1",
        "DELETE FROM entries WHERE id = 1",
    ],
}


@pytest.mark.parametrize("statements", TAMPERED.values(), ids=TAMPERED.keys())
def test_tampering_is_found(store: Path, statements: list[str]) -> None:
    by_hand(store, *statements)
    assert place(store) is not None
    with pytest.raises(StoreFailed, match=r"ledger\.sqlite"):
        runs.verify_ledger(store)


def test_a_ledger_with_an_edited_entry_is_not_used(store: Path) -> None:
    by_hand(store, 'UPDATE entries SET content = \'{"says":"BEDA"}\' WHERE id = 1')
    for opened in (ledger.reading, ledger.writing):
        with pytest.raises(StoreFailed), opened(store):
            pass


def test_a_trail_cut_back_and_grown_again_is_not_what_a_run_remembers(store: Path) -> None:
    with ledger.reading(store) as book:
        assert book is not None
        last = book.last()
        assert last is not None
        assert book.broken([last]) is None
    by_hand(store, "DELETE FROM entries WHERE line = 3", "DELETE FROM trail WHERE line = 3")
    by_hand(store, "UPDATE sqlite_sequence SET seq = 2 WHERE name IN ('trail', 'entries')")
    with ledger.writing(store) as book:
        assert book.broken() is None
        book.append(act("instead"))
        assert book.broken() is None
        assert book.broken([last]) == "trail 3"


def test_what_is_erased_is_gone_from_the_disk_and_the_chain_holds(store: Path) -> None:
    with ledger.writing(store) as book:
        book.append(act(), [told("d", "CANARY-SAYS")])
        book.append(act("erase"), erased=[5, 5, 77])
        assert [one.id for one in book.entries("decision")] == [1, 2, 3, 4]
        assert book.append(act("more"), [told("e")]) == 6
    assert place(store) is None
    with ledger.reading(store) as book:
        assert book is not None
        assert [one.id for one in book.entries("decision")] == [1, 2, 3, 4, 6]
    assert not any(b"CANARY-SAYS" in path.read_bytes() for path in store.iterdir() if path.is_file())


def test_all_or_nothing(store: Path) -> None:
    with ledger.writing(store) as book:
        with pytest.raises(TypeError):
            book.append(act(), [told("x"), Told("decision", "y", {"says": object()})])
        with pytest.raises(StoreFailed):
            book.append(Act(NOON, None, "try"), [told("x")])  # type: ignore[arg-type]
        assert len(book.entries("decision")) == 4
        assert book.append(act(), [told("z")]) == 4
    assert place(store) is None


def test_one_writer_at_a_time(store: Path) -> None:
    with ledger.writing(store), pytest.raises(StoreFailed, match="Another run"), ledger.writing(store):
        pass


def test_a_reader_waits_for_nobody(store: Path) -> None:
    with ledger.writing(store) as writer, ledger.reading(store) as book:
        assert book is not None
        writer.append(act(), [told("d")])
        assert len(book.entries("decision")) == 5


def test_a_store_that_cannot_be_written_to_can_be_read(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    there = {path.name for path in store.iterdir()}
    with ledger.reading(store) as book:
        assert book is not None
        assert len(book.entries("decision")) == 4
        assert {path.name for path in store.iterdir()} == there
    by_hand(store, 'UPDATE entries SET content = \'{"says":"BEDA"}\' WHERE id = 1')
    with pytest.raises(StoreFailed), ledger.reading(store):
        pass


def test_without_its_key_a_ledger_is_refused(store: Path, tmp_path: Path) -> None:
    key = (store / "ledger.key").read_bytes()
    for content in (None, b"", key[:30], b"0" * 64 + b"\n"):
        (store / "ledger.key").unlink()
        if content is not None:
            (store / "ledger.key").write_bytes(content)
        else:
            (store / "ledger.key").touch()
            (store / "ledger.key").unlink()
        with pytest.raises(StoreFailed), ledger.reading(store):
            pass
        with pytest.raises(StoreFailed), ledger.writing(store):
            pass
        (store / "ledger.key").write_bytes(key)
    assert place(store) is None


def test_a_link_or_something_else_in_its_place_is_refused(store: Path, tmp_path: Path) -> None:
    shutil.move(store / "ledger.sqlite", tmp_path / "elsewhere")
    (store / "ledger.sqlite").symlink_to(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere").read_bytes()
    for opened in (ledger.reading, ledger.writing):
        with pytest.raises(StoreFailed), opened(store):
            pass
    assert (tmp_path / "elsewhere").read_bytes() == before
    (store / "ledger.sqlite").unlink()
    (store / "ledger.sqlite").write_bytes(b"no database at all, but some text of a page or so")
    for opened in (ledger.reading, ledger.writing):
        with pytest.raises(UhcmatchError), opened(store):
            pass


def test_what_was_killed_while_it_was_made_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").touch()
    with ledger.reading(tmp_path) as book:
        assert book is None
    with ledger.writing(tmp_path) as book:
        book.append(act(), [told("a")])
    assert place(tmp_path) is None


def test_a_ledger_of_an_older_program_is_migrated_once_with_a_copy_kept(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = (*STEPS, "CREATE TABLE more (thing TEXT);")
    for module in (ledger, ledger_file):
        monkeypatch.setattr(module, "STEPS", steps)
    with ledger.reading(store) as book:
        assert book is not None
        assert len(book.entries("decision")) == 4
        assert book.broken() is None
    (copy,) = ledger_file.copies(store)
    assert copy.name == "ledger-v1.sqlite"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert sqlite3.connect(copy).execute("SELECT count(*) FROM entries").fetchone() == (4,)
    made = copy.stat().st_mtime_ns
    with ledger.writing(store):
        pass
    assert copy.stat().st_mtime_ns == made


def test_a_step_that_fails_leaves_the_old_ledger(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = (*STEPS, "CREATE TABLE more (thing TEXT); CREATE TABLE trail (x);")
    with monkeypatch.context() as patch:
        for module in (ledger, ledger_file):
            patch.setattr(module, "STEPS", steps)
        with pytest.raises(StoreFailed), ledger.writing(store):
            pass
    assert place(store) is None


def test_a_ledger_of_a_newer_program_is_refused_with_both_versions(store: Path) -> None:
    connection = sqlite3.connect(store / "ledger.sqlite")
    connection.execute("PRAGMA user_version = 9")
    connection.close()
    for opened in (ledger.reading, ledger.writing):
        with pytest.raises(StoreFailed, match=r"9; known: 1"), opened(store):
            pass


def test_of_three_hundred_flipped_bits_none_is_believed(store: Path) -> None:
    """E11: each is found, or changes nothing that anybody reads."""

    def read() -> list[object]:
        with ledger.reading(store) as book:
            return [] if book is None else [*book.entries("decision"), *book.acts()]

    file, truth, draws = store / "ledger.sqlite", read(), random.Random(11)
    whole, found = file.read_bytes(), 0
    for _ in range(300):
        content = bytearray(whole)
        content[draws.randrange(len(content))] ^= 1 << draws.randrange(8)
        file.write_bytes(content)
        for suffix in ("-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
        try:
            runs.verify_ledger(store)
        except UhcmatchError:
            found += 1
        with contextlib.suppress(UhcmatchError):
            assert read() == truth
    assert found > 20


def test_a_full_disk_records_nothing(store: Path) -> None:
    child = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from uhcmatch.errors import OutOfRoom
from uhcmatch.runs.ledger import Act, Told
from uhcmatch.runs.ledger_open import writing
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    with writing(Path(sys.argv[1])) as book:
        book.append(Act(datetime.now(UTC), "sari", "try"), [Told("decision", str(at), {"x": "y" * 900}) for at in range(999)])
except OutOfRoom:
    sys.exit(14)
"""
    done = subprocess.run([sys.executable, "-c", child, str(store)], check=False, capture_output=True)
    assert done.returncode == 14, done.stderr
    assert place(store) is None
    with ledger.reading(store) as book:
        assert book is not None
        assert len(book.entries("decision")) == 4
