"""Hidden members weighed in two worlds: as they are, and as if their resident were not in the register.

The first tells who is missed and who is taken for somebody else, the second whom a card of nobody here is linked to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.quality.odds import logit, sigmoid

if TYPE_CHECKING:
    import numpy.typing as npt

    from uhcmatch.linkage.hidden import Hidden
    from uhcmatch.linkage.quality.material import Material

LEAST: Final = 1e-5
"""Probability below which a pair counts as never found."""
_DOUBT: Final = (4.0, 8.0)
"""Pairs' worth of belief that a probability means what it says: in its offset, in its slope."""


@dataclass(frozen=True)
class Recovery:
    """What became of the hidden members, one row each in their order.

    `outcome` is `right`, `wrong`, `asked` (the right resident among the questions), `open` (weighed, neither) or
    `never` (not found); `confused` says that, the resident taken away, another was linked. `offset` and `slope` turn
    the log odds of an undecided pair into what such pairs turn out to be.
    """

    outcome: pl.Series
    confused: npt.NDArray[np.bool_]
    offset: float
    slope: float

    def calibrated(self, probability: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return what undecided pairs of a probability turn out to be."""
        told: npt.NDArray[np.float64] = np.where(
            probability < LEAST, probability, sigmoid(self.offset + self.slope * logit(probability))
        )
        return told


def recovered(run: Material, hidden: Hidden) -> Recovery:
    """Weigh the hidden members with the run's own model, numbers hidden."""
    scored = run.scored_again(hidden.pairs)
    by_another = hidden.pairs["is_held"].to_numpy() | (
        run.holds[scored["resident"].to_numpy()] & ~scored["is_true"].to_numpy()
    )
    present = scored.with_columns(probability=run.posterior(scored, by_another))
    without = ~scored["is_true"].to_numpy()
    absent = scored.filter(without)
    absent = absent.with_columns(probability=run.posterior(absent, by_another[without]))
    match, review = run.thresholds.match, run.thresholds.review
    truth = present.filter("is_true").select("member", right="probability")
    best = present.filter(~pl.col("is_true")).group_by("member").agg(wrong=pl.col("probability").max())
    told = (
        pl.select(member=pl.int_range(hidden.cards.height, dtype=pl.UInt32))
        .join(truth, on="member", how="left", maintain_order="left")
        .join(best, on="member", how="left", maintain_order="left")
    )
    outcome = told.select(
        pl.when(pl.col("right") >= match)
        .then(pl.lit("right"))
        .when(pl.col("wrong") >= match)
        .then(pl.lit("wrong"))
        .when(pl.col("right") >= review)
        .then(pl.lit("asked"))
        .when(pl.col("right") >= LEAST)
        .then(pl.lit("open"))
        .otherwise(pl.lit("never"))
    ).to_series()
    confused = np.zeros(hidden.cards.height, dtype=np.bool_)
    confused[absent.filter(pl.col("probability") >= match)["member"].to_numpy()] = True
    share = run.model.share_without_nik
    undecided = [_undecided(present, match, share), _undecided(absent, match, 1 - share)]
    return Recovery(outcome.alias("outcome"), confused, *_fitted(pl.concat(undecided)))


def _undecided(weighed: pl.DataFrame, match: float, share: float) -> pl.DataFrame:
    """Pairs of the members whom none was sure enough for, each with the share of its world."""
    undecided = (pl.col("probability").max().over("member") < match) & (pl.col("probability") >= LEAST)
    return weighed.filter(undecided).select("is_true", "probability", share=pl.lit(share))


def _fitted(pairs: pl.DataFrame) -> tuple[float, float]:
    """Return offset and slope of the log odds that make the probabilities true (Newton; unchanged without pairs)."""
    design = np.stack([np.ones(pairs.height), logit(pairs["probability"].to_numpy())], axis=1)
    truth, share = pairs["is_true"].to_numpy().astype(np.float64), pairs["share"].to_numpy()
    usual, doubt = np.array([0.0, 1.0]), np.array(_DOUBT)
    line = usual.copy()
    for _ in range(20):
        chance = sigmoid(np.einsum("pf,f->p", design, line))
        gradient = np.einsum("pf,p->f", design, share * (truth - chance)) - doubt * (line - usual)
        curvature = np.einsum("pf,p,pg->fg", design, share * chance * (1 - chance), design) + np.diag(doubt)
        step = np.linalg.solve(curvature, gradient)
        line = line + np.clip(step, -1, 1)
        if float(np.abs(step).max()) < 1e-9:
            break
    return round(float(line[0]), 4), round(float(line[1]), 4)
