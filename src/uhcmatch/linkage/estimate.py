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
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.columns import COMPARED
from uhcmatch.linkage.blocks import pairs_by_keys
from uhcmatch.linkage.evidence import evidence
from uhcmatch.linkage.features import FEATURES
from uhcmatch.linkage.hidden import Hidden
from uhcmatch.linkage.keys import keys
from uhcmatch.linkage.score import score

if TYPE_CHECKING:
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
    pairs = _told(evidence(residents, cards, found.pairs, known), chosen["resident"], held)
    task, matters = _task(pairs, chosen.height, known, model)
    bits = dict(model.bits) | dict(zip(task.codes, _fitted(task).tolist(), strict=True))
    hidden = Hidden(whole, chosen["resident"], pairs.filter(matters))
    return model.changed(bits=bits, learnt_from=task.members), hidden


@dataclass(frozen=True, slots=True)
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
    order = members["nik_key"].gather(verified["member"]).hash(seed=7)
    ordered = verified.select("resident", "member").with_columns(order=order).unique("member").sort("order")
    chosen = ordered.filter(pl.col("order") <= ordered["order"].head(SAMPLE).max())
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
        .sort("member", pl.exclude("member", "resident", "true"))
        .drop("true", "cards")
    )


def _task(pairs: pl.DataFrame, members: int, known: Frequencies, model: Model) -> tuple[Task, npt.NDArray[np.bool_]]:
    """Evidence of the hidden members → what the weights are fitted on, and which pairs that is."""
    learnt_features = [feature for feature in FEATURES if feature.is_learnt]
    fixed = model.changed(bits={f.code: 0.0 if f.is_learnt else model.bits[f.code] for f in FEATURES})
    offset = score(pairs, known, fixed)["score"].to_numpy() / 1000 + model.second_card * pairs["is_held"].to_numpy()
    shipped = np.array([model.bits[f.code] for f in learnt_features])
    columns = [
        (f.shows.fill_null(0.0) if f.is_slope else f.shows.fill_null(value=False)).cast(pl.Float64).alias(f.code)
        for f in learnt_features
    ]
    shown = pairs.select(columns).to_numpy()
    # What no weight near the shipped ones can make likely teaches nothing.
    matters = (offset + _dot(shown, shipped) > _FLOOR) | pairs["is_true"].to_numpy()
    member = pairs["member"].to_numpy()[matters]
    task = Task(
        codes=tuple(f.code for f in learnt_features),
        shipped=shipped,
        deviation=np.array([_deviation(f.code, is_slope=f.is_slope) for f in learnt_features]),
        shown=shown[matters],
        offset=offset[matters],
        start=np.flatnonzero(np.diff(member, prepend=-1)).astype(np.int64),
        is_true=pairs["is_true"].to_numpy()[matters],
        share=model.share,
        members=members,
    )
    return task, matters


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
    value, gradient, curvature = _likelihood(task, weights)
    for _ in range(_STEPS):
        step = np.linalg.solve(curvature, gradient)
        for _ in range(12):
            tried = _likelihood(task, weights + step)
            if tried[0] >= value:
                break
            step /= 2
        gain = tried[0] - value
        if gain <= 0:
            break
        weights = weights + step
        value, gradient, curvature = tried
        if gain < 1e-6 * abs(value):
            break
    return weights


def _likelihood(task: Task, weights: Vector) -> tuple[float, Vector, Matrix]:
    """Log likelihood with its gradient and negative Hessian, in bits of the weights.

    Each hidden member counts twice: as it is (weight `share`), and as if its resident were not here (the rest), for
    the list is made for those who are not.
    """
    away = (weights - task.shipped) / task.deviation
    bits = np.clip(task.offset + _dot(task.shown, weights), -60, 60)
    odds = np.exp2(bits)
    size = np.diff(np.append(task.start, bits.size))
    value = -0.5 * float(away @ away) + task.share * float(bits[task.is_true].sum()) * _LN2
    chances = np.zeros(bits.size)
    means = np.zeros((weights.size, weights.size))
    for counted, weight in ((odds, task.share), (np.where(task.is_true, 0.0, odds), 1 - task.share)):
        total = 1 + np.add.reduceat(counted, task.start)
        chance = counted / np.repeat(total, size)
        value -= weight * float(np.log(total).sum())
        chances += weight * chance
        mean = np.add.reduceat(task.shown * chance[:, None], task.start)
        means += weight * _product(mean, mean)
    gradient = -away / task.deviation + _LN2 * _dot(task.shown.T, task.share * task.is_true - chances)
    spread = _product(task.shown, task.shown * chances[:, None]) - means
    return value, gradient, np.diag(1 / task.deviation**2) + _LN2**2 * spread


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
