"""Scored pairs as they are counted: by member, by resident, and by what is said of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.linkage.weigh.kinds import kinds

UNITS: Final = 2.0**40
_HALF: Final = 2.0**20


@dataclass(frozen=True, slots=True)
class Seen:
    """The pairs in an order in which a member's odds sum up alike whatever the order of rows.

    `kind` of each: the row of `kinds` that says what is counted of it (`is_held`, `lacks` a usable number, and levels)
    · `by_resident` brings them into the order of residents, `first` where each resident begins there, `size` of each.
    """

    member: npt.NDArray[np.uint32]
    resident: npt.NDArray[np.uint32]
    score: npt.NDArray[np.int32]
    kind: npt.NDArray[np.int32]
    kinds: pl.DataFrame
    by_resident: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]
    size: npt.NDArray[np.int64]

    @classmethod
    def of(
        cls,
        scored: pl.DataFrame,
        held: npt.NDArray[np.uint32],
        lacks: npt.NDArray[np.bool_],
        attributes: tuple[str, ...],
    ) -> Seen:
        """Look at scored pairs; `held` residents have a card, members may lack a number."""
        resident, member, score = (scored[name].to_numpy() for name in ("resident", "member", "score"))
        has_card = np.zeros(1 + int(max(resident.max(initial=0), held.max(initial=0))), dtype=np.bool_)
        has_card[held] = True
        said = scored.select(*attributes, is_held=pl.Series(has_card[resident]), lacks=pl.Series(lacks[member]))
        kind, row = kinds(said)
        # One number to sort by: two whole ones and a few thousand kinds fit into 63 bits.
        low, many = int(score.min(initial=0)), row.size
        span = int(score.max(initial=0)) - low + 1
        order = np.argsort((member.astype(np.int64) * span + (score - low)) * many + kind)
        moved_to = np.empty_like(order)
        moved_to[order] = np.arange(order.size)
        # Candidates come resident by resident: a stable sort has nothing to do then.
        people = np.argsort(resident, kind="stable")
        by_resident = moved_to[people]
        first = np.flatnonzero(np.diff(resident[people].astype(np.int64), prepend=-1))
        return cls(
            member=member[order],
            resident=resident[order],
            score=score[order],
            kind=kind[order],
            kinds=said.select(pl.all().gather(row)),
            by_resident=by_resident,
            first=first,
            size=np.diff(first, append=order.size),
        )

    def is_best(self, weighed: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        """Tell which pairs are the best of their resident: any other card would be a second one."""
        is_best = np.zeros(weighed.size, dtype=np.bool_)
        if weighed.size:
            ordered = weighed[self.by_resident]
            is_best[self.by_resident] = ordered == np.repeat(np.maximum.reduceat(ordered, self.first), self.size)
        return is_best

    def expected(self, chance: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        """Sum chances per kind, as whole numbers of 2⁻⁴⁰: floats would sum to something else in another order.

        The upper and the lower half apart: so far floats are exact.
        """
        units = np.rint(chance * UNITS)
        high = np.floor(units / _HALF)
        halves = high, units - high * _HALF
        sums = (np.bincount(self.kind, weights=half, minlength=self.kinds.height) for half in halves)
        upper, lower = (each.astype(np.int64) for each in sums)
        return upper * int(_HALF) + lower
