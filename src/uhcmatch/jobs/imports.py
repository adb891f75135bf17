"""What the trail remembers of files that came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uhcmatch.runs import Ledger


def imported_before(ledger: Ledger, sha256: str) -> tuple[str, str] | None:
    """Return the day on which a file was first imported, and by whom; null when it never was."""
    for _, act in ledger.acts():
        inputs = act.content.get("inputs", ()) if act.command.endswith((" import", " reply")) else ()
        if any(one["sha256"] == sha256 for one in inputs):
            return act.at.date().isoformat(), act.who
    return None
