"""Cards that are new: their rows are written down from the population's, with the mistakes of their file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from uhcmatch.synth.cards import MASTERFILE, PBI, PEMDA, SEGMENT_SHARES, SEGMENTS
from uhcmatch.synth.layouts import MEMBERS
from uhcmatch.synth.membership import member_noise
from uhcmatch.synth.noisy import make_noise
from uhcmatch.synth.numbers import make_cards
from uhcmatch.synth.state import ACTIVE, chosen, free

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws
    from uhcmatch.synth.state import State

_FILES = {"PBI_JK": PBI, "PBPU_PEMDA": PEMDA}


def enrol(state: State, draws: Draws, rate: float) -> State:
    """Enrol residents who have been here without a card."""
    without = state.here.join(state.cards, on="person", how="anti", maintain_order="left")
    return enrolled(state, draws, chosen(without.filter(pl.col("came") < state.month), draws, rate))


def move_in_card(state: State, draws: Draws, rate: float) -> State:
    """Bring cards along: those of people who came this month and are no babies of this town."""
    without = state.here.join(state.cards, on="person", how="anti", maintain_order="left")
    came = (pl.col("came") == state.month) & (pl.col("born") < state.day - pl.duration(days=60))
    return enrolled(state, draws, chosen(without.filter(came), draws, rate))


def enrolled(state: State, draws: Draws, rows: pl.DataFrame, mask: int | None = None) -> State:
    """Write cards for population rows at the end of their files; with a `mask` they are as given, without noise."""
    n = rows.height
    segment = pl.Series(SEGMENTS).gather(draws.pick(n, SEGMENT_SHARES))
    known = state.cards["card"].cast(pl.Int64).to_numpy()
    number = pl.Series(free(make_cards(draws, n), known), dtype=pl.Int64).cast(pl.String)
    age = (pl.lit(state.day) - pl.col("born")).dt.total_days()
    cards = rows.with_columns(
        segment.alias("segment"),
        segment.replace_strict(_FILES, default=MASTERFILE, return_dtype=pl.Int64).alias("file"),
        number.alias("card"),
        number.alias("head_card"),
        pl.Series(draws.between(n, 1, 3)).cast(pl.String).alias("class"),
        age_days=age,
        status=pl.lit(ACTIVE),
        since=pl.lit(state.day),
        serial=pl.lit(value=False),
        unparsed=pl.lit(value=False),
        place=pl.lit(0, pl.Int64),
        second=pl.lit(value=False),
        mask=pl.lit(mask or 0, pl.Int64),
    )
    if mask is None:
        cards = pl.concat(
            [_noisy(state, draws, cards.filter(pl.col("file") == file), file) for file in range(len(MEMBERS))]
        )
    whole = cards.select(pl.col(name).cast(dtype) for name, dtype in state.cards.schema.items())
    return replace(state, cards=pl.concat([state.cards, whole]))


def _noisy(state: State, draws: Draws, cards: pl.DataFrame, file: int) -> pl.DataFrame:
    tricks, rates = member_noise(MEMBERS[file], state.desk)
    rows, masks = make_noise(cards, tricks, rates, draws)
    return rows.with_columns(mask=pl.Series(masks, dtype=pl.Int64)).select(cards.columns) if cards.height else cards
