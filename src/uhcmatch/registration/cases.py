"""All proposals and replies ever kept → what became of each, and what is used up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from uhcmatch.reference.replies import ANSWERS_BY_CODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from uhcmatch.registration.entries import Prints, Proposal, Reply, Withdrawn

State = Literal["open", "accepted", "refused", "later"]
_TAKES_A_PLACE: Final = ("open", "accepted")


@dataclass(frozen=True)
class Case:
    """One proposal and the reply that holds; null while it is open. `now` what the person is known by today."""

    proposal: Proposal
    reply: Reply | None
    now: Prints

    @property
    def key(self) -> tuple[str, str]:
        """Return whom it is about, and in which file: what replies go by."""
        return self.proposal.person, self.proposal.batch

    @property
    def state(self) -> State:
        """Return what became of it."""
        return "open" if self.reply is None else ANSWERS_BY_CODE[self.reply.code].verdict

    @property
    def code(self) -> str | None:
        """Return the code of the reply."""
        return None if self.reply is None else self.reply.code

    @property
    def day(self) -> str:
        """Return the day on which it came to be as it is."""
        return self.proposal.day if self.reply is None else self.reply.day

    def is_over(self, as_of: date, days: int) -> bool:
        """Whether by a day so long has passed that the member files ought to show it."""
        return as_of > date.fromisoformat(self.day) + timedelta(days=days)


def cases(
    proposals: Iterable[Proposal], replies: Iterable[Reply], withdrawn: Iterable[Withdrawn], now: Mapping[str, Prints]
) -> list[Case]:
    """Return a case for each proposal that was not withdrawn, in the order they were kept.

    Of two replies to one proposal, the one that replaces the other counts. `now` has, for prints of records that were
    corrected since, what the person is known by today.
    """
    taken_back = {one.batch for one in withdrawn}
    answered: dict[tuple[str, str], Reply] = {}
    for reply in replies:
        key = (reply.person, reply.batch)
        if key not in answered or reply.replaces:
            answered[key] = reply
    return [
        Case(proposal, answered.get((proposal.person, proposal.batch)), now.get(proposal.person, proposal.prints))
        for proposal in proposals
        if proposal.batch not in taken_back
    ]


def used(known: Iterable[Case], period: str) -> int:
    """Count the places taken in a month (2026-12) or a year (2026): proposals that are open or accepted.

    A person proposed again in the same time takes one place, whatever was corrected in between.
    """
    places, person_of = set(), dict[str, str]()
    for case in known:
        person = person_of.get(case.now.person) or person_of.get(case.now.nik) or case.now.person
        person_of |= dict.fromkeys((case.now.person, case.now.nik), person)
        if case.state in _TAKES_A_PLACE and case.proposal.period.startswith(period):
            places.add(person)
    return len(places)


def places_left(known: Sequence[Case], period: str, year: int | None, month: int | None) -> int | None:
    """Return how many places the quotas of a year and a month leave in a month (2026-12); null without any."""
    quotas = ((year, period.partition("-")[0]), (month, period))
    left = [quota - used(known, when) for quota, when in quotas if quota is not None]
    return max(min(left), 0) if left else None
