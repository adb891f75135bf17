"""The shares of a run: what is counted when members compete for residents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest

from uhcmatch.linkage.compare.address import Address
from uhcmatch.linkage.compare.area import Area
from uhcmatch.linkage.compare.household import Household
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.weigh.model import Model
from uhcmatch.linkage.weigh.shares import counted

if TYPE_CHECKING:
    from enum import IntEnum

NOBODY = np.empty(0, dtype=np.uint32)


def cards_of(residents: list[int], nik: Nik = Nik.MISSING) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return pairs of one card each with these residents, all as likely as not, and the cards; none has a usable number."""
    size = len(residents)
    level = pl.Series([0] * size, dtype=pl.UInt8)
    pairs = pl.DataFrame(
        {
            "resident": pl.Series(residents, dtype=pl.UInt32),
            "member": pl.Series(range(size), dtype=pl.UInt32),
            "score": pl.Series([1_000 + at for at in range(size)], dtype=pl.Int32),
        }
    ).with_columns(level.alias(name) for name in ("name", "birth_date", "sex", "household", "area", "address"))
    pairs = pairs.with_columns(nik=pl.lit(nik, pl.UInt8))
    cards = pl.DataFrame({"nik_key": [None] * size, "nik_prefix15": [None] * size}, infer_schema_length=1)
    return pairs, cards


def test_cards_that_want_one_resident_are_not_all_of_residents() -> None:
    """Of a hundred cards like the only bearer of a name one is hers; of a hundred with a resident each many are."""
    one, each = (
        counted(*cards_of(residents), 0, NOBODY, Model()).share_without_nik
        for residents in ([7] * 100, list(range(100)))
    )
    assert each > 0.5
    assert one < 0.3


def test_a_number_of_odd_length_that_fits_leaves_the_odds_of_cards_without_number() -> None:
    alone, fitting = (
        counted(*cards_of(list(range(100)), nik), 0, NOBODY, Model()).share_without_nik
        for nik in (Nik.MISSING, Nik.SHORT_OR_LONG)
    )
    assert alone == fitting


def test_another_number_hardly_speaks_for_a_pair_however_often_true_pairs_have_one() -> None:
    bits = counted(*cards_of(list(range(400)), Nik.DIFFERENT), 0, NOBODY, Model()).bits
    assert bits["nik.DIFFERENT"] > -5.0
    assert bits["nik.LENT"] + bits["nik.DIFFERENT"] <= 1.0
    assert bits["nik.LENT"] > 0.0


@pytest.mark.parametrize(
    ("attribute", "apart"),
    [("household", Household.OTHER), ("address", Address.DIFFERENT), ("area", Area.ELSEWHERE)],
)
def test_what_nearly_all_strangers_say_speaks_for_no_pair(attribute: str, apart: IntEnum) -> None:
    """Cards that all bear old KK numbers, or the address of an office, are nobody's the more for it."""
    pairs, cards = cards_of(list(range(400)))
    pairs = pairs.with_columns(pl.lit(int(apart), pl.UInt8).alias(attribute))
    code = f"{attribute}.{apart.name}"
    assert Model().bits[code] < 0.0
    assert counted(pairs, cards, 0, NOBODY, Model()).bits[code] == 0.0


def names(shares: dict[Name, int]) -> pl.DataFrame:
    """Return pairs of members with a hidden number, the names of each agreeing like that."""
    levels = [int(level) for level, times in shares.items() for _ in range(times)]
    return pl.DataFrame({"name": pl.Series(levels, dtype=pl.UInt8), "is_true": [True] * len(levels)})


def test_names_written_by_ear_are_counted_among_the_cards_that_are_left() -> None:
    pairs, cards = cards_of(list(range(400)))
    shipped, hidden = Model().bits, names({Name.EQUAL: 970, Name.SLIP: 20, Name.DIFFERENT: 10})
    often, seldom, apart = (
        counted(pairs.with_columns(name=pl.lit(level, pl.UInt8)), cards, 0, NOBODY, Model(), hidden=hidden).bits
        for level in (Name.SLIP, Name.EQUAL, Name.DIFFERENT)
    )
    assert often["name.SLIP"] == shipped["name.SLIP"] + 0.75
    assert seldom["name.SLIP"] < shipped["name.SLIP"]
    # What a relative's name does as well is left as it was learnt.
    assert apart["name.DIFFERENT"] == shipped["name.DIFFERENT"]
    assert often["name.EQUAL"] == shipped["name.EQUAL"]
