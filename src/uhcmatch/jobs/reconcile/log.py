"""One line of JSON per run for the office's log: when, how it ended, counts and seconds. Nothing of any person."""

from __future__ import annotations

import json
import os
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

import uhcmatch
from uhcmatch.errors import StoreFailed
from uhcmatch.jobs.moment import now
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uhcmatch.jobs.reconcile.reconcile import Published
    from uhcmatch.settings import LogSettings

_APPEND: Final = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0)
_STATUSES: Final = ("rows", "active", "inactive", "review", "unenrolled", "excluded")


def log_line(log: LogSettings, told: Mapping[str, Any]) -> None:
    """Append a line to the log, in one piece, so that two runs never share one; no log, no line.

    Raises `StoreFailed` when the log cannot be written.
    """
    if log.file is None:
        return
    moment = now().astimezone(UTC).isoformat(timespec="seconds")
    line = {"at": moment, "event": "reconcile", "uhcmatch_version": uhcmatch.__version__, **told}
    try:
        log.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(log.file, _APPEND, 0o600)
        try:
            os.write(descriptor, (json.dumps(line, ensure_ascii=False) + "\n").encode())
        finally:
            os.close(descriptor)
    except OSError as error:
        raise StoreFailed(
            Words("Catatan {name} tidak dapat ditulis.", "Cannot write the log {name}.").fill(name=log.file.name),
            Words("Periksa [log] file dan izinnya.", "Check [log] file and its permissions."),
        ) from error


def written(published: Published, made: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a line says of a run that stands; `made` is what was written of it."""
    facts = published.facts
    counts = facts["counts"]
    residents = {status: counts["residents"][status] for status in _STATUSES}
    people = residents["rows"] - residents["excluded"]
    registered = residents["active"] + residents["inactive"]
    return {
        "run_id": facts["run_id"],
        "as_of": facts["as_of"],
        "new": published.is_new,
        "inputs": [
            {name: source[name] for name in ("role", "rows", "refused", "skipped", "sha256")}
            for source in facts["inputs"]
        ],
        "residents": residents,
        "members": counts["members"],
        "coverage": round(100 * registered / people, 4) if people else None,
        "accepted_changes": len(facts.get("accepted_changes", [])),
        "timings": facts["timings"] if published.is_new else {},
        **made,
    }
