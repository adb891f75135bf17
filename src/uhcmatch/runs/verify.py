"""`runs verify`: is a kept run still what was written, and does its balance still close?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from uhcmatch.errors import StoreFailed, UhcmatchError
from uhcmatch.runs import ledger_file
from uhcmatch.runs.conservation import check_conservation
from uhcmatch.runs.ledger_open import reading
from uhcmatch.runs.manifest import FRAMES, NAME
from uhcmatch.runs.store import listed
from uhcmatch.runs.trail import Anchor
from uhcmatch.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from uhcmatch.runs.folder import RunFolder


@dataclass(frozen=True)
class Verdict:
    """What verifying a run found: files that were checked and those that are damaged."""

    run_id: str
    checked: tuple[str, ...]
    damaged: tuple[str, ...]
    balanced: bool

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return self.balanced and not self.damaged


def verify(folder: RunFolder) -> Verdict:
    """Rehash every kept file of a run and recheck its conservation. Raises nothing: the verdict tells."""
    names = sorted(folder.facts["files"])
    damaged = [name for name in names if _is_damaged(folder, name)]
    return Verdict(folder.run_id, (NAME, *names), tuple(damaged), not damaged and _is_balanced(folder))


def unsound(folder: RunFolder, verdict: Verdict) -> StoreFailed:
    """Return the error for a run that did not pass."""
    files = ", ".join(verdict.damaged)
    words = (
        Words("Hasil {name} rusak: {files}.", "Run {name} is damaged: {files}.")
        if files
        else Words("Neraca hasil {name} tidak cocok.", "The balance of run {name} does not close.")
    )
    return StoreFailed(
        words.fill(name=folder.path.name, files=files),
        Words(
            "Ambil dari cadangan, atau jalankan lagi uhcmatch reconcile.",
            "Restore it from a backup, or run uhcmatch reconcile again.",
        ),
    )


def _is_damaged(folder: RunFolder, name: str) -> bool:
    try:
        folder.content(name)
    except StoreFailed:
        return True
    return False


def _is_balanced(folder: RunFolder) -> bool:
    def rows(role: str) -> int:
        return sum(source["rows"] for source in folder.facts["inputs"] if source["role"] == role)

    try:
        residents, members, links = (folder.frame(name) for name in FRAMES)
        check_conservation(residents, members, links, (rows("population"), rows("members")))
    except UhcmatchError:
        return False
    return True


def verify_ledger(store: Path) -> str | None:
    """Check the trail and every entry of a store's ledger, also against what its runs remember of it.

    Return the name of the file; null where there is no ledger. Raises `StoreFailed` naming the first line that is not
    what was written.
    """
    remembered = [folder.facts["ledger"] for folder in listed(store) if folder.facts.get("ledger")]
    with reading(store, is_checked=False) as ledger:
        if ledger is None:
            return None
        place = ledger.broken([Anchor(each["line"], each["digest"]) for each in remembered])
    if place is not None:
        raise _tampered(place)
    return ledger_file.NAME


def _tampered(place: str) -> StoreFailed:
    return StoreFailed(
        Words(
            "{file}: {place} rusak, hilang, atau diubah.", "{file}: {place} is damaged, missing or was changed."
        ).fill(file=ledger_file.NAME, place=place),
        Words(
            "Ambil ledger.sqlite dan ledger.key dari cadangan.", "Restore ledger.sqlite and ledger.key from a backup."
        ),
    )
