"""The weights of this run, learnt from the pairs whose NIK agrees, with the NIK hidden.

Nine tenths of a city are verified by their number. Hide it, look for these members by everything else as for a member
without one, and the answer is known: which evidence spoke for the right resident, which for a sister or a namesake.
The weights that would have decided best are taken (conditional logit: the right resident among all candidates and
“nobody here”), held near the shipped ones where the run says little. Attributes that go together, as household, place
and family name do, are weighed together; nothing is sampled by row order, so any order gives the same weights.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.columns import COMPARED
from uhcmatch.linkage.block.blocks import pairs_by_keys
from uhcmatch.linkage.block.keys import keys
from uhcmatch.linkage.cards.lenders import OF_CARDS
from uhcmatch.linkage.compare.evidence import evidence
from uhcmatch.linkage.weigh.features import FEATURES
from uhcmatch.linkage.weigh.hidden import Hidden
from uhcmatch.linkage.weigh.kinds import summed
from uhcmatch.linkage.weigh.likelihood import SAMPLE, Task, fitted
from uhcmatch.linkage.weigh.score import score

if TYPE_CHECKING:
    from uhcmatch.linkage.compare.frequencies import Frequencies
    from uhcmatch.linkage.weigh.feature import Feature
    from uhcmatch.linkage.weigh.model import Model

AT_LEAST: Final = 500
"""Verified pairs below which the shipped weights are kept."""
LEVEL_DEVIATION: Final = 2.0
"""Bits by which a town's weight of a level is expected to differ from the shipped one."""
SLOPE_DEVIATION: Final = 0.15
"""Likewise for what multiplies measured bits."""
_BASE_DEVIATION: Final = 6.0
_FLOOR: Final = -14.0
_HIDDEN: Final = {
    **dict.fromkeys(("nik_key", "nik_prefix15", "nik_odd", "nik_sex", *OF_CARDS), pl.String()),
    "nik_born": pl.Date(),
}
"""What a member without a number lacks."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Verified members whose NIK will be hidden.

    `cards` their RECORDS, numbers and all · `resident` whom each belongs to · `held` the residents who have a verified
    card and how many `cards` · `share` of all members who are verified · `pairs` verified in all.
    """

    cards: pl.DataFrame
    resident: pl.Series
    held: pl.DataFrame
    share: float
    pairs: int


def sampled(members: pl.DataFrame, verified: pl.DataFrame) -> Sample | None:
    """Choose the members to learn from; none of fewer than `AT_LEAST` verified pairs.

    `members` are RECORDS, by whose positions `verified` counts `member`.
    """
    if verified.height < AT_LEAST:
        return None
    chosen = _chosen(members, verified)
    return Sample(
        cards=members.select(pl.all().gather(chosen["member"])),
        resident=chosen["resident"],
        held=verified.group_by("resident").len("cards"),
        share=round(min(max(verified["member"].n_unique() / members.height, 0.5), 0.995), 5),
        pairs=verified.height,
    )


def learnt(
    residents: pl.DataFrame, resident_keys: pl.DataFrame, sample: Sample, known: Frequencies, model: Model
) -> tuple[Model, Hidden]:
    """Return the model with the weights of this run, and the members hidden for them.

    `residents` are the RECORDS that take part, `resident_keys` their KEYS.
    """
    extra = sample.pairs - sample.held.height
    second_card = round(math.log2((extra + SAMPLE / 128) / (sample.pairs + SAMPLE)), 3)
    share = sample.share
    model = model.changed(second_card=second_card, share=share, share_without_nik=share, share_supposed=share)
    pairs = _looked_for(residents, resident_keys, sample, known, model)
    task = _task(pairs, sample.cards.height, model)
    bits = dict(model.bits) | dict(zip(task.codes, fitted(task).tolist(), strict=True))
    hidden = Hidden(sample.cards, sample.resident, pairs.drop("offset"))
    return model.changed(bits=bits, learnt_from=task.members), hidden


def looked_for(
    residents: pl.DataFrame, resident_keys: pl.DataFrame, sample: Sample, known: Frequencies, model: Model
) -> Hidden:
    """Hide the numbers of the sample and look for its members, as `learnt` does, by a model as it is."""
    pairs = _looked_for(residents, resident_keys, sample, known, model)
    return Hidden(sample.cards, sample.resident, pairs.drop("offset"))


