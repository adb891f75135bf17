"""CONFUSED: whom hidden members are linked to once their resident is taken out of the register, a row per such link.

`member` of the hidden, linked to `resident` · `in_family`: of the KK or door of its own resident · `agrees`: it bears
that resident's number · `unserved`: that resident has no card · `another`: how surely that is another person, for of
somebody who stands in the register twice only one row was taken out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from uhcmatch.linkage.block.keys import combined
from uhcmatch.linkage.quality.borrowed import agrees
from uhcmatch.linkage.quality.sample import SHARED_BY_KIN

if TYPE_CHECKING:
    import numpy.typing as npt

    from uhcmatch.linkage.quality.material import Material
    from uhcmatch.linkage.weigh.hidden import Hidden


def confused(run: Material, hidden: Hidden, weighed: pl.DataFrame, twice: pl.DataFrame) -> pl.DataFrame:
    """Return CONFUSED; `weighed` are pairs of the hidden with others' residents, with `probability`.

    `twice` has `resident`, `chance` of those who may be a second row of somebody.
    """
    linked = weighed.filter(pl.col("probability") >= run.thresholds.match)
    own, other = hidden.resident.gather(linked["member"]), linked["resident"]
    seconds = np.zeros(run.residents.height)
    seconds[twice["resident"].to_numpy()] = twice["chance"].to_numpy()
    agree = linked.select(agrees()).to_series()
    # Two rows that share number, birth date and sex are one person, whatever the names.
    same = agree & _alike(run.residents.select("born"), own, other) & _alike(run.residents.select("sex"), own, other)
    kin = [_alike(run.resident_keys.select(combined(shared)), own, other) for shared in SHARED_BY_KIN]
    return linked.select("member", "resident").with_columns(
        in_family=kin[0] | kin[1],
        agrees=agree,
        unserved=pl.Series(~run.holds[other.to_numpy()]),
        another=pl.Series(np.where(same.to_numpy(), 0.0, 1 - seconds[other.to_numpy()])),
    )


def family_here(hidden: pl.DataFrame, cards: pl.DataFrame, worth: npt.NDArray[np.float64]) -> float:
    """Return the share of cards, by their `worth`, whose family is still in the register (both frames `with_kin`).

    Many leave with all their family. Families that stay are found as often as those of the hidden, who are all here;
    of families that have left, others of the same door are found, as often as neighbours of the hidden.
    """
    found = float(worth[cards["kin"].to_numpy()].sum()) / max(float(worth.sum()), 1e-9)
    kin, neighbours = (float(hidden[name].to_numpy().mean()) for name in ("kin", "neighbour"))
    return round(min(max((found - neighbours) / max(kin - neighbours, 1e-9), 0.0), 1.0), 6)


def _alike(values: pl.DataFrame, one: pl.Series, other: pl.Series) -> pl.Series:
    """Tell row by row whether two residents have the same value; null equals nothing."""
    column = values.to_series()
    return (column.gather(one) == column.gather(other)).fill_null(value=False)
