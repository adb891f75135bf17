"""Why (not), before it is shown: one person of a run and the candidates, each with its waterfall of weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uhcmatch.words import Words

Side = Literal["resident", "member"]

Row = dict[str, Any]
"""One row of RESIDENTS or MEMBERS, fit to be shown, with `sentence` for its reason (Words) or null.

Of a second card `counted_row`, the member that counts in its place, and `counted`, why (Words); null of all others.
Of a candidate also `nik_born` and `nik_sex`, read from its NIK, and `nik_issue`, what is wrong with that.
"""


@dataclass(frozen=True)
class Weight:
    """One step of the waterfall: an attribute, the level its values agree at (null: none is known), and the bits."""

    attribute: str
    level: str | None
    bits: float


@dataclass(frozen=True)
class Candidate:
    """One pair: both rows, what is recorded of it, and why.

    `decision` match, review or null; `recorded` its probability in the run and `because` the sentence of its rule ·
    `taken_by` the other resident whom the card belongs to, `rival` the likeliest other whose it may be and
    `rival_probability` · bits: `start` before anything is compared, `bound` taken
    where only the name agrees, `price` of a card held before, `hindsight` of a question answered once all others were
    decided, `total` their sum with all weights · `probability` among the member's rivals · `digits_apart` which digits
    of two NIKs differ (1 is the first), where it is one or two · `is_told_apart` whether people
    had called it two persons.
    """

    resident: Row
    member: Row
    decision: str | None
    recorded: float | None
    rule: str | None
    because: Words | None
    taken_by: int | None
    rival: int | None
    rival_probability: float | None
    start: float
    weights: tuple[Weight, ...]
    bound: float
    price: float
    hindsight: float
    total: float
    probability: float
    digits_apart: tuple[int, ...] = ()
    is_told_apart: bool = False


@dataclass(frozen=True)
class Explained:
    """One person and the best candidates, best first; none when the row takes no part or nothing is like it.

    `kept` the row that is counted for a resident of whom this one is a second row · `gone` the resident who died or
    moved away and whose card this is · `cards` those of a resident who did, null of anybody else.
    """

    side: Side
    row: Row
    candidates: tuple[Candidate, ...]
    kept: Row | None = None
    gone: Row | None = None
    cards: tuple[Row, ...] | None = None

    @property
    def is_excluded(self) -> bool:
        """Whether the row took no part in the run."""
        return bool(self.row["status"] == "excluded")


@dataclass(frozen=True)
class Answer:
    """What was asked about: every row it names, the first of them explained; and the terms of the run.

    `residents` is the number of residents compared, `review` the probability from which a pair is a question.
    """

    run_id: str
    residents: int
    review: float
    rows: tuple[tuple[Side, Row], ...]
    explained: tuple[Explained, ...]

    @property
    def names_several(self) -> bool:
        """Whether more rows are meant than one."""
        return len(self.rows) > 1


def row_of(side: Side, row: Mapping[str, Any]) -> int:
    """Return the row number of a RESIDENTS or MEMBERS row."""
    return int(row[f"{side}_row"])
