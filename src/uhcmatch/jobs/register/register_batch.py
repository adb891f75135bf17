"""The ledger's side of a file for BPJS: its number, who was proposed in it, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch import runs
from uhcmatch.errors import UsageRefused
from uhcmatch.jobs.known.registered import cases_of
from uhcmatch.jobs.moment import now
from uhcmatch.jobs.who import whoever
from uhcmatch.registration import KIND_PROPOSAL, KIND_WITHDRAWN, Proposal
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.register.register_draft import Draft
    from uhcmatch.registration import Case, FormDay
    from uhcmatch.runs import Ledger

COMMAND: Final = "register export"


def next_batch(known: Sequence[Case], ledger: Ledger, day: FormDay) -> str:
    """Return the name of a new file: its month and a number; a number that was withdrawn is not given again."""
    names = {case.proposal.batch for case in known} | {one.told.key for one in ledger.entries(KIND_WITHDRAWN)}
    return f"{day.period}-{1 + sum(name.startswith(f'{day.period}-') for name in names)}"


def keep(ledger: Ledger, draft: Draft, run_id: str, moment: datetime) -> None:
    """Keep who is proposed in a draft that has a number."""
    told = draft.told()
    counts = {name: getattr(told, name) for name in ("batch", "candidates", "proposed", "aside", "over")}
    entries = [
        runs.Told(KIND_PROPOSAL, one.person, one.as_content()) for one in _proposals(ledger, draft, run_id, moment)
    ]
    ledger.append(runs.Act(moment, whoever(), COMMAND, counts), entries)


def _proposals(ledger: Ledger, draft: Draft, run_id: str, moment: datetime) -> Iterator[Proposal]:
    people = draft.proposed
    prints = zip(
        runs.resident_prints(people, ledger.key),
        runs.nik_prints(people, ledger.key),
        runs.near_prints(people, ledger.key),
        people["permintaan"],
        people["resident_row"],
        strict=True,
    )
    for number, (person, nik, near, request, row) in enumerate(prints, start=1):
        yield Proposal(
            person=person,
            nik=nik,
            near=near,
            batch=str(draft.batch),
            number=number,
            day=moment.date().isoformat(),
            period=draft.day.period,
            request=request,
            dues=draft.dues,
            run=run_id,
            row=row,
        )


def withdraw(asked: Asked, batch: str) -> int:
    """Take a file back that was never sent; return how many people may be proposed again.

    Raises `UsageRefused` when there is no such file, or BPJS has answered it.
    """
    with runs.writing(asked.store_path()) as ledger:
        of_it = [case for case in cases_of(ledger) if case.proposal.batch == batch]
        if not of_it or any(case.reply for case in of_it):
            raise UsageRefused(
                Words(
                    "Tidak ada usulan dengan nomor itu yang belum dijawab.",
                    "There is no unanswered proposal of that number.",
                ),
                Words("Lihat uhcmatch register progress.", "See uhcmatch register progress."),
            )
        take_back(ledger, batch, now())
    return len(of_it)


def take_back(ledger: Ledger, batch: str, moment: datetime) -> None:
    """Write down that a file was not sent."""
    act = runs.Act(moment, whoever(), "register withdraw", {"batch": batch})
    ledger.append(act, [runs.Told(KIND_WITHDRAWN, batch, {"day": moment.date().isoformat()})])
