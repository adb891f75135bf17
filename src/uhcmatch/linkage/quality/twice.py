"""Residents who stand in the register twice, under two numbers: one row has the card, the other seems to lack it.

Two numbers are two people to a run (ADR 6), and mostly they are. How many are not, namesakes tell: residents without a
card who bear the name of somebody with one, and the birth date in one kelurahan or the KK, oftener than two with cards
do, and oftener than chance would easily have it.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.block.keys import combined

if TYPE_CHECKING:
    from uhcmatch.linkage.quality.material import Material

_ALIKE: Final = (("name_folded", "sex", "born", "kelurahan_key"), ("name_folded", "sex", "kk_key"))
_TELLING: Final = sorted({name for alike in _ALIKE for name in alike})


def standing_twice(run: Material) -> pl.DataFrame:
    """Return `resident` and `chance` of those without card or question who may be a second row of one with a card."""
    asked = run.assigned.filter(pl.col("decision") == "review")["resident"].to_numpy()
    bare, served = ~run.holds, pl.Series(run.holds)
    bare[asked] = False
    told = run.residents.select(_hashed(name) for name in _TELLING)
    has_namesake, by_chance = (np.zeros(size, dtype=np.bool_) for size in (bare.size, int(served.sum())))
    for alike in _ALIKE:
        key = told.select(combined(alike)).to_series()
        theirs = key.filter(served)
        has_namesake |= key.is_in(theirs.drop_nulls().implode()).fill_null(value=False).to_numpy()
        by_chance |= (theirs.is_duplicated() & theirs.is_not_null()).to_numpy()
    alike_rows = np.flatnonzero(bare & has_namesake).astype(np.uint32)
    expected = int(by_chance.sum()) * int(bare.sum()) / max(by_chance.size, 1)
    beyond = alike_rows.size - expected - sqrt(expected)
    chance = max(beyond, 0.0) / max(alike_rows.size, 1)
    return pl.DataFrame({"resident": alike_rows, "chance": np.full(alike_rows.size, round(chance, 6))})


def _hashed(name: str) -> pl.Expr:
    return pl.when(pl.col(name).is_not_null()).then(pl.col(name).hash(seed=0)).alias(name)
