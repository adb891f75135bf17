"""Which runs of the store are no longer needed, and taking them out for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from uhcmatch import runs
from uhcmatch.errors import StoreFailed, UsageRefused
from uhcmatch.jobs.erase.erasing import finish_erasures
from uhcmatch.jobs.moment import now
from uhcmatch.jobs.who import whoever
from uhcmatch.settings import read_settings
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.runs import RunFolder


@dataclass(frozen=True)
class Wanted:
    """What to remove: all but the newest `keep` (else as the settings say), `older` than so many days, or everything.

    `dry_run`: only tell.
    """

    keep: int | None = None
    older: int | None = None
    everything: bool = False
    dry_run: bool = False


def purged(asked: Asked, wanted: Wanted) -> tuple[str, ...]:
    """Remove runs and return their ids, newest first.

    The latest run stays, unless everything goes. Raises `UsageRefused` when nothing says which, and `StoreFailed` when
    the clock is behind any run: what is old cannot be told then.
    """
    store, moment = asked.store_path(), now()
    limit = wanted.keep or read_settings(asked.config).store.keep
    if limit is None and wanted.older is None and not wanted.everything:
        raise UsageRefused(
            Words("Belum disebut hasil mana yang dihapus.", "Nothing says which runs to remove."),
            Words(
                "Pakai --keep N, --older-than HARI, atau [store] keep.",
                "Use --keep N, --older-than DAYS or [store] keep.",
            ),
        )
    if wanted.dry_run:
        return tuple(folder.run_id for folder in _chosen(runs.listed(store), wanted, limit, moment))
    with runs.writing(store) as ledger:
        runs.finish_purges(store, ledger)
        finish_erasures(store, ledger)
        chosen = _chosen(runs.listed(store), wanted, limit, moment)
        if chosen:
            stones = [runs.tombstone(folder) for folder in chosen]
            runs.purge(store, ledger, runs.Act(moment, whoever(), runs.PURGE, {"runs": stones}))
    return tuple(folder.run_id for folder in chosen)


def _chosen(kept: list[RunFolder], wanted: Wanted, limit: int | None, moment: datetime) -> list[RunFolder]:
    """Return the runs to remove, of those kept, newest first."""
    if wanted.everything:
        return kept
    if any(_made(folder) > moment for folder in kept):
        raise StoreFailed(
            Words("Jam komputer lebih awal dari hasil terakhir.", "The clock is behind the newest run."),
            Words("Betulkan jam, lalu ulangi.", "Set the clock right, then try again."),
        )
    old = kept[max(limit or 1, 1) :]
    if wanted.older is None:
        return old
    before = moment - timedelta(days=wanted.older)
    return [folder for folder in old if _made(folder) < before]


def _made(folder: RunFolder) -> datetime:
    return datetime.fromisoformat(folder.facts["created_at"]).astimezone(UTC)
