"""SCORED → DECIDED: each member belongs to at most one resident; near-ties are questions, not answers.

The probability of a pair is its share among all residents the member could be, “nobody here” included. Members who
contest a resident are weighed together first, exactly (`contested`). The others are decided in rounds, best first: once
a resident has a card, further cards become unlikely for that resident and the rivals of the next round are weighed
again. That is how a brother's card stops competing when the brother has been found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.linkage.decide.bounds import is_asked_whatever
from uhcmatch.linkage.decide.contested import contested

if TYPE_CHECKING:
    from uhcmatch.settings import ThresholdSettings

FLOOR: Final = -12_000
"""Millibits; a pair below cannot matter, 1 in 4,000 before rivals: only one that shares a number is asked about."""

NEAR_TIE: Final = 2.0
"""Times by which the best candidate is likelier than one that is as good as tied with it: one bit."""

MOST_TIED: Final = 4
"""Candidates in a near-tie that a clerk is asked about; between more there is nothing to ask."""

_EVEN: Final = 2.0**40
"""Odds of a member's best candidate, as a whole number: sums of such are exact in floats up to 2⁵³."""


def assign(scored: pl.DataFrame, taken: pl.Series, second_card: float, thresholds: ThresholdSettings) -> pl.DataFrame:
    """Decide the scored pairs; `taken` are the positions of residents who have a verified card already.

    Returns those that are a `decision` (match or review), with their `probability`, score and evidence.

    A tie in score is never broken: it ends as a review with both candidates.
    """
    asked = scored.select("resident", "member", "score", is_asked=is_asked_whatever()).with_row_index("pair")
    open_pairs = asked.filter((pl.col("score") >= FLOOR) | pl.col("is_asked")).sort("member", "resident")
    held = np.zeros(1 + int(max(taken.max() or 0, scored["resident"].max() or 0)), dtype=np.bool_)  # type: ignore[arg-type]
    held[taken.to_numpy()] = True
    weighed = _weigh(open_pairs, held, second_card)
    together = contested(weighed, second_card)
    accepted = [_surest(together, thresholds.match)]
    open_pairs = _but(open_pairs, together)
    while True:  # Every round accepts something or is the last.
        held[accepted[-1]["resident"].to_numpy()] = True
        weighed = _weigh(open_pairs, held, second_card)
        chosen = _choose(weighed, thresholds.match)
        if chosen.is_empty():
            break
        accepted.append(chosen)
        open_pairs = _but(open_pairs, chosen)
    unsure = _but(together, accepted[0])
    unsure = unsure.with_columns(held=held[unsure["resident"].to_numpy()])
    questions = _questions(pl.concat([weighed, unsure]), thresholds)
    matches = pl.concat(accepted).with_columns(decision=pl.lit("match"))
    decided = pl.concat([matches, questions.with_columns(decision=pl.lit("review"))]).sort("resident", "member")
    evidence = scored.select(pl.all().gather(decided["pair"]))
    return evidence.hstack(decided.drop("pair", *asked.columns[1:]))


def _but(pairs: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
    """Pairs of the members not decided yet."""
    return pairs.join(decided.select("member"), on="member", how="anti", maintain_order="left")


def _weigh(open_pairs: pl.DataFrame, held: npt.NDArray[np.bool_], second_card: float) -> pl.DataFrame:
    """Add `held`, `weighed` (score less the price of a second card) and `probability` among the member's rivals.

    `held` tells resident by resident who has a card.
    """
    penalty = round(second_card * 1000)
    pairs = open_pairs.with_columns(held=held[open_pairs["resident"].to_numpy()])
    pairs = pairs.with_columns(
        weighed=pl.when("held").then(pl.col("score") + penalty).otherwise(pl.col("score")).cast(pl.Int32)
    )
    return pairs.with_columns(pl.Series("probability", _shares(pairs["member"], pairs["weighed"]), dtype=pl.Float64))


def _shares(member: pl.Series, weighed: pl.Series) -> npt.NDArray[np.float64]:
    """Return each pair's share of all its member could be, nobody included; the pairs stand member by member.

    Odds are whole numbers beside the member's best, so that they sum up to the same whatever the order of rows; the
    nine digits returned are less than what they hold.
    """
    if member.is_empty():
        return np.zeros(0)
    bits = weighed.to_numpy() / 1000
    start = np.flatnonzero(np.diff(member.to_numpy().astype(np.int64), prepend=-1))
    size = np.diff(np.append(start, bits.size))
    best = np.maximum.reduceat(bits, start).clip(0)
    odds = np.rint(np.exp2(bits - np.repeat(best, size)) * _EVEN)
    total = np.add.reduceat(odds, start) + np.rint(np.exp2(-best) * _EVEN)
    share: npt.NDArray[np.float64] = (odds / np.repeat(total, size)).round(9)
    return share


def _choose(weighed: pl.DataFrame, match: float) -> pl.DataFrame:
    """Return the pairs sure enough that are the best for their member, and for a resident without a card yet."""
    sure = weighed.filter(pl.col("probability") >= match)
    best_of_member = pl.col("weighed") == pl.col("weighed").max().over("member")
    rival = weighed.group_by("resident").agg(pl.col("weighed").max().alias("best_of_resident"))
    chosen = sure.filter(best_of_member).join(rival, on="resident", how="left", maintain_order="left")
    chosen = chosen.filter(pl.col("held") | (pl.col("weighed") == pl.col("best_of_resident")))
    is_tied = ~pl.col("held") & (pl.len().over("resident") > 1)
    return chosen.drop("best_of_resident").filter(pl.len().over("member") == 1).filter(~is_tied)


def _surest(together: pl.DataFrame, match: float) -> pl.DataFrame:
    """Return the pairs sure enough that are the one best for their member."""
    best = together.filter(pl.col("probability") == pl.col("probability").max().over("member"))
    return best.filter(pl.len().over("member") == 1).filter(pl.col("probability") >= match)


def _questions(weighed: pl.DataFrame, thresholds: ThresholdSettings) -> pl.DataFrame:
    """Return the pairs a clerk should look at: likely enough, or the same NIK on a resident without a card.

    A near-tie is asked with all who are in it: of the residents whom one card may be of, when the best is likely enough
    or it is sure to be one of them; of the cards that a resident without one may hold, when one of them likely is.
    """
    same_nik = pl.col("is_asked") & ~pl.col("held")
    is_likely = pl.col("probability") >= thresholds.review
    of_card = _tied(weighed, "member", thresholds.match, thresholds.review)
    of_resident = _tied(weighed.filter(~pl.col("held")), "resident", thresholds.review, thresholds.review)
    tied = pl.concat([of_card, of_resident]).unique().with_columns(is_tied=pl.lit(value=True))
    asked = weighed.join(tied, on=["resident", "member"], how="left", maintain_order="left", validate="1:1")
    return asked.filter(is_likely | pl.col("is_tied").fill_null(value=False) | same_nik).drop("is_tied")


def _tied(weighed: pl.DataFrame, of: str, together: float, likely: float) -> pl.DataFrame:
    """Return the pairs (`resident`, `member`) as good as tied with the best of a member or resident, if these are few.

    The best is `likely`, or all of them `together`, and none far from it.
    """
    chance = pl.col("probability")
    best = chance.max().over(of)
    near = weighed.filter((chance > 0) & (chance * NEAR_TIE >= best))
    is_asked = (best >= likely) | (chance.sum().over(of).round(9) >= together)
    is_far = chance.min().over(of) * NEAR_TIE < likely
    return near.filter(is_asked & ~is_far & (pl.len().over(of) <= MOST_TIED)).select("resident", "member")
