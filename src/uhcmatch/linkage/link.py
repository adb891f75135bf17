"""RECORDS × RECORDS → decided pairs: the whole cascade, read top to bottom.

1. the cheap pass: equal NIK and equal name
2. equal NIK and a name that agrees but for a slip
3. candidates for the members left, among *all* residents, because a second card must find its owner too
4. every attribute compared, weights summed
5. assigned: one member to one resident
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.columns import COMPARED
from uhcmatch.linkage import blocks, frequencies
from uhcmatch.linkage.assign import FLOOR, assign
from uhcmatch.linkage.confirmed import confirmed
from uhcmatch.linkage.evidence import with_names, without_names
from uhcmatch.linkage.lenders import with_lender_kk, without_lender
from uhcmatch.linkage.rules import rule
from uhcmatch.linkage.score import score, worth_comparing
from uhcmatch.linkage.verified import verified
from uhcmatch.linkage.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from uhcmatch.settings import ThresholdSettings

VERIFIED_PROBABILITY: Final = 0.9999
"""Of a pair that shares NIK and name: another person would have to bear both (METHODS §5.2: 0.3 % bear the number,
and fewer than one in a thousand of those the name)."""


@dataclass(frozen=True, slots=True)
class Linkage:
    """The decided pairs of two RECORDS frames, by position.

    `decided` has `resident`, `member`, `decision`, `probability`, `rule`; `stages` the pairs accepted per stage in
    order; `found` and `dropped` the candidate pairs per block rule; `weights` the bits used.
    """

    decided: pl.DataFrame
    stages: tuple[tuple[str, int], ...]
    found: dict[str, int]
    dropped: dict[str, int]
    weights: Weights


def link(
    residents: pl.DataFrame,
    members: pl.DataFrame,
    thresholds: ThresholdSettings,
    weights: Weights | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Linkage:
    """Link members to residents; rows with `excluded` set take no part."""
    weights = weights or Weights()
    people, cards = without_lender(_able(residents)), _able(members)

    progress("nik")
    sure = verified(people, cards).with_columns(probability=pl.lit(VERIFIED_PROBABILITY), rule=pl.lit("nik_nama"))
    rest = with_lender_kk(_but(cards, sure), people)
    known = frequencies.measure(people)
    told = confirmed(people, rest, known, weights, thresholds.match).with_columns(rule=rule())
    remaining = _but(rest, told)
    held = pl.concat([sure["resident"], told["resident"]]).unique().sort()
    progress("candidates")
    found = blocks.candidates(people, remaining, held=held)
    progress("compare")
    compared = without_names(people, remaining, found.pairs, known)
    compared = worth_comparing(compared, known, weights, FLOOR)
    compared = with_names(people, remaining, compared, known)
    progress("decide")
    scored = score(compared, known, weights)
    assigned = assign(scored, held, weights.second_card, thresholds).decided.with_columns(rule=rule())

    match = pl.lit("match").alias("decision")
    decided = [
        _positions(sure.with_columns(match), people, cards),
        _positions(told.with_columns(match), people, rest),
        _positions(assigned, people, remaining),
    ]
    stages = (("nik_nama_sama", sure.height), *_by_rule(pl.concat(decided[1:])))
    return Linkage(pl.concat(decided), stages, found.found, found.dropped, weights)


def _able(records: pl.DataFrame) -> pl.DataFrame:
    """Rows that take part, with `position` among all, and only what is compared."""
    return (
        records.select("excluded", "rt", "rw", *COMPARED)
        .with_row_index("position")
        .filter(pl.col("excluded").is_null())
    )


def _but(members: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
    """Members without those decided already; positions count anew."""
    is_decided = np.zeros(members.height, dtype=np.bool_)
    is_decided[decided["member"].to_numpy()] = True
    return members.filter(~is_decided)


def _by_rule(decided: pl.DataFrame) -> Iterator[tuple[str, int]]:
    """Count the matches by rule, most first."""
    matches = decided.filter(pl.col("decision") == "match")["rule"].value_counts(sort=False)
    return matches.sort("count", "rule", descending=[True, False]).iter_rows()


def _positions(pairs: pl.DataFrame, residents: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Positions among the rows that take part → positions among all rows."""
    return pairs.select(
        residents["position"].gather(pairs["resident"]).alias("resident"),
        members["position"].gather(pairs["member"]).alias("member"),
        "decision",
        "probability",
        "rule",
    )
