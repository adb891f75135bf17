"""People who go: recorded as deceased or moved, or just not in the file any more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from uhcmatch.synth.noisy import bit
from uhcmatch.synth.state import ALIVE, DEAD, MOVED, chosen

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws
    from uhcmatch.synth.state import State

_DEATH_AGES = ([0, 1, 5, 40, 60, 75, 90], [4.0, 0.6, 0.3, 1.0, 6.0, 25.0, 80.0])
"""Ages, and how much likelier a death is at them: the shape of any life table."""


def death_recorded(state: State, draws: Draws, rate: float) -> State:
    """Mark people as dead in their rows."""
    return _marked(state, _dying(state, draws, rate), DEAD, "pop_dead")


def death_gone(state: State, draws: Draws, rate: float) -> State:
    """Take the dead out of the file without a word."""
    return _without(state, _dying(state, draws, rate))


def move_out_recorded(state: State, draws: Draws, rate: float) -> State:
    """Mark households and single people as moved away."""
    return _marked(state, _moving(state, draws, rate), MOVED, "pop_moved")


def move_out_gone(state: State, draws: Draws, rate: float) -> State:
    """Take those who moved away out of the file."""
    return _without(state, _moving(state, draws, rate))


def row_cleaned(state: State, draws: Draws, rate: float) -> State:
    """Take rows of people out who were marked as dead or moved in an earlier month."""
    marked = state.population.filter((pl.col("vital") != ALIVE) & (pl.col("gone") < state.month))
    return _without(state, chosen(marked, draws, rate)["person"])


def _dying(state: State, draws: Draws, rate: float) -> pl.Series:
    ages, weights = _DEATH_AGES
    here = state.here
    age = here.select(((pl.lit(state.day) - pl.col("born")).dt.total_days() / 365.25).alias("age"))["age"].to_numpy()
    weighted = here.with_columns(weight=pl.Series(np.interp(age, ages, weights)))
    return chosen(weighted, draws, rate, pl.col("weight"))["person"]


def _moving(state: State, draws: Draws, rate: float) -> pl.Series:
    """Half of those who move go as whole households, half alone, between 17 and 40 years old."""
    here = state.here
    homes = chosen(here.unique("home", keep="first", maintain_order=True), draws, rate / 2)
    years = (pl.lit(state.day) - pl.col("born")).dt.total_days() / 365.25
    alone = chosen(here, draws, rate / 2, years.is_between(17, 40))
    leaves = pl.col("home").is_in(homes["home"].implode()) | pl.col("person").is_in(alone["person"].implode())
    return here.filter(leaves)["person"]


def _marked(state: State, person: pl.Series, vital: str, kind: str) -> State:
    """Mark people in their own rows; a second row of theirs goes."""
    is_theirs = pl.col("person").is_in(person.implode())
    rows = state.population.filter(~(is_theirs & pl.col("again"))).with_columns(
        vital=pl.when(is_theirs).then(pl.lit(vital)).otherwise("vital"),
        mask=pl.when(is_theirs).then(pl.col("mask") | bit(kind)).otherwise("mask"),
        gone=pl.when(is_theirs).then(pl.lit(state.month, pl.Int64)).otherwise("gone"),
    )
    return replace(state, population=rows)


def _without(state: State, person: pl.Series) -> State:
    return replace(state, population=state.population.filter(~pl.col("person").is_in(person.implode())))
