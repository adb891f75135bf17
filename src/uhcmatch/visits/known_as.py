"""People whose record was corrected between two runs: one print follows another, and what was found stays theirs.

Proposals to BPJS follow them likewise (`jobs/known/registered.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

RENAMED: Final = "person"
"""Kind of entry in the ledger; its key is the print that a person has now; in its content `was` is the one before,
`nik` and `near` are prints of the number as it is now."""


def known_as(renamings: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return, for each print that somebody had, the one they have now; `renamings` are (was, now), oldest first.

    A record may be corrected more than once, also back to what it was.
    """
    olds: dict[str, set[str]] = {}
    for was, now in renamings:
        had = olds.pop(was, set()) | {was}
        olds[now] = (olds.get(now, set()) | had) - {now}
    return {old: now for now, had in olds.items() for old in had}
