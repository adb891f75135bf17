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

if TYPE_CHECKING:
    from uhcmatch.linkage.quality.material import Material

_ALIKE: Final = (("name_folded", "sex", "born", "kelurahan_key"), ("name_folded", "sex", "kk_key"))


def standing_twice(run: Material) -> pl.DataFrame:
    """Return `resident` and `chance` of those without card or question who may be a second row of one with a card."""
    asked = run.assigned.filter(pl.col("decision") == "review")["resident"].to_numpy()
    open_rows = ~run.holds
    open_rows[asked] = False
    people = run.residents.select("name_folded", "sex", "born", "kk_key", "kelurahan_key").with_row_index("resident")
    served, bare = people.filter(pl.Series(run.holds)), people.filter(pl.Series(open_rows))
    alike = pl.concat([_with_namesake(bare, served, of) for of in _ALIKE]).unique().sort()
    by_chance = pl.concat([_with_namesake(served, served, of) for of in _ALIKE]).n_unique()
    expected = by_chance * bare.height / max(served.height, 1)
    beyond = alike.len() - expected - sqrt(expected)
    chance = max(beyond, 0.0) / max(alike.len(), 1)
    return pl.DataFrame({"resident": alike, "chance": np.full(alike.len(), round(chance, 6))})


def _with_namesake(people: pl.DataFrame, others: pl.DataFrame, alike: tuple[str, ...]) -> pl.Series:
    """Return those of `people` who share these columns with one of the `others`, not themselves."""
    here = people.drop_nulls(alike)
    pairs = here.join(others.select("resident", *alike), on=alike, suffix="_other")
    return pairs.filter(pl.col("resident") != pl.col("resident_other"))["resident"].unique()
