"""Numbers that stand on so many rows that they are nobody's: a cell that was dragged down a sheet.

They prove nothing of those who bear them, nor against them, and are left out of the comparison on either side. So are
the KK numbers of more people than are a family: those of an orphanage, a boarding school or a prison.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.linkage.cards.unsaid import OF_NUMBER, without
from uhcmatch.linkage.hashed import are_there, as_keys, counted, places, row_keys

_RESIDENTS: Final = 3
"""Residents from whom on a number is nobody's: two may share one by a mistake of the office."""
_CARDS: Final = 5
"""Cards likewise: one person may have one in each of several segments, and a child's may bear the number too."""
_MOST_AT_HOME: Final = 20
"""Residents of one KK beyond whom it is no family's, and no reason to be one person or another's relative."""
_OWN: Final = ("nik_key", "name_sorted", "born")
_UNDATED: Final = ("nik_key", "name_sorted")


def without_heaps(residents: pl.DataFrame, members: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return RECORDS of both sides without the numbers that many residents bear, and the KK numbers of no family."""
    numberless = without(residents, OF_NUMBER, pl.Series(_heaped(residents, _RESIDENTS)))
    return _without_crowds(numberless, members)


def without_heaps_of_cards(members: pl.DataFrame, residents: pl.DataFrame) -> pl.DataFrame:
    """Return RECORDS of members without the numbers of many cards, but where a card is the owner's by name and date."""
    heaped = _heaped(members, _CARDS)
    if not heaped.size:
        return members
    few = members.select(*_OWN)[heaped]
    is_own = are_there(row_keys(few, _OWN), row_keys(residents, _OWN))
    is_own |= few["born"].is_null().to_numpy() & are_there(row_keys(few, _UNDATED), row_keys(residents, _UNDATED))
    return without(members, OF_NUMBER, pl.Series(heaped[~is_own]))


def _without_crowds(residents: pl.DataFrame, members: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    families, people = counted(as_keys(residents["kk_key"]))
    crowds = families[people > _MOST_AT_HOME]
    if not crowds.size:
        return residents, members
    of_residents, of_members = (
        pl.Series(np.flatnonzero(are_there(as_keys(side["kk_key"]), crowds))) for side in (residents, members)
    )
    return (
        residents.with_columns(residents["kk_key"].scatter(of_residents, None)),
        members.with_columns(members["kk_key"].scatter(of_members, None)),
    )


def _heaped(records: pl.DataFrame, many: int) -> npt.NDArray[np.int64]:
    """Return the positions of rows whose number stands on so many or more."""
    keys = as_keys(records["nik_key"])
    numbers, times = counted(keys)
    return np.flatnonzero(places(keys, numbers[times >= many]) >= 0)
