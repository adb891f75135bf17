"""The pairs one person is asked in one sitting, and how each stands after every answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from uhcmatch.reference.verdicts import SAME, UNSURE
from uhcmatch.review.lines import CONTRADICTORY, DECIDED, OPEN
from uhcmatch.review.statements import CONTRADICTED, Pair

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uhcmatch.review.lines import ReviewLine
    from uhcmatch.review.statements import PairState


@dataclass(frozen=True)
class Question:
    """A pair that is asked, of one resident and one card (rows of the run).

    `settles` the last entry whoever answers has been shown, where people disagree · `is_answered` in this sitting,
    RAGU included: it is not asked again in it.
    """

    line: ReviewLine
    pair: Pair
    resident: int
    card: int
    settles: int = 0
    is_answered: bool = False

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be asked in this sitting."""
        return not self.is_answered and self.line.state != DECIDED


@dataclass(frozen=True)
class Progress:
    """How many pairs there are: decided, put off, contradictory, and those nobody has answered."""

    pairs: int
    decided: int
    unsure: int
    torn: int
    open: int


def progress(questions: Sequence[Question]) -> Progress:
    """Return how far a sitting has come."""
    return Progress(
        pairs=len(questions),
        decided=sum(one.line.state == DECIDED for one in questions),
        unsure=sum(one.line.state == OPEN and one.line.verdict == UNSURE for one in questions),
        torn=sum(one.line.state == CONTRADICTORY for one in questions),
        open=sum(one.line.state == OPEN and one.line.verdict is None for one in questions),
    )


def next_waiting(questions: Sequence[Question], after: int = -1) -> int | None:
    """Return the place of the next question to ask, those before it last; null when all are answered."""
    places = [*range(after + 1, len(questions)), *range(min(after + 1, len(questions)))]
    return next((at for at in places if questions[at].is_waiting), None)


def others_given(questions: Sequence[Question], at: int) -> list[int]:
    """Return the places of questions in which the card of this one was given to somebody else."""
    own = questions[at]
    return [
        other
        for other, one in enumerate(questions)
        if one.card == own.card and one.resident != own.resident and _is_given(one)
    ]


def looked_at_again(questions: Sequence[Question], at: int, held: Mapping[Pair, PairState]) -> list[Question]:
    """Bring one question up to what holds now, and those about its card whose answers this person sees already.

    A card given to two residents is a contradiction of both. What others say of pairs that this person has not
    answered stays unseen.
    """
    card = questions[at].card
    now = [
        _as_held(one, held.get(one.pair)) if other == at or (one.card == card and one.line.voices) else one
        for other, one in enumerate(questions)
    ]
    return [
        _as_torn(one) if one.card == card and _is_given(one) and others_given(now, other) else one
        for other, one in enumerate(now)
    ]


def _is_given(question: Question) -> bool:
    return any(voice.verdict == SAME for voice in question.line.voices)


def _as_held(question: Question, state: PairState | None) -> Question:
    if state is None:
        line = replace(question.line, state=OPEN, verdict=None, voices=())
        return replace(question, line=line, settles=0)
    standing = DECIDED if state.is_decided else CONTRADICTORY if state.verdict == CONTRADICTED else OPEN
    line = replace(question.line, state=standing, verdict=state.verdict, voices=state.voices)
    return replace(question, line=line, settles=state.last if standing == CONTRADICTORY else 0)


def _as_torn(question: Question) -> Question:
    line = replace(question.line, state=CONTRADICTORY, verdict=CONTRADICTED)
    return replace(question, line=line, settles=max(voice.entry for voice in line.voices))
