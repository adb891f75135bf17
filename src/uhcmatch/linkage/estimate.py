"""The weights of this run, learnt from the pairs whose NIK agrees, with the NIK hidden.

Nine tenths of a city are verified by their number. Hide it, look for these members by everything else as for a member
without one, and the answer is known: which evidence spoke for the right resident, which for a sister or a namesake.
The weights that would have decided best are taken (conditional logit: the right resident among all candidates and
“nobody here”), held near the shipped ones where the run says little. Attributes that go together, as household, place
and family name do, are weighed together; nothing is sampled by row order, so any order gives the same weights.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.columns import COMPARED
from uhcmatch.linkage.blocks import pairs_by_keys
from uhcmatch.linkage.evidence import with_names, without_names
from uhcmatch.linkage.features import FEATURES
from uhcmatch.linkage.hidden import Hidden
from uhcmatch.linkage.keys import keys
from uhcmatch.linkage.kinds import summed
from uhcmatch.linkage.score import score, score_at_most

if TYPE_CHECKING:
    from uhcmatch.linkage.features import Feature
    from uhcmatch.linkage.frequencies import Frequencies
    from uhcmatch.linkage.model import Model

Matrix = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float64]

SAMPLE: Final = 20_000
"""Members whose NIK is hidden."""
AT_LEAST: Final = 500
"""Verified pairs below which the shipped weights are kept."""
LEVEL_DEVIATION: Final = 2.0
"""Bits by which a town's weight of a level is expected to differ from the shipped one."""
SLOPE_DEVIATION: Final = 0.15
"""Likewise for what multiplies measured bits."""
_BASE_DEVIATION: Final = 6.0
_STEPS: Final = 25
_FLOOR: Final = -14.0
_LN2: Final = math.log(2)
_HIDDEN: Final = {
    **dict.fromkeys(("nik_key", "nik_prefix15", "nik_sex", "lender_kk"), pl.String()),
    "nik_born": pl.Date(),
}
"""What a member without a number lacks."""


def learnt(  # noqa: PLR0913 - both sides, what is known of them, and the model to begin with
    residents: pl.DataFrame,
    resident_keys: pl.DataFrame,
    members: pl.DataFrame,
    verified: pl.DataFrame,
    known: Frequencies,
    model: Model,
) -> tuple[Model, Hidden | None]:
    """Return the model with the weights of this run, and the members hidden for them.

    Fewer than `AT_LEAST` verified pairs leave the model as it is, and nobody is hidden.

    `verified` has `resident`, `member` positions in RECORDS frames of the residents and members that take part;
    `resident_keys` are the KEYS of the residents.
    """
    if verified.height < AT_LEAST:
        return model, None
    extra = verified.height - verified["resident"].n_unique()
    second_card = round(math.log2((extra + SAMPLE / 128) / (verified.height + SAMPLE)), 3)
    share = round(min(max(verified["member"].n_unique() / members.height, 0.5), 0.995), 5)
    model = model.changed(second_card=second_card, share=share, share_without_nik=share, share_supposed=share)
    chosen = _chosen(members, verified)
    whole = members.select(pl.all().gather(chosen["member"]))
    cards = whole.with_columns(pl.lit(None, of).alias(name) for name, of in _HIDDEN.items())
    held = verified.group_by("resident").len("cards")
    of_others = held.join(chosen, on="resident", how="anti")["resident"].sort()
    found = pairs_by_keys(resident_keys, keys(cards), held=of_others)
    may_matter = partial(_may_matter, true_resident=chosen["resident"], known=known, model=model)
    compared = without_names(residents, cards, found.pairs, known, may_matter)
    told = _told(with_names(residents, cards, compared, known), chosen["resident"], held)
    pairs = _in_order(_mattering(told, known, model))
    task = _task(pairs, chosen.height, model)
    bits = dict(model.bits) | dict(zip(task.codes, _fitted(task).tolist(), strict=True))
    hidden = Hidden(whole, chosen["resident"], pairs.drop("offset"))
    return model.changed(bits=bits, learnt_from=task.members), hidden


@dataclass(frozen=True)
class Task:
    """Pairs of members with hidden NIK, sorted by member: what each shows, and which is right.

    `shown` pair × learnt feature · `offset` bits that are not learnt · `start` where each member's pairs begin ·
    `is_true` the pair is one person · `share` of members expected to be residents · `codes`, `shipped`, `deviation` of
    the learnt features · `members` hidden, those without any candidate included.
    """

    codes: tuple[str, ...]
    shipped: Vector
    deviation: Vector
    shown: Matrix
    offset: Vector
    start: npt.NDArray[np.int64]
    is_true: npt.NDArray[np.bool_]
    share: float
    members: int

    @cached_property
    def size(self) -> npt.NDArray[np.int64]:
        """Pairs of each member."""
        return np.diff(self.start, append=self.is_true.size)

    @cached_property
    def filled(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Vector]:
        """What is not 0 in `shown`, four cells in five are: pair, place in a table member × feature, value."""
        pair, feature = np.nonzero(self.shown)
        member = np.repeat(np.arange(self.start.size), self.size)
        return pair, member[pair] * self.shown.shape[1] + feature, self.shown[pair, feature]

    def first(self, members: int) -> Task:
        """Return the pairs of the first members that have any."""
        if members >= self.start.size:
            return self
        pairs = slice(int(self.start[members]))
        return replace(
            self,
            shown=self.shown[pairs],
            offset=self.offset[pairs],
            start=self.start[:members],
            is_true=self.is_true[pairs],
        )


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


