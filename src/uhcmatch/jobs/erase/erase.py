"""Erasing one person who asks for it: out of every kept run and of the ledger, and never back unless allowed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from uhcmatch import review, runs, visits
from uhcmatch.errors import UsageRefused
from uhcmatch.jobs.erase.erased_people import KIND, Erased, prints_of, rows_of
from uhcmatch.jobs.erase.erasing import COMMAND, finish_erasures, frames_of, rewrite
from uhcmatch.jobs.known.visited import names_now
from uhcmatch.jobs.moment import now
from uhcmatch.jobs.who import whoever
from uhcmatch.registration import KIND_PROPOSAL, KIND_REPLY, Proposal, Reply
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from uhcmatch.jobs.erase.erased_people import Rows
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.runs import Entry, Ledger, RunFolder

_DIGITS: Final = 16


@dataclass
class Gone:
    """What was taken out: rows per run, entries per kind; `line` of the trail that says so, null when only asked."""

    runs: list[dict[str, Any]] = field(default_factory=list)
    entries: dict[str, int] = field(default_factory=dict)
    line: int | None = None


def erase(asked: Asked, nik: str, *, dry_run: bool = False) -> Gone:
    """Erase whoever has a NIK, or tell what that would take; raises `UsageRefused` when nobody has it."""
    store = asked.store_path()
    with runs.writing(store) as ledger:
        runs.finish_purges(store, ledger)
        finish_erasures(store, ledger)
        erased = Erased(niks={_print_of(nik, ledger)})
        held, entries = _found(store, erased, ledger)
        if not held and not entries:
            raise UsageRefused(
                Words("NIK itu tidak ada dalam hasil yang tersimpan.", "No kept run has that NIK."),
                Words("Periksa angkanya; lihat uhcmatch runs list.", "Check its digits; see uhcmatch runs list."),
            )
        stones = [_stone(folder, rows) for folder, rows in held]
        gone = Gone(stones, dict(Counter(entry.told.kind for entry in entries)))
        if not dry_run:
            act = runs.Act(now(), whoever(), COMMAND, {"runs": stones, "entries": gone.entries})
            told = [runs.Told(KIND, nik_, erased.content()) for nik_ in erased.niks]
            gone.line = ledger.append(act, [*told, *_nameless(entries)], [entry.id for entry in entries])
            for folder, _ in held:
                rewrite(store, folder, erased, ledger)
    return gone


def allow(asked: Asked, nik: str) -> None:
    """Let whoever has a NIK come back with the next run; raises `UsageRefused` when they were not erased."""
    with runs.writing(asked.store_path()) as ledger:
        print_ = _print_of(nik, ledger)
        known = ledger.entries_about(KIND, print_)
        if not known or known[-1].told.content.get("lifted"):
            raise UsageRefused(
                Words("NIK itu tidak pernah dihapus.", "That NIK was never erased."),
                Words("Periksa angkanya.", "Check its digits."),
            )
        ledger.append(runs.Act(now(), whoever(), COMMAND, {}), [runs.Told(KIND, print_, {"lifted": True})])


def _print_of(nik: str, ledger: Ledger) -> str:
    digits = "".join(letter for letter in nik if letter.isascii() and letter.isdigit())
    if len(digits) != _DIGITS:
        raise UsageRefused(
            Words("NIK harus 16 angka.", "A NIK has 16 digits."), Words("Periksa angkanya.", "Check its digits.")
        )
    return str(runs.nik_prints(pl.DataFrame({"nik": [digits]}), ledger.key)[0])


def _found(store: Path, erased: Erased, ledger: Ledger) -> tuple[list[tuple[RunFolder, Rows]], list[Entry]]:
    """Return runs and entries that hold the person, looking again with whatever else they turn out to be known by."""
    known = -1
    while known < (known := len(erased.people) + len(erased.cards)):
        held = list(_held(store, erased, ledger))
        entries = _entries(erased, ledger)
    return held, entries


def _held(store: Path, erased: Erased, ledger: Ledger) -> Iterator[tuple[RunFolder, Rows]]:
    """Yield the runs that hold the person; what is learnt of their prints is added to `erased`."""
    for folder in runs.listed(store):
        run = frames_of(folder)
        rows = rows_of(run, erased, ledger.key)
        if rows:
            people, cards = prints_of(run, rows, ledger.key)
            erased.people.update(people)
            erased.cards.update(cards)
            yield folder, rows


def _stone(folder: RunFolder, rows: Rows) -> dict[str, Any]:
    return {
        "run_id": folder.run_id,
        "seal": folder.facts["seal"],
        "residents": len(rows.people),
        "members": len(rows.cards) + len(rows.lent),
    }


def _entries(erased: Erased, ledger: Ledger) -> list[Entry]:
    """Return the entries about a person, whatever they were known by; their prints are added to `erased`."""
    numbered = [*ledger.entries(KIND_PROPOSAL), *ledger.entries(visits.KIND)]
    erased.people.update(one.told.key for one in numbered if one.told.content.get("nik") in erased.niks)
    names = names_now(ledger)
    now_ = {names.get(one, one) for one in erased.people}
    erased.people.update(now_, (was for was, name in names.items() if name in now_))
    about = [
        entry
        for kind in (visits.KIND, visits.RENAMED, KIND_PROPOSAL, KIND_REPLY)
        for entry in ledger.entries(kind)
        if entry.told.key in erased.people or entry.told.content.get("was") in erased.people
    ]
    pairs = [
        entry
        for entry in ledger.entries(review.KIND)
        if entry.told.key.split("-")[0] in erased.people or entry.told.key.split("-")[1] in erased.cards
    ]
    return about + pairs


def _nameless(entries: Iterable[Entry]) -> Iterator[runs.Told]:
    """Yield proposals and replies again as nobody's: a place that was used stays used, and what BPJS said counted."""
    nobody: dict[str, str] = {}
    for entry in entries:
        told = entry.told
        who = nobody.setdefault(told.key, runs.random_print())
        if told.kind == KIND_PROPOSAL:
            one = Proposal.kept(entry.id, told.key, told.content)
            blank = replace(one, person=who, nik=who, near=who, run="", row=0)
            yield runs.Told(told.kind, who, blank.as_content())
        elif told.kind == KIND_REPLY:
            yield runs.Told(told.kind, who, Reply.kept(entry.id, told.key, told.content).as_content())