def _looked_for(
    residents: pl.DataFrame, resident_keys: pl.DataFrame, sample: Sample, known: Frequencies, model: Model
) -> pl.DataFrame:
    """Return EVIDENCE of the sample without its numbers, with `is_true`, `is_held` and `offset` (`_mattering`)."""
    cards = sample.cards.with_columns(pl.lit(None, of).alias(name) for name, of in _HIDDEN.items())
    of_others = sample.held.join(sample.resident.to_frame(), on="resident", how="anti")["resident"].sort()
    found = pairs_by_keys(resident_keys, keys(cards), held=of_others)
    compared = evidence(residents, cards, found.pairs, known)
    told = _told(compared, sample.resident, sample.held)
    return _in_order(_mattering(told, known, model))


def _chosen(members: pl.DataFrame, verified: pl.DataFrame) -> pl.DataFrame:
    """Choose the members whose NIK is hidden, by the number itself: no order of rows changes the choice."""
    order = members["nik_key"].hash(seed=7)
    named = np.zeros(members.height, dtype=np.bool_)
    named[verified["member"].to_numpy()] = True
    orders = order.filter(pl.Series(named)).to_numpy()
    last = np.partition(orders, min(SAMPLE, orders.size) - 1)[min(SAMPLE, orders.size) - 1]
    ordered = verified.select("resident", "member").with_columns(order=order.gather(verified["member"]))
    chosen = ordered.filter(pl.col("order") <= pl.lit(last, pl.UInt64)).unique("member")
    # Two cards of one number stand in the order of what they say: sums of floats come out the same to the last digit.
    said = members.select(pl.struct(pl.col(COMPARED).gather(chosen["member"])).hash(seed=7)).to_series()
    return chosen.with_columns(said=said).sort("order", "said", "resident").select("resident", "member")


def _told(pairs: pl.DataFrame, true_resident: pl.Series, held: pl.DataFrame) -> pl.DataFrame:
    """Add to the evidence of the hidden members which pair `is_true` and whose resident `is_held` by another card."""
    truth = true_resident.rename("true").to_frame().with_row_index("member")
    return (
        pairs.join(truth, on="member", how="left", validate="m:1", maintain_order="left")
        .join(held, on="resident", how="left", validate="m:1", maintain_order="left")
        .with_columns(is_true=pl.col("resident") == pl.col("true"))
        .with_columns(is_held=pl.col("cards").fill_null(0) > pl.col("is_true").cast(pl.UInt32))
        .drop("true", "cards")
    )


def _mattering(pairs: pl.DataFrame, known: Frequencies, model: Model) -> pl.DataFrame:
    """Keep the true pairs, and of the others what some weight near the shipped ones can make likely: `offset` added."""
    fixed = model.changed(bits={f.code: 0.0 if f.is_learnt else model.bits[f.code] for f in FEATURES})
    offset = score(pairs, known, fixed)["score"] / 1000 + model.second_card * pairs["is_held"].cast(pl.Float64)
    shown = pl.sum_horizontal(_shown(f) * model.bits[f.code] for f in FEATURES if f.is_learnt)
    return pairs.with_columns(offset=offset).filter((offset + summed(pairs, shown) > _FLOOR) | pairs["is_true"])


def _in_order(pairs: pl.DataFrame) -> pl.DataFrame:
    """Sort by member and by what pairs say: no order of rows changes in which they are summed up."""
    return pairs.sort("member", pl.exclude("member", "resident", "offset"))


def _task(pairs: pl.DataFrame, members: int, model: Model) -> Task:
    """Evidence of the hidden members → what the weights are fitted on."""
    learnt_features = [feature for feature in FEATURES if feature.is_learnt]
    return Task(
        codes=tuple(f.code for f in learnt_features),
        shipped=np.array([model.bits[f.code] for f in learnt_features]),
        deviation=np.array([_deviation(f.code, is_slope=f.is_slope) for f in learnt_features]),
        shown=pairs.select(_shown(f).alias(f.code) for f in learnt_features).to_numpy(),
        offset=pairs["offset"].to_numpy(),
        start=np.flatnonzero(np.diff(pairs["member"].to_numpy(), prepend=-1)).astype(np.int64),
        is_true=pairs["is_true"].to_numpy(),
        share=model.share,
        members=members,
    )


def _shown(feature: Feature) -> pl.Expr:
    """Return what a feature shows as a number, 0 where that is not known."""
    shown = feature.shows.fill_null(0.0) if feature.is_slope else feature.shows.fill_null(value=False)
    return shown.cast(pl.Float64)


def _deviation(code: str, *, is_slope: bool) -> float:
    if code.startswith("base."):
        return _BASE_DEVIATION
    return SLOPE_DEVIATION if is_slope else LEVEL_DEVIATION
