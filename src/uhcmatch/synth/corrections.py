"""What is written otherwise about people who stay: addresses after a move, and corrected names, numbers and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from uhcmatch.synth import misspelt
from uhcmatch.synth.days import days
from uhcmatch.synth.numbers import make_kks, make_niks
from uhcmatch.synth.state import chosen, digits, free
from uhcmatch.synth.wrong_facts import TRICKS as FACTS
from uhcmatch.synth.wrong_names import each

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws
    from uhcmatch.synth.state import State

_ADDRESS = ("street", "rt", "rw", "kelurahan", "kecamatan")
_RENAMED = (misspelt.edit, misspelt.variant, misspelt.spacing, misspelt.token_missing)


def move_within(state: State, draws: Draws, rate: float) -> State:
    """Let households move next to somebody else; a family card is written anew on moving (DOMAIN §1.2)."""
    here = state.here
    homes = chosen(here.unique("home", keep="first", maintain_order=True), draws, rate).select("home")
    neighbours = here.select(*_ADDRESS)[draws.below(homes.height, here.height)]
    moved = here.join(pl.concat([homes, neighbours], how="horizontal"), on="home", suffix="_now", maintain_order="left")
    address = moved.select(pl.col(f"{name}_now").alias(name) for name in _ADDRESS)
    return kk_renewed(state.rewritten(moved["person"], address), draws, 1.0, homes["home"])


def kk_renewed(state: State, draws: Draws, rate: float, homes: pl.Series | None = None) -> State:
    """Give households a new number of the family card."""
    here = state.here
    firsts = here.unique("home", keep="first", maintain_order=True)
    renewed = chosen(firsts if homes is None else firsts.filter(pl.col("home").is_in(homes.implode())), draws, rate)
    prefix = renewed["no_kk"].str.slice(0, 6).cast(pl.Int64).to_numpy()
    recorded = days(state.day) - draws.below(renewed.height, 28)
    known = state.population["no_kk"].unique().sort().cast(pl.Int64).to_numpy()
    numbers = digits(free(make_kks(draws, prefix, recorded), known), 16)
    theirs = here.select("person", "home").join(
        pl.DataFrame({"home": renewed["home"], "no_kk": numbers}), on="home", maintain_order="left"
    )
    return state.rewritten(theirs["person"], theirs.select("no_kk"))


def nik_corrected(state: State, draws: Draws, rate: float) -> State:
    """Give people another NIK, of the date that is now believed."""
    rows = chosen(state.here, draws, rate)
    prefix = rows["nik"].str.slice(0, 6).cast(pl.Int64).to_numpy()
    born = rows["born"].cast(pl.Int32).cast(pl.Int64).to_numpy()
    wanted = make_niks(draws, prefix, born, (rows["sex"] == "P").to_numpy(), np.ones(rows.height, dtype=bool))
    numbered, nik = state.numbered(wanted)
    return numbered.rewritten(rows["person"], pl.DataFrame({"nik": nik}))


def name_corrected(state: State, draws: Draws, rate: float) -> State:
    """Write names otherwise: a letter, a spelling, a space, a part."""
    for way in _RENAMED:
        rows = chosen(state.here, draws, rate / len(_RENAMED))
        state = state.rewritten(rows["person"], each(way)(rows, draws)) if rows.height else state
    return state


def date_corrected(state: State, draws: Draws, rate: float) -> State:
    """Write birth dates otherwise: another day, month or year; the NIK stays."""
    rows = chosen(state.here, draws, rate)
    return state.rewritten(rows["person"], FACTS["dob_part"].change(rows, draws)) if rows.height else state


def card_corrected(state: State, draws: Draws, rate: float) -> State:
    """Write on cards what the registry says of their holders."""
    own = state.here.select("person", own_name="nama", own_nik="nik", own_born="born")
    held = chosen(state.cards.join(own, on="person", how="inner", maintain_order="left"), draws, rate)
    columns = held.select(nama="own_name", nik="own_nik", born="own_born", serial=False, mask=pl.lit(0, pl.Int64))
    return state.with_cards(held["card"], columns)
