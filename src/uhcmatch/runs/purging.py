"""Taking runs out of the store for good: people's data is kept no longer than it is needed (UU 27/2022).

The trail is told first, with what stays of a run: its id, its seal, its counts. Then each folder is renamed, and so
gone for every command, in one step, and removed. Killed in between, the next writer finishes what the trail promises.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, Final

from uhcmatch.errors import StoreFailed
from uhcmatch.runs.disk import is_plain_folder, sync
from uhcmatch.runs.publish import STAGING
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from uhcmatch.runs.folder import RunFolder
    from uhcmatch.runs.ledger import Act, Ledger

COMMAND: Final = "runs purge"
"""What the trail calls it."""
_UNFINISHED: Final = Words(
    "Penghapusan di {name} sudah dicatat, tetapi belum selesai.",
    "The removal in {name} is written down, but not finished.",
)
_AGAIN: Final = Words(
    "Periksa disk, lalu jalankan lagi; yang tersisa diselesaikan lebih dulu.",
    "Check the disk, then run it again; what is left is finished first.",
)


def tombstone(folder: RunFolder) -> dict[str, Any]:
    """Return what stays of a run: nothing of any person."""
    facts = folder.facts
    return {
        "run_id": folder.run_id,
        "as_of": facts["as_of"],
        "seal": facts["seal"],
        "residents": facts["counts"]["residents"],
        "members": facts["counts"]["members"],
    }


def purge(store: Path, ledger: Ledger, act: Act) -> None:
    """Write the line, whose content has the `runs` (tombstones), and remove them; the caller holds the store."""
    ledger.append(act)
    _remove(store, (stone["run_id"] for stone in act.content["runs"]))


def finish_purges(store: Path, ledger: Ledger) -> None:
    """Remove what the trail says was purged and a killed process left; the caller holds the store."""
    promised = (act.content.get("runs", ()) for _, act in ledger.acts() if act.command == COMMAND)
    _remove(store, (stone["run_id"] for stones in promised for stone in stones))


def _remove(store: Path, run_ids: Iterable[str]) -> None:
    kept = store / "runs"
    try:
        for run_id in run_ids:
            if is_plain_folder(kept / run_id):
                (kept / run_id).rename(kept / f"{STAGING}purged-{run_id}")
                sync(kept)
        for left in kept.glob(f"{STAGING}purged-*"):
            shutil.rmtree(left)
            sync(kept)
    except OSError as error:
        raise StoreFailed(_UNFINISHED.fill(name=store.name), _AGAIN) from error
