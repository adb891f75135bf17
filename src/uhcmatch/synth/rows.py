"""Codes to text: the canonical rows of some people, before any file layout and before any noise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.reference import regions
from uhcmatch.reference.given_names import place_names
from uhcmatch.synth.names import vocabulary

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Ints
    from uhcmatch.synth.names import Tokens
    from uhcmatch.synth.people import People
    from uhcmatch.synth.places import Area

_KINDS: Final = ("streets", "hamlets", "estates")
_BLOCKS: Final = tuple("ABCDEFGH")


@dataclass(frozen=True)
class Texts:
    """The texts that codes stand for."""

    tokens: pl.Series
    kelurahan: pl.Series
    kecamatan: pl.Series
    kabupaten: str


def make_texts(area: Area) -> Texts:
    """Return the texts of a town."""
    return Texts(
        pl.Series(vocabulary().text, dtype=pl.String),
        pl.Series([village.kelurahan.upper() for village in area.villages]),
        pl.Series([village.kecamatan.upper() for village in area.villages]),
        area.name,
    )


def canonical(people: People, texts: Texts, who: Ints, home: Ints) -> pl.DataFrame:
    """One row per person asked for; `home` is the household whose address is meant.

    Columns: nik, nik_lender, no_kk, nama, mother, father, birthplace, kelurahan, kecamatan, street (String), sex (L/P),
    born (Date), age_days, role, rt, rw (Int64).
    """
    families, homes = people.families, people.homes
    village = homes.village[home]
    return pl.DataFrame(
        {
            "nik": _digits(people.nik[who]),
            "nik_lender": _digits(people.nik[people.lender[who]]),
            "no_kk": _digits(people.kk[home]),
            "nama": names(texts, people.names[who]),
            "mother": names(texts, people.mothers[who]),
            "father": names(texts, people.fathers[who]),
            "sex": pl.Series(np.where(families.female[who], "P", "L")),
            "born": pl.Series(people.born[who].astype("datetime64[D]")),
            "age_days": pl.Series(families.age_days[who]),
            "role": pl.Series(families.role[who]),
            "birthplace": _birthplaces(people.prefix[who]),
            "kelurahan": texts.kelurahan.gather(village),
            "kecamatan": texts.kecamatan.gather(village),
            "street": _streets(people, home),
            "rt": pl.Series(homes.rt[home]),
            "rw": pl.Series(homes.rw[home]),
        }
    )


def names(texts: Texts, tokens: Tokens) -> pl.Series:
    """Join the tokens of every name with one space."""
    columns = [
        texts.tokens.gather(pl.Series(np.where(column < 0, 0, column)))
        .set(pl.Series(column < 0), None)
        .alias(str(place))
        for place, column in enumerate(tokens.T)
    ]
    return pl.DataFrame(columns).select(pl.concat_str(pl.all(), separator=" ", ignore_nulls=True).alias("n"))["n"]


def _digits(numbers: Ints) -> pl.Series:
    return pl.Series(numbers).cast(pl.String).str.zfill(16)


def _birthplaces(prefix: Ints) -> pl.Series:
    """Name the kabupaten or kota a NIK was issued in, without KABUPATEN or KOTA."""
    distinct, where = np.unique(prefix // 100, return_inverse=True)
    found = [regions.kabupaten_name(f"{code:04d}") or "" for code in distinct]
    plain = [
        name.upper().removeprefix("KABUPATEN ").removeprefix("KOTA ").removeprefix("ADMINISTRASI ") for name in found
    ]
    return pl.Series(plain, dtype=pl.String).gather(where)


def _streets(people: People, home: Ints) -> pl.Series:
    """Write street addresses: street or alley with number, hamlet alone, estate with block and number."""
    homes = people.homes
    street = homes.street[home]
    named = {kind: pl.Series(place_names(kind)).gather(street % len(place_names(kind))) for kind in _KINDS}
    parts = pl.DataFrame(
        {
            "kind": homes.kind[home],
            "number": homes.number[home],
            "block": pl.Series(_BLOCKS).gather(street % len(_BLOCKS)),
            **named,
        }
    )
    kind = pl.col("kind")
    return parts.select(
        pl.when(kind == 0)
        .then(pl.format("JL. {} NO. {}", "streets", "number"))
        .when(kind == 1)
        .then(pl.format("GG. {} NO. {}", "streets", "number"))
        .when(kind == 2)
        .then(pl.format("DUSUN {}", "hamlets"))
        .otherwise(pl.format("PERUM {} BLOK {} NO. {}", "estates", "block", "number"))
        .alias("street")
    )["street"]
