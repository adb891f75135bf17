"""What is kept in the store: listing, showing and verifying runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uhcmatch import runs

if TYPE_CHECKING:
    from uhcmatch.jobs.kept import Asked
    from uhcmatch.runs import RunFolder, Verdict


def listed(asked: Asked) -> list[dict[str, Any]]:
    """Return the runs of the store, newest first: id, when, and the residents by status."""
    return [
        {
            "run_id": folder.run_id,
            "created_at": folder.facts["created_at"],
            "as_of": folder.facts["as_of"],
            **folder.facts["counts"]["residents"],
        }
        for folder in runs.listed(asked.store_path())
    ]


def opened(asked: Asked) -> RunFolder:
    """Return one run."""
    return asked.opened()


def verified(asked: Asked) -> Verdict:
    """Return the verdict on a run; raises `StoreFailed` when it is not sound."""
    folder = asked.opened()
    verdict = runs.verify(folder)
    if not verdict.is_sound:
        raise runs.unsound(folder, verdict)
    return verdict
