"""One pair as people see it: on the screen, in a book, in a list of what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from uhcmatch.review.statements import Statement

OPEN: Final = "open"
CONTRADICTORY: Final = "contradictory"
DECIDED: Final = "decided"
WITHOUT_EFFECT: Final = "without-effect"
STATES: Final = (OPEN, CONTRADICTORY, DECIDED, WITHOUT_EFFECT)
"""What can be asked for: open pairs (contradictory ones among them), decided ones, and those whose records left."""


@dataclass(frozen=True)
class ReviewLine:
    """A pair with both rows as they may be shown, null where the run has none.

    `pair` its id · `verdict` what holds, null when nobody has spoken · `effect` what SAMA would change (`EFFECTS`) ·
    `evidence` what speaks for and against, in words, where it was asked for.
    """

    pair: str
    state: str
    verdict: str | None
    voices: tuple[Statement, ...]
    resident: dict[str, Any] | None = None
    member: dict[str, Any] | None = None
    effect: str | None = None
    probability: float | None = None
    rule: str | None = None
    evidence: str | None = None

    @property
    def rows(self) -> tuple[int, int] | None:
        """Return the rows of both records in the run, null where it has none."""
        if self.resident is None or self.member is None:
            return None
        return self.resident["resident_row"], self.member["member_row"]

    def entry_of(self, voice: str) -> int:
        """Return the entry of the ledger that holds a person's word of this pair, 0 for none."""
        return next((one.entry for one in self.voices if one.voice == voice), 0)
