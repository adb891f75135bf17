"""What pairs are asked of each side: every record looked at once, however many pairs it is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.linkage.cards.lenders import OF_CARDS
from uhcmatch.linkage.compare import frequencies
from uhcmatch.linkage.compare.birth_date import packed
from uhcmatch.linkage.compare.infancy import infancy_level
from uhcmatch.linkage.compare.issued import is_unissued
from uhcmatch.linkage.compare.nik import Numbers

if TYPE_CHECKING:
    from uhcmatch.linkage.compare.frequencies import Frequencies

_HASHED: Final = ("kk_key", "kecamatan_key", "kelurahan_key", "rt", "rw", "house", "mother")
"""Texts that are equal or not, and nothing in between."""
OF_RESIDENTS: Final = (
    *("nik_key", "nik_born", "nik_sex", "born", "born_is_default", "sex", "name_sorted", "street"),
    "tanggal_tertulis",
    *_HASHED,
)
"""What pairs are asked of their resident, of the columns of RECORDS."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What pairs are asked of their resident and of their member, each looked at once."""

    people: pl.DataFrame
    cards: pl.DataFrame
    own: Numbers
    shown: Numbers

    @classmethod
    def of(cls, residents: pl.DataFrame, members: pl.DataFrame, known: Frequencies) -> Sides:
        """Look at the residents (`OF_RESIDENTS`) and members whom pairs are made of."""
        return cls(
            people=_people(residents, known),
            cards=_cards(members, known),
            own=Numbers.of(residents["nik_key"]),
            shown=Numbers.of(members["nik_key"], members["nik_prefix15"], members["nik_odd"]),
        )


def _people(residents: pl.DataFrame, known: Frequencies) -> pl.DataFrame:
    """Return what pairs are asked of their resident, in the order of the rows."""
    born = residents.select(born=pl.coalesce("born", "nik_born"))
    infancy = infancy_level(pl.col("born"), pl.lit(known.newest, pl.Date()), pl.lit(value=True))
    narrow = _narrow(residents, "resident_").hstack(frequencies.place_bits(residents, known))
    return narrow.with_columns(
        resident_infancy=born.select(infancy).to_series(),
        birth_date_bits=frequencies.look_up(born["born"], known.dates).cast(pl.Float32),
        name_bits_at_most=frequencies.look_up(residents["name_sorted"], known.names),
        door_bits=frequencies.bits_of(frequencies.door_keys(residents), known.doors),
        street_bits=frequencies.look_up(residents["street"], known.streets),
        mother_bits_at_most=frequencies.look_up(residents["mother"], known.mothers).cast(pl.Float32),
    )


def _cards(members: pl.DataFrame, known: Frequencies) -> pl.DataFrame:
    """Return what pairs are asked of their member."""
    unissued = is_unissued(members["nik_key"], known.issued)
    own = members.select(
        "is_baby",
        *(pl.when(pl.col(name).is_not_null()).then(pl.col(name).hash()).alias(name) for name in OF_CARDS),
        date_from_nik=pl.col("born").is_null(),
        sex_from_nik=pl.col("sex").is_null(),
        is_unissued=unissued,
        says_two_dates=(pl.col("born") != pl.col("nik_born")).fill_null(value=False),
        says_two_sexes=(pl.col("sex") != pl.col("nik_sex")).fill_null(value=False),
    )
    return _narrow(members, "member_").hstack(own)


def _narrow(records: pl.DataFrame, side: str) -> pl.DataFrame:
    """What is compared by equality or as a date, every text but the NIK as its hash, every date packed."""
    return records.select(
        *(pl.when(pl.col(name).is_not_null()).then(pl.col(name).hash()).alias(side + name) for name in _HASHED),
        *(packed(pl.col(name)).alias(side + name) for name in ("born", "nik_born")),
        pl.col("tanggal_tertulis").alias(side + "said"),
        pl.col("born_is_default").name.prefix(side),
        pl.coalesce("sex", "nik_sex")
        .replace_strict({"L": 1, "P": 2}, default=None, return_dtype=pl.UInt8)
        .alias(side + "sex"),
    )
