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

from uhcmatch.linkage.hashed import are_there, is_repeated, row_keys

if TYPE_CHECKING:
    from uhcmatch.linkage.quality.material import Material

_ALIKE: Final = (("name_folded", "sex", "born", "kelurahan_key"), ("name_folded", "sex", "kk_key"))


def standing_twice(run: Material) -> pl.DataFrame:
    """Return `resident` and `chance` of those without card or question who may be a second row of one with a card."""
    asked = run.assigned.filter(pl.col("decision") == "review")["resident"].to_numpy()
    bare, served = ~run.holds, run.holds
    bare[asked] = False
    has_namesake, by_chance = (np.zeros(int(rows.sum()), dtype=np.bool_) for rows in (bare, served))
    for alike in _ALIKE:
        keys = row_keys(run.residents, alike)
        has_namesake |= are_there(keys[bare], keys[served])
        by_chance |= is_repeated(keys[served])
    alike_rows = np.flatnonzero(bare)[has_namesake].astype(np.uint32)
    expected = int(by_chance.sum()) * int(bare.sum()) / max(by_chance.size, 1)
    beyond = alike_rows.size - expected - sqrt(expected)
    chance = max(beyond, 0.0) / max(alike_rows.size, 1)
    return pl.DataFrame({"resident": alike_rows, "chance": np.full(alike_rows.size, round(chance, 6))})
