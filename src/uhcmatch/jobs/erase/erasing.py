"""Kept runs written again without somebody: the ledger promises it first, and whoever writes next finishes it.

The new folder is made beside the old one, then they change places by two renames. Killed between these, the run is
missing until the next writer: it finds the new folder whole and gives it the name.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, Final

from uhcmatch import files, runs
from uhcmatch.jobs.erase.erased_people import erased_people, rows_of
from uhcmatch.jobs.kept.facts import counted

if TYPE_CHECKING:
    from pathlib import Path

    from uhcmatch.jobs.erase.erased_people import Erased
    from uhcmatch.runs import Frames, Ledger, RunFolder

COMMAND: Final = "runs erase"


def frames_of(folder: RunFolder) -> Frames:
    """Return the three frames of a run."""
    return runs.Frames(*(folder.frame(name) for name in runs.FRAMES))


def finish_erasures(store: Path, ledger: Ledger) -> None:
    """Rewrite the runs that the trail promises to be without somebody; the caller holds the store."""
    promised = [stone for _, act in ledger.acts() if act.command == COMMAND for stone in act.content.get("runs", ())]
    if not promised:
        return
    runs.finish_replacing(store)
    seals = {(stone["run_id"], stone["seal"]) for stone in promised}
    due = [folder for folder in runs.listed(store) if (folder.run_id, folder.facts["seal"]) in seals]
    erased = erased_people(ledger)
    for folder in due:
        rewrite(store, folder, erased, ledger)


def rewrite(store: Path, folder: RunFolder, erased: Erased, ledger: Ledger) -> None:
    """Publish a run anew without erased people, under its own name."""
    kept = frames_of(folder)
    rows = rows_of(kept, erased, ledger.key)
    run = runs.blanked(kept, rows.people, rows.cards, rows.lent)
    with runs.replacing(store, folder.run_id) as path:
        fill(path, folder, run)


def fill(path: Path, folder: RunFolder, run: Frames) -> None:
    """Write a run's files anew, what is not about people as it was."""
    for name in runs.FRAMES:
        files.write_parquet(getattr(run, name), path / f"{name}.parquet")
    for name in folder.facts["files"]:
        if not (path / name).exists():
            shutil.copyfile(folder.path / name, path / name)
    counts = {**folder.facts["counts"], **counted(run.residents, run.members, run.links)}
    facts: dict[str, Any] = {name: value for name, value in folder.facts.items() if name not in ("files", "seal")}
    runs.describe(path, {**facts, "counts": counts})
