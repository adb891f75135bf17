"""Children: born and registered, given a card as their mother's baby, later one in their own name."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.synth.arrivals import settled
from uhcmatch.synth.enrolling import enrolled
from uhcmatch.synth.households import CHILD, HEAD, WIFE
from uhcmatch.synth.names import GENERATIONS, draw_names
from uhcmatch.synth.noisy import bit
from uhcmatch.synth.numbers import make_niks
from uhcmatch.synth.profiles import draw_cultures
from uhcmatch.synth.rows import names
from uhcmatch.synth.state import chosen

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws
    from uhcmatch.synth.state import State

_REGISTERED_WITHIN: Final = 60
"""Days: half of the births are registered in the month after."""
_YEAR: Final = 365
_BABY: Final = "^(BAYI|BY)[. ]"
_CARD_DAYS: Final = 90
"""A baby is registered as its mother's for three months at most (DOMAIN §3.3)."""


def birth(state: State, draws: Draws, rate: float) -> State:
    """Register children of women from 18 to 44 in their mother's household."""
    is_mother = (pl.col("sex") == "P") & pl.col("role").is_in([HEAD, WIFE])
    women = state.here.filter(is_mother & pl.col("born").is_between(_years_ago(state, 45), _years_ago(state, 18)))
    mothers = chosen(women, draws, rate * state.here.height / max(women.height, 1))
    n = mothers.height
    female = draws.chance(n, 0.49)
    born = pl.Series(np.datetime64(state.day) - draws.below(n, _REGISTERED_WITHIN)).cast(pl.Date)
    tokens = draw_names(draws, draw_cultures(draws, state.profile, n), np.full(n, len(GENERATIONS) - 1), female)
    code = {(v.kelurahan.upper(), v.kecamatan.upper()): int(v.code[:6]) for v in state.area.villages}
    prefix = np.array([code[place] for place in mothers.select("kelurahan", "kecamatan").iter_rows()], dtype=np.int64)
    wanted = make_niks(draws, prefix, born.cast(pl.Int32).cast(pl.Int64).to_numpy(), female, np.ones(n, dtype=bool))
    state, nik = state.numbered(wanted)
    fathers = state.here.filter((pl.col("role") == HEAD) & (pl.col("sex") == "L")).select("home", head="nama")
    rows = mothers.join(fathers.unique("home", keep="first", maintain_order=True), on="home", how="left").with_columns(
        nik.alias("nik"),
        pl.col("nik").alias("nik_lender"),
        names(state.desk.texts, tokens).alias("nama"),
        pl.col("nama").alias("mother"),
        pl.coalesce("head", "father").alias("father"),
        pl.Series(np.where(female, "P", "L"), dtype=pl.String).alias("sex"),
        born.alias("born"),
        role=pl.lit(CHILD, pl.Int64),
        birthplace=pl.lit(_short(state.area.name)),
    )
    return settled(state, rows)


def birth_card(state: State, draws: Draws, rate: float) -> State:
    """Give babies without a card one as BAYI NY. and their mother's name, without a number or with hers."""
    without = state.here.join(state.cards, on="person", how="anti", maintain_order="left")
    is_baby = pl.col("born") >= state.day - timedelta(days=_CARD_DAYS)
    babies = chosen(without.filter(is_baby), draws, rate)
    number = pl.when(pl.Series(draws.chance(babies.height, 0.7))).then(pl.lit("")).otherwise("nik_lender")
    named = babies.with_columns(nama=pl.format("BAYI NY. {}", "mother"), nik=number)
    return enrolled(state, draws, named, mask=bit("newborn"))


def baby_named(state: State, draws: Draws, rate: float) -> State:
    """Put the child's own name and NIK on its card."""
    babies = state.cards.filter(pl.col("nama").str.contains(_BABY))
    own = state.here.select("person", own_name="nama", own_nik="nik")
    held = chosen(babies.join(own, on="person", how="inner", maintain_order="left"), draws, rate)
    columns = held.select(nama="own_name", nik="own_nik", mask=pl.col("mask") & ~bit("newborn"))
    return state.with_cards(held["card"], columns)


def _years_ago(state: State, years: int) -> pl.Expr:
    return pl.lit(state.day - timedelta(days=years * _YEAR))


def _short(kabupaten: str) -> str:
    return kabupaten.upper().removeprefix("KABUPATEN ").removeprefix("KOTA ")
