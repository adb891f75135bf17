"""How common a value is among the residents: the bits a chance agreement on it is worth.

A rare name that agrees says much, MUHAMMAD says little, a default birth date less still. Frequencies come from the
population file of the run itself: exact counts, no sampling.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from datetime import date

_RAREST = 0.005
"""Bearers to be expected of a value seen once, at least."""

_FAMILIES = 0.1
"""Share of residents under a shared roof from which a register is one of families: 0.9 in a town, 0.01 where each
person was drawn by lot."""

_KELURAHAN = ["kecamatan_key", "kelurahan_key"]
_RT = [*_KELURAHAN, "rw", "rt"]


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Bits by value, all measured on the residents.

    `names`, `tokens`, `dates`, `mothers`, `streets`, `doors` (street and house) have `value` and `bits` (−log2 of the
    share of residents having the value, Float64); `kelurahan` and `rt` have the keys of an area and `bits`.
    `population` is the number of residents behind them, `newest` the last birth date among them;
    `has_families` whether a good part of them share KK or door, or nothing is known of either;
    `has_grammar` whether their numbers are NIKs, with a birth date inside.
    """

    population: int
    newest: date | None
    has_families: bool
    has_grammar: bool
    names: pl.DataFrame
    tokens: pl.DataFrame
    dates: pl.DataFrame
    mothers: pl.DataFrame
    streets: pl.DataFrame
    doors: pl.DataFrame
    kelurahan: pl.DataFrame
    rt: pl.DataFrame

    @property
    def identity_bits(self) -> float:
        """Bits needed to single out one resident, and the most that any agreement is worth."""
        return _bits_of_share(1, self.population)


def measure(residents: pl.DataFrame) -> Frequencies:
    """RECORDS of the residents → Frequencies."""
    names = residents.group_by("name_sorted").len("count").drop_nulls()
    tokens = (
        names.with_columns(pl.col("name_sorted").str.split(" "))
        .explode("name_sorted", empty_as_null=True, keep_nulls=True)
        .group_by(value="name_sorted")
        .agg(pl.col("count").sum())
    )
    births = residents.select(value=pl.coalesce("born", "nik_born")).group_by("value").len("count")
    size = max(residents.height, 1)
    doors_seen = residents.group_by(value=door()).len("count")
    return Frequencies(
        population=size,
        newest=births["value"].max(),  # type: ignore[arg-type]  # the column is of dates
        has_grammar=residents["nik_born"].count() > 0,
        has_families=_has_families(residents.group_by(value="kk_key").len("count"), doors_seen),
        names=_bits(names.rename({"name_sorted": "value"}), size),
        tokens=_bits(tokens, size),
        dates=_bits(births, size),
        mothers=_bits(residents.group_by(value="mother").len("count"), size),
        streets=_bits(residents.group_by(value="street").len("count"), size),
        doors=_bits(doors_seen, size),
        kelurahan=_place_bits(residents, _KELURAHAN, size),
        rt=_place_bits(residents, _RT, size),
    )


def _has_families(*homes: pl.DataFrame) -> bool:
    """Tell whether people share homes, counted by `value` and `count`; yes where no home of anybody is known."""
    told = [known for home in homes if (known := home.drop_nulls("value")).height]
    together = [_of_two_and_more(known) >= _FAMILIES * int(known["count"].sum()) for known in told]
    return any(together) or not told


def _of_two_and_more(known: pl.DataFrame) -> int:
    return int(known.filter(pl.col("count") > 1)["count"].sum())


def door() -> pl.Expr:
    """Street and house as one text, null where one is unknown."""
    return pl.concat_str("street", "house", separator="/")


def place_bits(residents: pl.DataFrame, known: Frequencies) -> pl.DataFrame:
    """Return `kelurahan_bits` and `rt_bits` per resident, in order: what sharing that kelurahan or RT is worth."""

    def found(keys: list[str], table: pl.DataFrame) -> pl.Series:
        places = residents.select(keys)
        return places.join(table, on=keys, how="left", nulls_equal=True, maintain_order="left", validate="m:1")["bits"]

    return pl.DataFrame({"kelurahan_bits": found(_KELURAHAN, known.kelurahan), "rt_bits": found(_RT, known.rt)})


def look_up(values: pl.Series, table: pl.DataFrame) -> pl.Series:
    """Return the bits of each value; a value no resident has is worth as much as the rarest, a null is worth null."""
    rarest = table.select(pl.col("bits").max().fill_null(0.0)).item() if table.height else 0.0
    found = values.to_frame("value").join(table, on="value", how="left", maintain_order="left")["bits"]
    return pl.select(pl.when(values.is_not_null()).then(found.fill_null(rarest))).to_series()


def _place_bits(residents: pl.DataFrame, keys: list[str], size: int) -> pl.DataFrame:
    share = pl.len().cast(pl.Float64) / size
    return residents.group_by(keys).agg(bits=-share.log(2).cast(pl.Float32))


def _bits(counted: pl.DataFrame, size: int) -> pl.DataFrame:
    """`value`, `count` → `value`, `bits`, without the null value.

    A value seen once is rarer than one in `size`: how much rarer tell the values seen once and twice (Good and Turing).
    Of names in Java half a second bearer is to be expected, of names in an immigrants' town hardly any.
    """
    counted = counted.drop_nulls("value")
    once, twice = (int((counted["count"] == times).sum()) for times in (1, 2))
    expected = min(max(2 * (twice + 1) / (once + 1), _RAREST), 1.0)
    count = pl.when(pl.col("count") == 1).then(expected).otherwise(pl.col("count").cast(pl.Float64))
    return counted.select("value", bits=-(count / size).log(2)).with_columns(pl.col("bits").clip(0))


def _bits_of_share(count: int, size: int) -> float:
    return float(pl.select((pl.lit(size) / count).log(2)).item())
