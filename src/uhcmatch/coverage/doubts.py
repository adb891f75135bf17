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
"""Of all false links, those that change who is registered, where a run has no estimate of its own: the others stand on
people who have another card all the same (`benchmarks/coverage_bounds.py`: 14 of 42 expected)."""
OVERLOOKED_PER_QUESTION: Final = 0.25
"""Overlooked cards per card that is asked about, where a run has no estimate of its own (the same benchmark)."""
QUESTION_ODDS: Final = 4.0
"""By how much the odds of an open question are better than its probability says, where a run has not looked (the same
benchmark): rivals share one probability, and a number that differs weighs more than it should."""
_MOST_ASKED: Final = 0.98
"""Share of the open questions of which a card is expected at the most."""
_REGISTERED: Final = ("active", "inactive")
_WITHOUT_CARD: Final = ("review", "unenrolled")
"""Of the unenrolled few are asked about: where a card has their number and little else."""
_UNKNOWN: Final = 1.0
"""Shape of a number that is hardly known: as likely nothing as twice as much."""
_BEST_KNOWN: Final = 25.0
"""Shape of a number known to a fifth."""
_NO_CASE: Final = 0.5
"""Errors there may be where none was seen, and the shape of that number (Jeffreys)."""
_HARDLY: Final = 0.5


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
    told = (quality or {}).get("people")
    questions = _questions(residents, links)
    if told is None:
        answers = _answered(questions.with_columns(chance=_with_odds(QUESTION_ODDS)))
        people = _people(residents, answers)
        missed = OVERLOOKED_PER_QUESTION * float(answers["chance"].sum())
        return Doubts(_spread(people, FALSE_THAT_COUNTS * float(people["left_open"].sum()), missed))
    people = _people(residents, _answered(_recalibrated(questions, told["questions"])))
    (false, false_shape), (missed, missed_shape) = (_estimated(told[kind]) for kind in ("false", "overlooked"))
    return Doubts(_spread(people, false, missed), false_shape, missed_shape, estimated=True)


def _questions(residents: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """LINKS → `resident_row`, `rule`, `chance` of each open question about somebody without a card."""
    asked = links.filter(pl.col("decision") == "review").select("resident_row", "rule", chance="probability")
    return asked.join(residents.filter(pl.col("status").is_in(_WITHOUT_CARD)), on="resident_row", how="semi")


def _answered(questions: pl.DataFrame) -> pl.DataFrame:
    """Questions → per resident asked about, the chance that one of the cards is theirs."""
    none_of_them = (1 - pl.col("chance").clip(0.0, 1.0)).product()
    return questions.group_by("resident_row").agg(chance=1 - none_of_them)


def _people(residents: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """Return per resident what its own link leaves open, if it is registered, and the `chance` of its questions."""
    is_registered = pl.col("status").is_in(_REGISTERED)
    return residents.select(
        "resident_row",
        left_open=pl.when(is_registered).then(1 - pl.col("probability")).fill_null(0.0),
        registered=is_registered.cast(pl.Float64),
    ).join(answers, on="resident_row", how="left", validate="1:1", maintain_order="left")


def _spread(people: pl.DataFrame, false: float, missed: float) -> pl.DataFrame:
    """Give each person a part of the expected errors: of false links by what its own link leaves open."""
    open_sum, registered = float(people["left_open"].sum()), float(people["registered"].sum())
    shares = people.select(
        "resident_row",
        may_be_false=pl.col("left_open") * (false / open_sum if open_sum > 0 else 0.0),
        may_be_missed=pl.col("registered") * (missed / registered if registered > 0 else 0.0),
        may_be_theirs="chance",
    )
    return shares.select(pl.col(name).cast(dtype) for name, dtype in DOUBTS.items())


def _estimated(known: Mapping[str, float]) -> tuple[float, float]:
    """Return how many errors a run expects, and the shape of what is known of that number."""
    expected, unsure = known["expected"], known["unsure"]
    if expected <= 0:
        return _NO_CASE, _HARDLY
    return expected, min((expected / unsure) ** 2, _BEST_KNOWN) if unsure > 0 else _BEST_KNOWN


def _recalibrated(questions: pl.DataFrame, expected: Mapping[str, float]) -> pl.DataFrame:
    """Move the odds of a rule's questions alike until so many cards are expected of them."""
    told = [
        asked.with_columns(chance=_with_odds(_times(asked, expected.get(rule, 0.0))))
        for (rule,), asked in questions.partition_by("rule", as_dict=True, maintain_order=True).items()
    ]
    return pl.concat(told) if told else questions


def _times(asked: pl.DataFrame, expected: float) -> float:
    """Return by how much the odds of questions must be better for so many cards to be expected; 1 where none is."""
    if expected <= 0:
        return 1.0
    wanted = min(expected, _MOST_ASKED * asked.height)
    odds = asked.select(_odds()).to_series().to_numpy()
    low, high = -12.0, 12.0
    for _ in range(40):
        middle = (low + high) / 2
        better = odds * exp(middle)
        is_short = float((better / (1 + better)).sum()) < wanted
        low, high = (middle, high) if is_short else (low, middle)
    return exp(high)


def _with_odds(times: float) -> pl.Expr:
    """Return `chance` with its odds multiplied; nothing is quite certain."""
    better = _odds() * times
    return better / (1 + better)


def _odds() -> pl.Expr:
    chance = pl.col("chance").clip(1e-6, 1 - 1e-6)
    return chance / (1 - chance)