def _may_matter(compared: pl.DataFrame, true_resident: pl.Series, known: Frequencies, model: Model) -> pl.DataFrame:
    """Keep, of evidence without names, what can matter (`_mattering`) if its names agree as well as they can.

    A mother's name may be worth more than any name that was counted: babies are all kept.
    """
    is_true = compared["resident"] == true_resident.gather(compared["member"])
    is_near = score_at_most(compared, known, model) >= 1000 * _FLOOR - 1
    return compared.filter(is_near | is_true | compared["is_baby"].fill_null(value=True))


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


def _fitted(task: Task) -> Vector:
    """Return the weights that maximise the likelihood of the right answers and the shipped weights' prior.

    Some members show roughly where that is; then few steps are left to be taken with all.
    """
    near = _climbed(task.first(SAMPLE // 10), task.shipped)
    return _climbed(task, near).round(3)


def _climbed(task: Task, weights: Vector) -> Vector:
    """Climb to the top by Newton's steps, halved where they lead down."""
    here = _valued(task, weights)
    for _ in range(_STEPS):
        gradient, curvature = _slopes(task, weights, here)
        step = np.linalg.solve(curvature, gradient)
        for _ in range(12):
            tried = _valued(task, weights + step)
            if tried.value >= here.value:
                break
            step /= 2
        gain = tried.value - here.value
        if gain <= 0:
            break
        weights, here = weights + step, tried
        if gain < 1e-6 * abs(here.value):
            break
    return weights


@dataclass(frozen=True, slots=True)
class _Valued:
    """Log likelihood of some weights, and each pair's chance in both worlds, with the share of each world."""

    value: float
    worlds: tuple[tuple[Vector, float], ...]


def _likelihood(task: Task, weights: Vector) -> tuple[float, Vector, Matrix]:
    """Log likelihood with its gradient and negative Hessian, in bits of the weights."""
    here = _valued(task, weights)
    return here.value, *_slopes(task, weights, here)


def _valued(task: Task, weights: Vector) -> _Valued:
    """Return the log likelihood of weights.

    Each hidden member counts twice: as it is (weight `share`), and as if its resident were not here (the rest), for
    the list is made for those who are not.
    """
    away = (weights - task.shipped) / task.deviation
    bits = np.clip(task.offset + _dot(task.shown, weights), -60, 60)
    odds = np.exp2(bits)
    value = -0.5 * float(away @ away) + task.share * float(bits[task.is_true].sum()) * _LN2
    worlds = []
    for counted, weight in ((odds, task.share), (np.where(task.is_true, 0.0, odds), 1 - task.share)):
        total = 1 + np.add.reduceat(counted, task.start)
        value -= weight * float(np.log(total).sum())
        worlds.append((counted / np.repeat(total, task.size), weight))
    return _Valued(value, tuple(worlds))


def _slopes(task: Task, weights: Vector, here: _Valued) -> tuple[Vector, Matrix]:
    """Return the gradient of the log likelihood, and its negative Hessian."""
    pair, place, value = task.filled
    chances = np.zeros(task.is_true.size)
    means = np.zeros((weights.size, weights.size))
    for chance, weight in here.worlds:
        chances += weight * chance
        sums = np.bincount(place, weights=value * chance[pair], minlength=task.start.size * weights.size)
        mean: Matrix = sums.astype(np.float64, copy=False).reshape(-1, weights.size)
        means += weight * _product(mean, mean)
    gradient = (task.shipped - weights) / task.deviation**2
    gradient += _LN2 * _dot(task.shown.T, task.share * task.is_true - chances)
    spread = _product(task.shown, task.shown * chances[:, None]) - means
    return gradient, np.diag(1 / task.deviation**2) + _LN2**2 * spread


def _dot(shown: Matrix, weights: Vector) -> Vector:
    """Multiply without BLAS, whose threads fight for the cores with those of polars."""
    product: Vector = np.einsum("pf,f->p", shown, weights)
    return product


_SMALL: Final = 64
"""Rows of a product that BLAS does not divide among threads (up to 2¹⁸ multiplications)."""


def _product(one: Matrix, other: Matrix) -> Matrix:
    """Return `one.T @ other` of two tall matrices, in pieces so small that BLAS starts no threads for them."""
    whole = one.shape[0] // _SMALL * _SMALL
    shape = (-1, _SMALL, one.shape[1])
    pieces = np.matmul(one[:whole].reshape(shape).transpose(0, 2, 1), other[:whole].reshape(shape))
    product: Matrix = pieces.sum(axis=0) + np.einsum("pf,pg->fg", one[whole:], other[whole:])
    return product
