"""Hidden members weighed in two worlds: as they are, and as if their resident were not in the register.

The first tells who is missed and who is taken for somebody else, the second whom a card of nobody here is linked to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.cards.lenders import OF_CARDS
from uhcmatch.linkage.compare.evidence import evidence
from uhcmatch.linkage.quality.likeness import resembling
from uhcmatch.linkage.quality.odds import logit, sigmoid
from uhcmatch.linkage.weigh.model import odds_bits

if TYPE_CHECKING:
    import numpy.typing as npt

    from uhcmatch.linkage.quality.material import Material
    from uhcmatch.linkage.quality.odds import Vector
    from uhcmatch.linkage.weigh.hidden import Hidden
    from uhcmatch.linkage.weigh.model import Model
    from uhcmatch.settings import ThresholdSettings

LEAST: Final = 1e-5
"""Probability below which a pair counts as never found."""
_DOUBT: Final = (4.0, 8.0)
"""Pairs' worth of belief that a probability means what it says: in its offset, in its slope."""


@dataclass(frozen=True)
class Recovery:
    """What became of the hidden members, one row each in their order.

    `outcome` is `right`, `wrong`, `asked` (the right resident among the questions), `open` (weighed, neither) or
    `never` (not found) · `others` their pairs with other residents, weighed as if their own were not in the register ·
    `present`, `absent` the undecided pairs of both worlds · `true_pairs` EVIDENCE of each hidden member with its
    resident · `share` of members expected to be residents.
    """

    outcome: pl.Series
    others: pl.DataFrame
    present: pl.DataFrame
    absent: pl.DataFrame
    true_pairs: pl.DataFrame
    share: float

    def likeness(self, linked: pl.DataFrame) -> Vector:
        """Return how much each hidden member resembles those left of whom these pairs were linked."""
        return resembling(self.true_pairs, (self.outcome == "right").to_numpy(), linked)

    def line(self, likeness: Vector) -> tuple[float, float]:
        """Return offset and slope of the log odds by which undecided pairs' probabilities come true."""
        share = np.concatenate(
            [self.share * likeness[self.present["member"].to_numpy()], np.full(self.absent.height, 1 - self.share)]
        )
        pairs = pl.concat([self.present, self.absent])
        return _fitted(pairs["probability"].to_numpy(), pairs["is_true"].to_numpy(), share)


def straightened(probability: Vector, line: tuple[float, float]) -> Vector:
    """Return what undecided pairs of a probability turn out to be, by the `line` of hidden members."""
    offset, slope = line
    told: Vector = np.where(probability < LEAST, probability, sigmoid(offset + slope * logit(probability)))
    return told


def recovered(run: Material, hidden: Hidden) -> tuple[Recovery, Recovery]:
    """Weigh the hidden members by the run's own model: without numbers, and misled, as if they bore those of nobody."""
    scored, true_pairs = run.scored_again(hidden.pairs), _true_pairs(run, hidden)
    share, misled = run.model.share_without_nik, _share_misled(run.model)
    less = round(1000 * (odds_bits(misled) - odds_bits(share)))
    scored_less = scored.with_columns((pl.col("score") + less).cast(scored.schema["score"]))
    return _recovered(run, scored, true_pairs, share), _recovered(run, scored_less, true_pairs, misled)


def _recovered(run: Material, scored: pl.DataFrame, true_pairs: pl.DataFrame, share: float) -> Recovery:
    is_true, members = scored["is_true"].to_numpy(), true_pairs.height
    by_another = scored["is_held"].to_numpy() | (run.holds[scored["resident"].to_numpy()] & ~is_true)
    present = scored.with_columns(probability=run.posterior(scored, by_another))
    absent = scored.filter(~is_true)
    absent = absent.with_columns(probability=run.posterior(absent, by_another[~is_true]))
    match = run.thresholds.match
    return Recovery(
        outcome=_outcome(present, members, run.thresholds),
        others=absent,
        present=_undecided(present, match),
        absent=_undecided(absent, match),
        true_pairs=true_pairs,
        share=share,
    )


def _share_misled(model: Model) -> float:
    """Return the share of residents among the cards whose number is nobody's, by more than a slip."""
    odds = float(2.0 ** (odds_bits(model.share) + model.bits["nik.DIFFERENT"]))
    return odds / (1 + odds)


def _outcome(present: pl.DataFrame, members: int, thresholds: ThresholdSettings) -> pl.Series:
    right = present.filter("is_true").select("member", right="probability")
    wrong = present.filter(~pl.col("is_true")).group_by("member").agg(wrong=pl.col("probability").max())
    told = (
        pl.select(member=pl.int_range(members, dtype=pl.UInt32))
        .join(right, on="member", how="left", maintain_order="left")
        .join(wrong, on="member", how="left", maintain_order="left")
    )
    return told.select(
        pl.when(pl.col("right") >= thresholds.match)
        .then(pl.lit("right"))
        .when(pl.col("wrong") >= thresholds.match)
        .then(pl.lit("wrong"))
        .when(pl.col("right") >= thresholds.review)
        .then(pl.lit("asked"))
        .when(pl.col("right") >= LEAST)
        .then(pl.lit("open"))
        .otherwise(pl.lit("never"))
        .alias("outcome")
    ).to_series()


def _true_pairs(run: Material, hidden: Hidden) -> pl.DataFrame:
    """EVIDENCE of every hidden member with its own resident, those that no block rule brought together included."""
    found = hidden.pairs.filter("is_true").select("resident", "member")
    every = hidden.resident.rename("resident").to_frame().with_row_index("member")
    unseen = every.join(found, on="member", how="anti").select("resident", "member")
    cards = hidden.cards.with_columns(
        pl.lit(None, pl.String).alias(name) for name in ("nik_key", "nik_prefix15", "nik_odd", *OF_CARDS)
    )
    seen = hidden.pairs.filter("is_true").drop("is_true", "is_held")
    return pl.concat([seen, evidence(run.residents, cards, unseen, run.known).select(seen.columns)]).sort("member")


def _undecided(weighed: pl.DataFrame, match: float) -> pl.DataFrame:
    """Pairs of the members of whom none was sure enough."""
    undecided = (pl.col("probability").max().over("member") < match) & (pl.col("probability") >= LEAST)
    return weighed.filter(undecided).select("member", "is_true", "probability")


def _fitted(probability: Vector, is_true: npt.NDArray[np.bool_], share: Vector) -> tuple[float, float]:
    """Return offset and slope of the log odds that make the probabilities true (Newton; unchanged without pairs)."""
    design = np.stack([np.ones(probability.size), logit(probability)], axis=1)
    usual, doubt = np.array([0.0, 1.0]), np.array(_DOUBT)
    line = usual.copy()
    for _ in range(20):
        chance = sigmoid(np.einsum("pf,f->p", design, line))
        gradient = np.einsum("pf,p->f", design, share * (is_true - chance)) - doubt * (line - usual)
        curvature = np.einsum("pf,p,pg->fg", design, share * chance * (1 - chance), design) + np.diag(doubt)
        step = np.linalg.solve(curvature, gradient)
        line = line + np.clip(step, -1, 1)
        if float(np.abs(step).max()) < 1e-9:
            break
    return round(float(line[0]), 4), round(float(line[1]), 4)
