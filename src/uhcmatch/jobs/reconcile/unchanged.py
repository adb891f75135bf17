"""Whether a run would say again what the store's last one says: same files, settings, weights, program, decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import uhcmatch
from uhcmatch import files, runs
from uhcmatch.errors import StoreFailed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from uhcmatch.jobs.kept.frozen import Frozen
    from uhcmatch.runs import Ledger, RunFolder
    from uhcmatch.settings import Settings


def last_run(store: Path) -> RunFolder | None:
    """Return the run `latest` means; null when there is none, or none that can be opened."""
    try:
        return runs.RunFolder.opened(runs.locate("latest", store))
    except StoreFailed:
        return None


def run_before(store: Path) -> RunFolder | None:
    """Return the run to compare a new one with: the last, or the newest that can be opened where that one cannot."""
    return last_run(store) or next(iter(runs.listed(store)), None)


def still_holds(
    last: RunFolder,
    inputs: Mapping[str, Sequence[str]],
    settings: Settings,
    told: Frozen | None,
    ledger: Ledger,
) -> bool:
    """Tell whether nothing has changed since the last run; `inputs` role → paths, of which every file is hashed."""
    facts = last.facts
    return (
        facts["uhcmatch_version"] == uhcmatch.__version__
        and facts["settings"] == settings.model_dump(mode="json")
        and facts["model"]["frozen_from"] == (told.origin if told else None)
        and not _heard_since(facts, ledger)
        and _same_files(facts, inputs)
    )


def _heard_since(facts: Mapping[str, Any], ledger: Ledger) -> bool:
    """Whether anybody wrote to the ledger since, but for runs themselves and taking old ones away."""
    known = facts.get("ledger", {"line": 0})["line"]
    return any(line > known and act.command not in ("reconcile", runs.PURGE) for line, act in ledger.acts())


def _same_files(facts: Mapping[str, Any], inputs: Mapping[str, Sequence[str]]) -> bool:
    then = {(source["role"], source["sha256"]) for source in facts["inputs"]}
    now = {(role, digest) for role, paths in inputs.items() for digest in files.digests(paths)}
    return then == now
