"""One person going through the pairs of a run: each answer is in the ledger before the next pair is looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING, Final

from uhcmatch import review, runs
from uhcmatch.jobs.known.decisions import states_of
from uhcmatch.jobs.moment import now
from uhcmatch.jobs.review.review import as_settled, opened, recorded, with_evidence
from uhcmatch.jobs.review.review_queue import Reviewed
from uhcmatch.jobs.who import whoever
from uhcmatch.reference.verdicts import UNSURE
from uhcmatch.review import Pair, Question, Statement, looked_at_again, voice_of

if TYPE_CHECKING:
    from pathlib import Path

    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.jobs.review.review_queue import Chosen
    from uhcmatch.review import Progress, ReviewLine
    from uhcmatch.runs import Key
    from uhcmatch.words import Language

COMMAND: Final = "review screen"


class Sitting:
    """The questions of one person, in order.

    Whatever writes raises `StoreFailed` while somebody else holds the store, and has then changed nothing.
    """

    def __init__(self, store: Path, who: str, questions: list[Question]) -> None:
        self.who, self.questions, self._store = who, questions, store

    @property
    def progress(self) -> Progress:
        """How far it has come."""
        return review.progress(self.questions)

    def decide(self, at: int, verdict: str, why: str | None = None) -> None:
        """Record an answer; when this returns it is on the disk."""
        question, moment = self.questions[at], now()
        said = moment.astimezone(UTC).isoformat()
        one = Statement(question.pair, verdict, self.who, why, said, settles=question.settles)
        with runs.writing(self._store) as ledger:
            recorded(ledger, one, COMMAND, moment)
            held = states_of(ledger, self._beside(at))
        self._answered(at, is_answered=True)
        self.questions = looked_at_again(self.questions, at, held)

    def undo(self) -> int | None:
        """Take back the last word of this person about any of the questions; return its place, null without one.

        What stood before stands again. After a kill the next sitting takes back what the last one said.
        """
        entries = [question.line.entry_of(voice_of(self.who)) for question in self.questions]
        entry = max(entries, default=0)
        if not entry:
            return None
        at, moment = entries.index(entry), now()
        said = moment.astimezone(UTC).isoformat()
        one = Statement(self.questions[at].pair, UNSURE, self.who, None, said, undoes=entry)
        with runs.writing(self._store) as ledger:
            act = runs.Act(moment, whoever(), COMMAND, {"counts": {"undone": 1}})
            ledger.append(act, [runs.Told(review.KIND, one.pair.key, one.as_content())])
            held = states_of(ledger, self._beside(at))
        self._answered(at, is_answered=False)
        self.questions = looked_at_again(self.questions, at, held)
        return at

    def _beside(self, at: int) -> list[Pair]:
        """Return the pairs that an answer may touch: all of its card."""
        return [one.pair for one in self.questions if one.card == self.questions[at].card]

    def _answered(self, at: int, *, is_answered: bool) -> None:
        self.questions[at] = replace(self.questions[at], is_answered=is_answered)


def sitting(asked: Asked, chosen: Chosen, who: str | None, language: Language) -> Sitting:
    """Open a run for one person to go through its pairs, with what speaks for and against each in words."""
    name = who or whoever()
    with opened(asked) as (folder, ledger):
        reviewed = Reviewed(folder, ledger)
        lines = reviewed.sitting(as_settled(asked, folder, chosen), voice_of(name))
        told = with_evidence(reviewed, lines, language)
        questions = [_question(line, ledger.key) for line in told]
    return Sitting(asked.store_path(), name, questions)


def _question(line: ReviewLine, key: Key) -> Question:
    named, rows = review.read_pair_id(line.pair, key.seal), line.rows
    if named is None or rows is None:
        raise AssertionError
    return Question(line, Pair(named.resident, named.member), *rows, settles=named.settles)
