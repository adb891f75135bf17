"""A town some months later: the first state made over as rows, then month by month, then written.

Month N is month N - 1 and one step; each step of each month has draws of its own, so that months can be made in any
order. People to whom nothing happens keep their rows as they were, mistakes included.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from uhcmatch.synth.days import AS_OF
from uhcmatch.synth.draws import Draws
from uhcmatch.synth.layouts import MEMBERS, POPULATION
from uhcmatch.synth.membership import card_rows
from uhcmatch.synth.population import population_rows
from uhcmatch.synth.state import State
from uhcmatch.synth.steps import STEPS
from uhcmatch.synth.truth import make_truth
from uhcmatch.synth.writing import ROWS_AT_ONCE, write_layout

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from uhcmatch.synth.cards import Cards
    from uhcmatch.synth.people import People
    from uhcmatch.synth.places import Area
    from uhcmatch.synth.population import Register
    from uhcmatch.synth.profiles import Profile
    from uhcmatch.synth.writing import Desk


@dataclass(frozen=True)
class Made:
    """A town's first state in codes."""

    people: People
    register: Register
    cards: Cards


def day_of(month: int) -> date:
    """Return the last day of a month, counted from the day of the first state."""
    first = np.datetime64(AS_OF.isoformat(), "M") + month + 1
    day: date = (first.astype("datetime64[D]") - 1).item()
    return day


def first_state(seed: tuple[int, int, int], made: Made, area: Area, profile: Profile, desk: Desk) -> State:
    """Write the rows of a town's first state down, noise and all; `seed` and the streams of either side."""
    people, register, cards = made.people, made.register, made.cards
    rows = pl.concat(population_rows(Draws(seed[0], seed[1]), people, register, desk))
    masks = np.zeros(len(cards), dtype=np.int64)
    stream = seed[0], seed[2]
    held = pl.concat(piece for n in range(len(MEMBERS)) for piece in card_rows(stream, people, cards, desk, n, masks))
    return State(
        population=rows.with_columns(
            **_columns(register, "person", "home", "again", "mask"), came=pl.lit(0, pl.Int64), gone=pl.lit(0, pl.Int64)
        ),
        cards=held.with_columns(**_columns(cards, "person", "file", "second"), mask=pl.Series(masks)),
        kinds=people.kinds,
        taken=np.union1d(people.nik, people.card_nik),
        month=0,
        day=AS_OF,
        area=area,
        profile=profile,
        desk=desk,
        homes=int(people.families.household[-1]) + 1,
    )


def next_month(state: State, stream: tuple[int, ...], rates: Mapping[str, float]) -> State:
    """Let a month pass."""
    month = state.month + 1
    state = replace(state, month=month, day=day_of(month))
    for number, step in enumerate(STEPS):
        state = step.change(state, Draws(*stream, month, number), rates[step.name])
    return replace(state, cards=state.cards.sort("file", maintain_order=True))


def truth_of(state: State) -> pl.DataFrame:
    """Return who is who in a state."""
    return make_truth(state.kinds, state.as_register(), state.as_cards(), state.cards["mask"].to_numpy())


def write_state(state: State) -> None:
    """Write the population file and the member files of a state."""
    write_layout(POPULATION, state.population.iter_slices(ROWS_AT_ONCE), state.desk)
    for number, layout in enumerate(MEMBERS):
        rows = state.cards.filter(pl.col("file") == number)
        rows = rows.with_columns(place=pl.int_range(1, pl.len() + 1, dtype=pl.Int64))
        write_layout(layout, rows.iter_slices(ROWS_AT_ONCE) if rows.height else [rows], state.desk)


def _columns(codes: Register | Cards, *names: str) -> dict[str, pl.Series]:
    return {name: pl.Series(name, getattr(codes, name)) for name in names}
