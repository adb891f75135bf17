"""How many members are residents at all, and how often a true pair's numbers differ: counted by expectation.

The prior of a pair is not for a program to ship: in one town nineteen of twenty members live there, in another half do.
A few rounds of expectation and counting (EM with the evidence's weights fixed) settle it, apart for cards without a
usable number: those could not be verified, so among them most are residents who only lack it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.model import odds_bits

if TYPE_CHECKING:
    import numpy.typing as npt
    import polars as pl

    from uhcmatch.linkage.model import Model

USUAL: Final = {Nik.ONE_SLIP: 0.018, Nik.RELATIVES: 0.0035, Nik.DIFFERENT: 0.022}
"""Share of true pairs whose numbers, both fit to be compared, stand so: what the shipped weights suppose."""
_CODES: Final = {Nik.ONE_SLIP: "nik.ONE_SLIP", Nik.RELATIVES: "nik.RELATIVES", Nik.DIFFERENT: "nik.DIFFERENT"}
_ROUNDS: Final = 8
_PSEUDO: Final = 50.0
"""Members' worth of belief in what was supposed before."""
_MOST_BITS: Final = 3.0


def counted(
    scored: pl.DataFrame, members: pl.DataFrame, decided: int, held: npt.NDArray[np.uint32], model: Model
) -> Model:
    """Return the model with the shares of this run.

    `scored` are the pairs of the members not decided yet, by this model; `decided` the number of members verified.
    """
    level = scored["nik"].to_numpy()
    member = scored["member"].to_numpy()
    lacks = (members["nik_key"].is_null() & members["nik_prefix15"].is_null()).to_numpy()
    bits = scored["score"].to_numpy() / 1000 + model.second_card * np.isin(scored["resident"].to_numpy(), held)
    share, without, moved = model.share, model.share_without_nik, dict.fromkeys(USUAL, 0.0)
    for _ in range(_ROUNDS):
        prior = np.where(
            level == Nik.MISSING,
            odds_bits(without) - odds_bits(model.share_without_nik),
            odds_bits(share) - odds_bits(model.share),
        )
        shift = sum(bits_moved * (level == at) for at, bits_moved in moved.items())
        odds = np.exp2(np.clip(bits + prior + shift, -60, 60))
        chance = odds / (1 + np.bincount(member, weights=odds, minlength=members.height)[member])
        expected = np.bincount(member, weights=chance, minlength=members.height)
        with_number = decided + float(expected[~lacks].sum())
        share = _bounded((with_number + _PSEUDO * model.share) / (decided + (~lacks).sum() + _PSEUDO))
        without = _bounded((float(expected[lacks].sum()) + _PSEUDO * share) / (lacks.sum() + _PSEUDO))
        for at, usual in USUAL.items():
            found = float(chance[level == at].sum())
            ratio = (found + _PSEUDO * usual) / (with_number + _PSEUDO) / usual
            moved[at] = round(float(np.clip(math.log2(ratio), -_MOST_BITS, _MOST_BITS)), 3)
    bits_now = dict(model.bits) | {code: model.bits[code] + moved[at] for at, code in _CODES.items()}
    return model.changed(bits=bits_now, share=share, share_without_nik=without)


def _bounded(share: float) -> float:
    return round(min(max(share, 0.02), 0.995), 5)
