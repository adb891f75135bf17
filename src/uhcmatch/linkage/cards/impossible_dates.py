"""Newborns' cards with the birth date of a grown-up: a parent's, from the line above. It says nothing of the child.

Members have been registered as “baby of” since 2014; whoever was born long before is none.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from uhcmatch.linkage.cards.unsaid import OF_DATE, without

if TYPE_CHECKING:
    import polars as pl

_FIRST: Final = date(2013, 1, 1)
"""Birth date of the oldest who can have been registered that way."""


def without_impossible_dates(members: pl.DataFrame) -> pl.DataFrame:
    """Return RECORDS of members, newborns' cards without the birth dates of people who were grown up by then."""
    is_impossible = (members["is_baby"] & (members["born"] < _FIRST)).fill_null(value=False)
    return without(members, OF_DATE, is_impossible.arg_true())
