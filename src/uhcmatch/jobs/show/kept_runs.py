"""What is kept in the store: listing, showing and verifying runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uhcmatch import runs
from uhcmatch.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.runs import RunFolder

_DAMAGED: Final = Words(
    "Rusak, tidak didaftar dan tidak ikut dibersihkan: {runs}. Pulihkan dari cadangan, atau hapus foldernya.",
    "Damaged, neither listed nor purged: {runs}. Restore from a backup, or remove the folder.",
)


def unlisted(store: Path) -> list[Words]:
    """Say which runs of a store cannot be opened; what they hold of people stays until somebody sees to it."""
    names = runs.damaged(store)
    return [_DAMAGED.fill(runs=", ".join(names))] if names else []


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


def verified(asked: Asked) -> tuple[str, tuple[str, ...]]:
    """Return the id of a sound run and the files that were checked; raises `StoreFailed` when it is not sound.

    Of a run in the store, the store's ledger is checked too.
    """
    folder = asked.opened()
    verdict = runs.verify(folder)
    if not verdict.is_sound:
        raise runs.unsound(folder, verdict)
    store = asked.store_path()
    ledger = runs.verify_ledger(store) if folder.path.parent == store / "runs" else None
    return folder.run_id, (*verdict.checked, *filter(None, [ledger]))
