"""Cards with the number of the family card where the NIK should be: it is no NIK, and says which family it is.

Numbers of families look like those of children: a mistyped NIK may be some family's number. The card must give it for
its family as well, or be of somebody whom the register has in that family.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from uhcmatch.linkage.hashed import are_there, as_keys, row_keys

_OF_NIK: Final = ("nik_key", "nik_born", "nik_sex")
_OF_MEMBER: Final = (("kk_key", "name_sorted"), ("kk_key", "born"), ("kk_key", "mother"))


def without_family_numbers(members: pl.DataFrame, residents: pl.DataFrame) -> pl.DataFrame:
    """Return RECORDS of members, where a NIK that is the number of the member's family is the card's `kk_key`.

    A number that is a resident's NIK stays. Positions stay as they are.
    """
    number = as_keys(members["nik_key"])
    is_given = (members["nik_key"] == members["kk_key"]).fill_null(value=False).to_numpy()
    at = np.flatnonzero(is_given | are_there(number, as_keys(residents["kk_key"])))
    at = at[~are_there(number[at], as_keys(residents["nik_key"]))]
    cards = members[at].with_columns(kk_key="nik_key")
    is_family = [are_there(row_keys(cards, shared), row_keys(residents, shared)) for shared in _OF_MEMBER]
    places = pl.Series(at[is_given[at] | np.logical_or.reduce(is_family)])
    family = pl.coalesce(members["kk_key"].gather(places), members["nik_key"].gather(places))
    return members.with_columns(
        members["kk_key"].scatter(places, pl.select(family).to_series()),
        *(members[name].scatter(places, None) for name in _OF_NIK),
    )
