"""`run.json`: what a run was made of, sealed so that a changed bit shows."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

from uhcmatch.errors import StoreFailed
from uhcmatch.runs.disk import write_bytes
from uhcmatch.words import Words

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

FRAMES: Final = ("residents", "members", "links")
NAME: Final = "run.json"
VERSION: Final = 2
"""Of the folder's layout; a later version of the program refuses or migrates what it does not know."""


def new_run_id(now: datetime) -> str:
    """Return a new run id: UTC time, then a few random digits; names sort by time."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def describe(folder: Path, facts: dict[str, Any]) -> None:
    """Write `run.json` beside the files of a staged run: the facts, and SHA-256 and size of every file there."""
    kept = {path.name: {"sha256": _digest(path), "bytes": path.stat().st_size} for path in sorted(folder.iterdir())}
    write_bytes(folder / NAME, sealed({**facts, "files": kept}))


def sealed(facts: dict[str, Any]) -> bytes:
    """Return the text of `run.json`: the facts and a digest over them."""
    content = {**facts, "layout": VERSION}
    content["seal"] = _seal(content)
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def unsealed(text: bytes, folder: str) -> dict[str, Any]:
    """Return the facts of a `run.json`; raises `StoreFailed` when it is damaged or of another layout."""
    try:
        facts: dict[str, Any] = json.loads(text)
        is_whole = isinstance(facts, dict) and facts.get("seal") == _seal(facts)
    except ValueError:
        is_whole = False
    if not is_whole:
        raise damaged(folder, NAME)
    if facts["layout"] != VERSION:
        raise StoreFailed(
            Words(
                "Hasil {folder} ditulis oleh versi lain ({theirs}; dikenal: {ours}).",
                "Run {folder} was written by another version ({theirs}; known: {ours}).",
            ).fill(folder=folder, theirs=facts["layout"], ours=VERSION),
            Words("Pasang versi uhcmatch yang menulisnya.", "Install the uhcmatch version that wrote it."),
        )
    return facts


def damaged(folder: str, file: str) -> StoreFailed:
    """Return the error for a kept file that is not what was written."""
    return StoreFailed(
        Words(
            "{file} dalam hasil {folder} rusak atau diubah.", "{file} of run {folder} is damaged or was changed."
        ).fill(file=file, folder=folder),
        Words(
            "Ambil dari cadangan, atau jalankan lagi uhcmatch reconcile.",
            "Restore it from a backup, or run uhcmatch reconcile again.",
        ),
    )


def _seal(facts: dict[str, Any]) -> str:
    rest = {key: value for key, value in facts.items() if key != "seal"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
