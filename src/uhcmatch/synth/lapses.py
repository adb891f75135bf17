"""What becomes of cards: they lapse, are paid again, or are not in the files any more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import polars as pl

from uhcmatch.synth.cards import STATUSES
from uhcmatch.synth.households import CHILD
from uhcmatch.synth.state import ACTIVE, chosen

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws
    from uhcmatch.synth.state import State

_, _, _ARREARS, _SUSPENDED, _TOO_OLD, _INACTIVE, _DEAD = STATUSES
_OF_AGE = 21 * 365.25
_MONTH = 31
"""Days."""


def lapse_arrears(state: State, draws: Draws, rate: float) -> State:
    """Let cards of those who pay alone lapse."""
    return _become(state, draws, rate, pl.col("segment") == "PBPU_MANDIRI", _ARREARS)


def lapse_work(state: State, draws: Draws, rate: float) -> State:
    """Let cards of employees and others lapse: work ended, or nobody paid."""
    return _become(state, draws, rate, pl.col("segment").is_in(["PPU", "BP", "PBPU_PEMDA"]), _INACTIVE)


def lapse_over_21(state: State, draws: Draws, rate: float) -> State:
    """Let cards of employees' children lapse who turned 21 this month."""
    first = state.day - timedelta(days=_OF_AGE + _MONTH)
    turned = pl.col("born").is_between(first, state.day - timedelta(days=_OF_AGE))
    return _become(state, draws, rate, (pl.col("segment") == "PPU") & (pl.col("role") == CHILD) & turned, _TOO_OLD)


def lapse_pbi(state: State, draws: Draws, rate: float) -> State:
    """Drop people from the list that the state pays for."""
    return _become(state, draws, rate, pl.col("segment") == "PBI_JK", _INACTIVE)


def reactivated(state: State, draws: Draws, rate: float) -> State:
    """Make cards active that had lapsed for a reason that passes."""
    lapsed = state.cards.filter(pl.col("status").is_in([_ARREARS, _SUSPENDED, _INACTIVE]))
    cards = chosen(lapsed, draws, rate)
    return state.with_cards(cards["card"], cards.with_columns(status=pl.lit(ACTIVE)).select("status"))


def card_vanished(state: State, draws: Draws, rate: float) -> State:
    """Leave cards of residents out of the files."""
    held = state.cards.join(state.here.select("person"), on="person", how="semi", maintain_order="left")
    return state.without_cards(chosen(held, draws, rate)["card"])


def card_closed(state: State, draws: Draws, rate: float) -> State:
    """Close cards of people who are no residents any more, or never were."""
    alone = state.cards.join(state.here.select("person"), on="person", how="anti", maintain_order="left")
    return state.without_cards(chosen(alone, draws, rate)["card"])


def _become(state: State, draws: Draws, rate: float, of: pl.Expr, status: str) -> State:
    cards = chosen(state.cards.filter((pl.col("status") == ACTIVE) & of), draws, rate)
    return state.with_cards(cards["card"], cards.with_columns(status=pl.lit(status)).select("status"))
