"""What may be wrong with a run's answers, person by person: the small input that bounds are reckoned from.

Where a run has estimated its own errors (`quality` in `run.json`), the sums over all people are those estimates. Where
it has not, false links are what the links' own probabilities leave open, and overlooked cards a share of what is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Any, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping
DOUBTS: Final[dict[str, pl.DataType]] = {
    "resident_row": pl.Int64(),
    "may_be_false": pl.Float64(),
    "may_be_missed": pl.Float64(),
    "may_be_theirs": pl.Float64(),
}
"""One row per resident. `may_be_false`: expected share of a false link on somebody who has no card, 0 for the others ·
`may_be_missed`: expected share of an overlooked card, spread over the registered, for where many have cards many can be
overlooked · `may_be_theirs`: chance that an open question ends with a card, null where nothing is asked."""

FALSE_THAT_COUNTS: Final = 0.3
"""Of all false links, those that change who is registered: the others stand on people who have another card all the
same (`benchmarks/coverage_bounds.py`: 14 of 42 expected). Overlooked cards all count (99 of 97 expected)."""
OVERLOOKED_PER_QUESTION: Final = 0.25
"""Overlooked cards per card that is asked about, where a run has no estimate of its own (the same benchmark)."""
QUESTION_ODDS: Final = 4.0
"""By how much the odds of an open question are better than its probability says, where a run has not looked (the same
benchmark): rivals share one probability, and a number that differs weighs more than it should."""
_MOST_ASKED: Final = 0.98
"""Share of the open questions of which a card is expected at the most."""
_REGISTERED: Final = ("active", "inactive")
_UNKNOWN: Final = 1.0
"""Shape of a number that is hardly known: as likely nothing as twice as much."""
_BEST_KNOWN: Final = 25.0
"""Shape of a number known to a fifth."""
_Z95: Final = 1.959964


@dataclass(frozen=True, slots=True)
class Doubts:
    """DOUBTS of a run, and how well its two error rates are known (shapes of gammas; small is little).

    `estimated`: they come from the run's own estimate of its errors.
    """

    people: pl.DataFrame
    false_shape: float = _UNKNOWN
    missed_shape: float = _UNKNOWN
    estimated: bool = False


def doubts(residents: pl.DataFrame, links: pl.DataFrame, quality: Mapping[str, Any] | None) -> Doubts:
    """RESIDENTS, LINKS and the run's own estimate of its errors, if any → DOUBTS."""
    known = quality if quality is not None and quality.get("expected_missed_links") is not None else None
    asked = _asked(links)
    people = residents.select(
        "resident_row",
        left_open=pl.when(pl.col("status").is_in(_REGISTERED)).then(1 - pl.col("probability")).fill_null(0.0),
        registered=pl.col("status").is_in(_REGISTERED).cast(pl.Float64),
        is_asked=pl.col("status") == "review",
    ).join(asked, on="resident_row", how="left", validate="1:1", maintain_order="left")
    theirs = people.select(pl.when("is_asked").then(pl.col("chance"))).to_series()
    if known is None:
        theirs = _with_odds(theirs, QUESTION_ODDS)
        missed = OVERLOOKED_PER_QUESTION * float(theirs.sum())
        return Doubts(_spread(people, float(people["left_open"].sum()), missed, theirs))
    in_review = float(known.get("expected_missed_in_review") or 0.0)
    false, false_shape = _estimated(known, "false")
    missed, missed_shape = _estimated(known, "missed", less=in_review)
    return Doubts(
        _spread(people, false, missed, _recalibrated(theirs, in_review)), false_shape, missed_shape, estimated=True
    )


def _asked(links: pl.DataFrame) -> pl.DataFrame:
    """LINKS → per resident asked about, the chance that one of the cards is theirs."""
    questions = links.filter(pl.col("decision") == "review")
    none_of_them = (1 - pl.col("probability").clip(0.0, 1.0)).product()
    return questions.group_by("resident_row").agg(chance=1 - none_of_them)


def _spread(people: pl.DataFrame, false: float, missed: float, theirs: pl.Series) -> pl.DataFrame:
    """Give each person a part of the expected errors: of false links by what its own link leaves open."""
    open_sum, registered = float(people["left_open"].sum()), float(people["registered"].sum())
    shares = people.select(
        "resident_row",
        may_be_false=pl.col("left_open") * (FALSE_THAT_COUNTS * false / open_sum if open_sum > 0 else 0.0),
        may_be_missed=pl.col("registered") * (missed / registered if registered > 0 else 0.0),
        may_be_theirs=theirs,
    )
    return shares.select(pl.col(name).cast(dtype) for name, dtype in DOUBTS.items())


def _estimated(quality: Mapping[str, Any], kind: str, less: float = 0.0) -> tuple[float, float]:
    """Return how many errors of a kind a run expects, and the shape of what is known of that number.

    Its bounds hold 95 of 100 and allow for chance; what they are wider than chance is what is not known.
    """
    total, low, high = (float(quality[f"expected_{kind}_links{bound}"]) for bound in ("", "_low", "_high"))
    if total <= 0:
        return high / 6, 0.5
    beyond_chance = ((high - low) / (2 * _Z95)) ** 2 - total
    shape = total**2 / beyond_chance if beyond_chance > 0 else _BEST_KNOWN
    return max(total - less, 0.0), min(shape, _BEST_KNOWN)


def _recalibrated(chances: pl.Series, expected: float) -> pl.Series:
    """Move the odds of all questions alike until so many cards are expected of them."""
    asked = chances.drop_nulls()
    if asked.is_empty() or expected <= 0:
        return chances
    wanted = min(expected, _MOST_ASKED * len(asked))
    low, high = -12.0, 12.0
    for _ in range(40):
        middle = (low + high) / 2
        is_short = float(_with_odds(asked, exp(middle)).sum()) < wanted
        low, high = (middle, high) if is_short else (low, middle)
    return _with_odds(chances, exp(high))


def _with_odds(chances: pl.Series, times: float) -> pl.Series:
    """Return chances with their odds multiplied; nothing is quite certain, null stays null."""
    odds = pl.col("chance").clip(1e-6, 1 - 1e-6)
    odds = odds / (1 - odds) * times
    return chances.alias("chance").to_frame().select(odds / (1 + odds)).to_series()
