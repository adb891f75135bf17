"""Addresses → the street and the house: what two registers write of one door, without areas and generic words."""

from __future__ import annotations

from typing import Final

import polars as pl

from uhcmatch.distinct import by_distinct, words_in_order
from uhcmatch.normalise.text import plain

_AREA_FROM_HERE: Final = (
    r"(?:\bR[. ]?[TW][. :/]*[0-9].*|(?:^| )[0-9]{1,3} ?/ ?[0-9]{1,3}(?: +[A-Z].*|,.*|$)"
    r"|\b(?:KELURAHAN|KEL|DESA|KECAMATAN|KEC|KABUPATEN|KAB|KOTA|PROVINSI|PROV)\b[. :].*)$"
)
"""From RT/RW or the first named area on, an address tells no door any more."""
_HOUSE: Final = r"\b(?:NO|NOMOR|NOMER|NMR)\b[. :]*([0-9]+ ?[A-Z]?)\b"
_ANY_NUMBER: Final = r"\b([0-9]+[A-Z]?)\b"
_GENERIC: Final = (
    r"\b(?:JALAN|JLN|JL|GANG|GG|NOMOR|NOMER|NMR|NO|BLOK|BLOCK|BLK|KAV|KAVLING|PERUMAHAN|PERUM|KOMPLEK|KOMPLEKS|KOMP"
    r"|KAMPUNG|KP|DUSUN|DSN|DUKUH|DK|LINGKUNGAN|LINGK|LK|RAYA)\b"
)
"""Words that stand in front of a street's own name, or are left out, as the writer likes."""
_STREET: Final = {"street": pl.String()}
_DOOR: Final = {**_STREET, "house": pl.String()}


def doors(alamat: pl.Series) -> pl.DataFrame:
    """Read `street` (upper-case words) and `house` (number and letter) from addresses; null where there is none.

    The words stand in alphabetical order: estate first or street first is as the writer likes.
    """
    near = plain(alamat).str.replace(_AREA_FROM_HERE, "")
    first = near.str.extract("^([^,]*[A-Z]{2}[^,]*)", 1)
    return by_distinct(first.zip_with(first.is_not_null(), near), _doors, _DOOR)


def _doors(distinct: pl.Series) -> pl.DataFrame:
    return pl.DataFrame({"house": _houses(distinct)}).hstack(by_distinct(_unnumbered(distinct), _streets, _STREET))


def _houses(text: pl.Series) -> pl.Series:
    house = text.str.extract(_HOUSE, 1)
    found = house.zip_with(house.is_not_null(), text.str.extract(_ANY_NUMBER, 1))
    return found.str.replace_all(" ", "", literal=True).str.strip_chars_start("0").replace("", None)


def _unnumbered(text: pl.Series) -> pl.Series:
    return text.str.replace_all(_HOUSE, " ").str.replace_all(_ANY_NUMBER, " ")


def _streets(distinct: pl.Series) -> pl.DataFrame:
    words = distinct.str.replace_all(_GENERIC, " ").str.replace_all("[^A-Z]+", " ").str.strip_chars(" ")
    street = words.zip_with(words.str.len_bytes() > 1, pl.Series([None], dtype=pl.String))
    return pl.DataFrame({"street": words_in_order(street)})
