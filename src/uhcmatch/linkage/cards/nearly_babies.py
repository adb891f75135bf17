"""Cards of newborns whose mark is misspelt (BAYIA, BARYI): the register tells them from a BAYU or a BARI.

One slip from “BAYI” there are names. What follows the mark must be the mother of a resident who has the card's number
or its family, and no resident may bear the whole as a name.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from uhcmatch.linkage.hashed import are_there, as_keys, row_keys
from uhcmatch.reference.babies import is_nearly_baby

_OWN: Final = ("name", "name_folded", "name_joined", "name_sorted")
_SHARED: Final = (("nik_key", "mother"), ("kk_key", "mother"))


def with_nearly_babies(members: pl.DataFrame, residents: pl.DataFrame) -> pl.DataFrame:
    """Return RECORDS of members, those cards read as “baby of”: `is_baby`, `mother` what follows, no name of their own.

    Positions stay as they are.
    """
    at = _nearly(members)
    cards = members[at].with_columns(mother=pl.col("name_folded").str.extract("^[A-Z]+ (.+)$"))
    is_named = are_there(as_keys(cards["name_sorted"]), as_keys(residents["name_sorted"]))
    of_mother = [are_there(row_keys(cards, shared), row_keys(residents, shared)) for shared in _SHARED]
    is_baby = pl.Series(np.logical_or(*of_mother) & ~is_named)
    at, cards = at.filter(is_baby), cards.filter(is_baby)
    return members.with_columns(
        members["mother"].scatter(at, cards["mother"]),
        members["is_baby"].scatter(at, values=True),
        *(members[name].scatter(at, None) for name in _OWN),
    )


def _nearly(members: pl.DataFrame) -> pl.Series:
    """Return the positions of cards whose first of several words is one slip from a mark."""
    first = members["name"].str.extract("^([A-Z]{1,5}) ")
    marks = [word for word in first.unique().drop_nulls() if is_nearly_baby(word)]
    return first.is_in(marks).fill_null(value=False).arg_true()
