"""What people said of pairs → what holds: one voice a person, contradictions never settled by who came last."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from uhcmatch.reference.verdicts import DIFFERENT, SAME, UNSURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

KIND: Final = "decision"
"""Kind of entry in the ledger; its key is `Pair.key`."""
CONTRADICTED: Final = "BERTENTANGAN"


@dataclass(frozen=True, order=True)
class Pair:
    """Two records by their prints."""

    resident: str
    member: str

    @property
    def key(self) -> str:
        """Return the text the ledger finds it by."""
        return f"{self.resident}-{self.member}"


@dataclass(frozen=True)
class Statement:
    """What somebody said of a pair, when (ISO 8601, UTC) and why.

    `settles` the last entry that was shown with the question: voices up to it no longer count · `entry` its own number
    in the ledger, 0 when it is not kept yet · `undoes` the entry that was a slip of the key: it counts as never said,
    nor what it settled, and this one says nothing itself.
    """

    pair: Pair
    verdict: str
    who: str
    why: str | None
    at: str
    settles: int = 0
    entry: int = 0
    undoes: int = 0

    @property
    def voice(self) -> str:
        """Return whose voice it is."""
        return voice_of(self.who)

    @property
    def saying(self) -> tuple[str, str, str, str, int, int]:
        """Return what makes two statements the same, whenever they were made."""
        return self.pair.key, self.voice, self.verdict, self.why or "", self.settles, self.undoes

    def as_content(self) -> dict[str, Any]:
        """Return what the ledger keeps."""
        names = ("verdict", "who", "why", "at", "settles", "undoes")
        return {name: getattr(self, name) for name in names if getattr(self, name)}

    @classmethod
    def kept(cls, entry: int, key: str, content: Mapping[str, Any]) -> Statement:
        """Return a statement as the ledger kept it."""
        resident, member = key.split("-")
        said = {name: content.get(name) for name in ("verdict", "who", "why", "at")}
        numbers = {name: content.get(name, 0) for name in ("settles", "undoes")}
        return cls(Pair(resident, member), **said, **numbers, entry=entry)  # type: ignore[arg-type]


@dataclass(frozen=True)
class PairState:
    """What holds of a pair: `verdict` SAMA, BEDA, RAGU or BERTENTANGAN, and the voices that count."""

    pair: Pair
    verdict: str
    voices: tuple[Statement, ...] = field(default=())

    @property
    def is_decided(self) -> bool:
        """Whether there is nothing left to ask."""
        return self.verdict in (SAME, DIFFERENT)

    @property
    def last(self) -> int:
        """Return the number of the latest entry that counts."""
        return max((voice.entry for voice in self.voices), default=0)


def voice_of(who: str) -> str:
    """Return a name as one voice, whatever its case and spacing."""
    return " ".join(who.split()).casefold()


def standing(statements: Iterable[Statement]) -> dict[Pair, PairState]:
    """Return what holds of each pair, statements being given in the order they were made.

    A person's later word replaces that person's earlier one; RAGU takes it back. Two people who disagree contradict
    each other until one of them changes, or somebody who was shown both answers.
    """
    voices: dict[Pair, dict[str, Statement]] = {}
    for one in _meant(statements):
        known = voices.setdefault(one.pair, {})
        for voice in [name for name, other in known.items() if 0 < other.entry <= one.settles]:
            del known[voice]
        known[one.voice] = one
    return {pair: PairState(pair, _verdict(known), tuple(known.values())) for pair, known in voices.items()}


def agreement(statements: Iterable[Statement]) -> tuple[int, int]:
    """Return how many pairs were read by more than one person before anybody was shown an answer, and how many alike.

    The first word of each person counts; RAGU is none.
    """
    first: dict[Pair, dict[str, str]] = {}
    for one in _meant(statements):
        if one.verdict != UNSURE and not one.settles:
            first.setdefault(one.pair, {}).setdefault(one.voice, one.verdict)
    read = [set(words.values()) for words in first.values() if len(words) > 1]
    return len(read), sum(len(words) == 1 for words in read)


def _meant(statements: Iterable[Statement]) -> list[Statement]:
    """Return the statements but for those that were undone, and those that undid them."""
    told = list(statements)
    undone = {one.undoes for one in told if one.undoes}
    return [one for one in told if not one.undoes and (not one.entry or one.entry not in undone)]


def _verdict(known: Mapping[str, Statement]) -> str:
    said = {one.verdict for one in known.values()} - {UNSURE}
    if len(said) > 1:
        return CONTRADICTED
    return said.pop() if said else UNSURE
