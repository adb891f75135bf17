"""RECORDS × RECORDS → decided pairs: the whole cascade, read top to bottom.

1. the cheap pass: equal NIK and equal name
2. candidates for the members left, among *all* residents, because a second card must find its owner too
3. every attribute compared, weights summed
4. assigned: one member to one resident
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.linkage import blocks, frequencies
from uhcmatch.linkage.assign import assign
from uhcmatch.linkage.evidence import evidence
from uhcmatch.linkage.lenders import with_lender_kk, without_lender
from uhcmatch.linkage.rules import rule
from uhcmatch.linkage.score import score
from uhcmatch.linkage.verified import verified
from uhcmatch.linkage.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Callable

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
    able_residents = without_lender(residents.with_row_index("position").filter(pl.col("excluded").is_null()))
    able_members = members.with_row_index("position").filter(pl.col("excluded").is_null())

    progress("nik")
    sure = verified(able_residents, able_members)
    rest = able_members.with_row_index("able").join(
        sure.select(able="member"), on="able", how="anti", maintain_order="left"
    )
    rest = with_lender_kk(rest, able_residents)
    progress("candidates")
    known = frequencies.measure(able_residents)
    found = blocks.candidates(able_residents, rest)
    progress("compare")
    compared = evidence(able_residents, rest, found.pairs, known)
    progress("decide")
    scored = score(compared, known, weights)
    assigned = assign(scored, sure["resident"], weights.second_card, thresholds).decided.with_columns(rule=rule())

    decided = pl.concat(
        [
            _positions(
                sure.with_columns(
                    decision=pl.lit("match"), probability=pl.lit(VERIFIED_PROBABILITY), rule=pl.lit("nik_nama")
                ),
                able_residents,
                able_members,
            ),
            _positions(assigned, able_residents, rest),
        ]
    )
    accepted = assigned.filter(pl.col("decision") == "match")["rule"].value_counts(sort=False)
    by_rule = dict(accepted.sort("count", "rule", descending=[True, False]).iter_rows())
    stages = (("nik_nama_sama", sure.height), *by_rule.items())
    return Linkage(decided, stages, found.found, found.dropped, weights)


def _positions(pairs: pl.DataFrame, residents: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Positions among the rows that take part → positions among all rows."""
    return pairs.select(
        residents["position"].gather(pairs["resident"]).alias("resident"),
        members["position"].gather(pairs["member"]).alias("member"),
        "decision",
        "probability",
        "rule",
    )
