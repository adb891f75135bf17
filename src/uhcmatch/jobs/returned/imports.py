"""Files that came back: what the trail remembers of them, and what of them is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch import files
from uhcmatch.report.imported import Imported, ImportedFile, Problem
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from uhcmatch.files import Filled, FilledForm, FilledRow, FilledTable
    from uhcmatch.runs import Ledger

_HIDDEN: Final = Words("{name}: lembar tersembunyi, tidak dibaca: {sheets}.", "{name}: hidden, not read: {sheets}.")
_ABSENT: Final = Words("{name}: tanpa kolom {columns}.", "{name}: no column {columns}.")


def imported_before(ledger: Ledger, sha256: str) -> tuple[str, str] | None:
    """Return the day on which a file was first imported, and by whom; null when it never was."""
    for _, act in ledger.acts():
        inputs = act.content.get("inputs", ()) if act.command.endswith((" import", " reply")) else ()
        if any(one["sha256"] == sha256 for one in inputs):
            return act.at.date().isoformat(), act.who
    return None


class Returned:
    """The files of one call, each read before any is recorded; raises `InputRefused` when one cannot be read."""

    def __init__(self, paths: Sequence[Path], form: FilledForm) -> None:
        self._form = form
        self._read = [(file, files.filled_table(file, form)) for file in map(files.filled, paths)]

    def told(self, ledger: Ledger, told: Imported) -> Iterator[tuple[Filled, Sequence[FilledRow], ImportedFile]]:
        """Yield each file with its rows and its counts, after noting what of it is not read."""
        for file, table in self._read:
            rows = len(table.rows) + sum(below for _, below in table.unanswerable)
            counts = ImportedFile(file.name, file.sha256, rows, before=imported_before(ledger, file.sha256))
            told.files.append(counts)
            for header, below in table.unanswerable:
                counts.refused += below
                told.problems.append(Problem(file.name, header.sheet, header.line, "kolom_isian_hilang"))
            told.notes += self._unread(file.name, table)
            yield file, table.rows, counts

    def _unread(self, name: str, table: FilledTable) -> Iterator[Words]:
        if table.hidden:
            yield _HIDDEN.fill(name=name, sheets=", ".join(table.hidden))
        if table.absent:
            yield _ABSENT.fill(name=name, columns=", ".join(self._form.heading(key) for key in table.absent))
