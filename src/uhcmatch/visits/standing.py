"""All answers ever given → each person's visits and what follows; two answers of one visit never settle it by order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uhcmatch.reference.outcomes import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from uhcmatch.visits.answers import Answer

_NEXT: Final = {outcome.code: outcome.next for outcome in OUTCOMES}
CONTRADICTED: Final = "periksa"


@dataclass(frozen=True)
class Visit:
    """One visit to one person, as one or more answers tell it."""

    answers: tuple[Answer, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the outcomes that were told of it, in the order they came."""
        return tuple(dict.fromkeys(answer.code for answer in self.answers))

    @property
    def is_contradicted(self) -> bool:
        """Whether it was told in two ways."""
        return len(self.codes) > 1

    @property
    def next(self) -> str:
        """Return what follows (`reference.outcomes.NEXT`)."""
        follows = {_NEXT[code] for code in self.codes}
        return follows.pop() if len(follows) == 1 else CONTRADICTED

    @property
    def last(self) -> Answer:
        """Return the answer told last: of those that agree it may hold more."""
        return self.answers[-1]

    def first_told(self, name: str) -> object:
        """Return the latest value that an answer has under a name; null when none has."""
        return next((value for answer in reversed(self.answers) if (value := getattr(answer, name))), None)


@dataclass(frozen=True)
class PersonVisits:
    """A person's visits, oldest first; never empty."""

    person: str
    visits: tuple[Visit, ...]

    @property
    def latest(self) -> Visit:
        """Return the visit that counts."""
        return self.visits[-1]

    @property
    def is_contradicted(self) -> bool:
        """Whether the visit that counts was told in two ways."""
        return self.latest.is_contradicted


def standing(answers: Iterable[Answer]) -> dict[str, PersonVisits]:
    """Return each person's visits; answers are given in the order they were kept.

    A visit is a day; without a day, the sheet's run. An answer without a day is told again by one of the same run and
    outcome that has one. `replaces` takes back what was said before of the same visit.
    """
    of: dict[str, list[Answer]] = {}
    for answer in answers:
        known = of.setdefault(answer.person, [])
        if answer.replaces:
            known[:] = [one for one in known if one.entry > answer.replaces or not _is_same_visit(one, answer)]
        known.append(answer)
    return {person: PersonVisits(person, _visits(known)) for person, known in of.items()}


def _is_same_visit(one: Answer, other: Answer) -> bool:
    return one.run == other.run if None in (one.visited, other.visited) else one.visited == other.visited


def _visits(answers: Sequence[Answer]) -> tuple[Visit, ...]:
    dated = {(one.run, one.code) for one in answers if one.visited}
    groups: dict[tuple[str, str], list[Answer]] = {}
    for one in answers:
        if one.visited is None and (one.run, one.code) in dated:
            continue
        groups.setdefault(("day", one.visited) if one.visited else ("run", one.run), []).append(one)
    visits = [Visit(tuple(group)) for group in groups.values()]
    return tuple(sorted(visits, key=lambda visit: (visit.last.day, visit.last.entry)))
