"""People who come: rows at the end of their household's, or households at the end of the file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.synth.fates import RESIDENT
from uhcmatch.synth.noise import NAMES
from uhcmatch.synth.noisy import bit
from uhcmatch.synth.numbers import elsewhere_prefixes, make_niks
from uhcmatch.synth.people import make_people
from uhcmatch.synth.rows import canonical
from uhcmatch.synth.state import ALIVE, MOVED, chosen

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws
    from uhcmatch.synth.state import State

_NOTHING_WRONG: Final = dict.fromkeys(NAMES, 0.0)


def move_in(state: State, draws: Draws, rate: float) -> State:
    """Let households from elsewhere settle; their NIKs were given out elsewhere."""
    wanted = int(np.floor(state.here.height * rate + draws.unit(1)[0]))
    if not wanted:
        return state
    people = make_people(draws, state.area, state.profile, wanted, _NOTHING_WRONG)
    comes = np.nonzero(people.fate == RESIDENT)[0]
    prefix = elsewhere_prefixes(draws, state.area.code, len(people))
    niks = make_niks(draws, prefix, people.nik_born, people.families.female, np.zeros(len(people), dtype=bool))
    state, nik = state.numbered(niks)
    people = replace(people, nik=nik.cast(pl.Int64).to_numpy(), prefix=prefix)
    household = people.families.household[comes]
    rows = canonical(people, state.desk.texts, comes, household).with_columns(home=pl.Series(household + state.homes))
    return settled(replace(state, homes=state.homes + int(household.max()) + 1), rows)


def returned(state: State, draws: Draws, rate: float) -> State:
    """Take back some of those who were recorded as moved away."""
    away = chosen(state.population.filter(pl.col("vital") == MOVED), draws, rate)
    return state.rewritten(
        away["person"],
        away.with_columns(vital=pl.lit(ALIVE), mask=pl.col("mask") & ~bit("pop_moved")).select("vital", "mask"),
    )


def settled(state: State, rows: pl.DataFrame) -> State:
    """Add rows of people who are new; the file stays in order of households, newcomers last in each."""
    n = rows.height
    known = len(state.kinds)
    whole = rows.with_columns(
        person=pl.int_range(known, known + n, dtype=pl.Int64),
        vital=pl.lit(ALIVE),
        again=pl.lit(value=False),
        mask=pl.lit(0, pl.Int64),
        came=pl.lit(state.month, pl.Int64),
        gone=pl.lit(0, pl.Int64),
    ).select(pl.col(name).cast(dtype) for name, dtype in state.population.schema.items())
    population = pl.concat([state.population, whole]).sort("home", maintain_order=True)
    return replace(state, population=population, kinds=np.concatenate((state.kinds, np.zeros(n, dtype=np.int64))))
