"""Where somebody lives: RT, RW, kelurahan, kecamatan and the door, and what stands beside them on a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.distinct import Distinct, distinct_together
from uhcmatch.normalise.addresses import rt_rw
from uhcmatch.normalise.areas import areas, areas_in_address
from uhcmatch.normalise.streets import doors
from uhcmatch.normalise.text import plain_of_shown, shown_upper
from uhcmatch.shelf import Lookup

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWN: Final = ("rt", "rw", "rt_rw", "kelurahan", "kecamatan")
"""Fields that tell a place by themselves."""
DESIL: Final = r"\b(10|[1-9])\b"
"""A desil in what is written for one."""


def addresses(alamat: Distinct) -> Lookup:
    """Return `alamat` as shown, and its `street` and `house`."""
    shown = shown_upper(alamat.values)
    return alamat.lookup(shown.to_frame("alamat").hstack(doors(plain_of_shown(shown))))


def places(cells: pl.DataFrame, alamat: Distinct) -> Lookup:
    """Read RT, RW, kelurahan and kecamatan; from the address where a row has no cell for them.

    Rows that say the same are thought about once, and an address counts only where it is asked.
    """
    number, rows = distinct_together([Distinct.of(cells[name]) for name in _OWN], cells.height)
    own = cells.select(pl.col(_OWN).gather(rows))
    asks = _asks_address(own)
    if not asks.any():
        return _placed(number, own.with_columns(alamat=pl.lit(None, pl.String)))
    asked = alamat.numbers.zip_with(asks.gather(number), pl.Series([None], dtype=alamat.numbers.dtype))
    numbers, rows = distinct_together([Distinct(number, asks), Distinct(asked, alamat.values)], cells.height)
    told = own.select(pl.all().gather(number.gather(rows)))
    return _placed(numbers, told.with_columns(alamat=alamat.values.gather(asked.gather(rows))))


def coded_beside_names(place: Lookup) -> int:
    """Return how many rows have a code for a kelurahan where others have names: each code is an area of its own."""
    is_code = place.answers["kelurahan_key"].str.contains("^[0-9]{4,}$")
    rows = place.times()
    return int(rows.filter(is_code).sum()) if rows.filter(~is_code).sum() else 0


def _asks_address(own: pl.DataFrame) -> pl.Series:
    """Tell which rows lack an RT, or both areas."""
    nowhere = own.select(pl.col("kelurahan").is_null() & pl.col("kecamatan").is_null()).to_series()
    return rt_rw(own.with_columns(alamat=pl.lit(None, pl.String)))["rt"].is_null() | nowhere


def _placed(numbers: pl.Series, told: pl.DataFrame) -> Lookup:
    village, district, address = told["kelurahan"], told["kecamatan"], told["alamat"]
    lacking = (village.is_null() & district.is_null() & address.is_not_null()).arg_true()
    if len(lacking):
        found = areas_in_address(address.gather(lacking))
        village = village.clone().scatter(lacking, found["kelurahan"])
        district = district.clone().scatter(lacking, found["kecamatan"])
    return Lookup(numbers, rt_rw(told).hstack(areas(village, district, Lookup(numbers, told).times())))


def beside(cells: pl.DataFrame) -> Iterator[Lookup]:
    """Read what the registration form asks for beside who somebody is (BESIDE); a date is no place of birth."""
    text = pl.col("text")
    read = {
        "tempat_lahir": pl.when(text.str.contains(r"\pL\pL") & ~text.str.contains(r"\d")).then(text),
        "status_kawin": text,
        "kode_pos": pl.col("written").str.extract(r"^\D*([0-9]{5})(?:[.,]0+)?\D*$", 1),
        "desil": pl.col("written").str.extract(DESIL, 1).cast(pl.Int64),
    }
    for name, answer in read.items():
        column = Distinct.of(cells[name])
        told = pl.DataFrame({"written": column.values, "text": shown_upper(column.values)})
        yield column.lookup(told.select(answer.alias(name)))
