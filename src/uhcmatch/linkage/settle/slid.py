"""Stretches of a file where numbers stand beside other people's names: a column slid, or was sorted by itself."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.linkage.compare.name import Name

SLID: Final[dict[str, pl.DataType]] = {"side": pl.String(), "stretch": pl.Int64(), "row": pl.Int64()}
"""One row per row whose name is another's: of whose file (`residents`, `members`), in which stretch of it, and `row` as
in RECORDS."""

_WINDOW: Final = 20
_AT_LEAST: Final = 14
"""Of so many numbers in a row that both sides know, those beside another's name from which it is no chance: one in a
hundred is one in usual files, one in ten in the dirtiest (METHODS §5.2)."""
_OF_ANOTHER: Final = (Name.LATER_TOKENS, Name.DIFFERENT)


def slid(
    people: pl.DataFrame, cards: pl.DataFrame, sure: pl.DataFrame, rest: pl.DataFrame, equal: pl.DataFrame
) -> pl.DataFrame:
    """Return SLID, by side and row.

    `sure` are the pairs of `people` and `cards` that share number and name, `equal` the EVIDENCE of those of `people`
    and `rest` that share a number only.
    """
    named = equal.filter(pl.col("name") != Name.MISSING)
    is_others = pl.concat([pl.repeat(False, sure.height, eager=True), named["name"].is_in(_OF_ANOTHER)]).to_numpy()
    rows = {
        "residents": people["row"].gather(pl.concat([sure["resident"], named["resident"]])),
        "members": pl.concat([cards["row"].gather(sure["member"]), rest["row"].gather(named["member"])]),
    }
    found = [_stretches(of.to_numpy(), is_others) for of in rows.values()]
    length = [np.append(np.bincount(of[of >= 0]), 0)[of] for of in found]
    # Where both files stand in the same order, names are beside others' numbers in both: it is the longer's column.
    kept = [
        pl.DataFrame({"side": side, "stretch": of, "row": rows[side]}, schema=SLID).filter(is_longest & (of >= 0))
        for side, of, is_longest in zip(rows, found, (length[0] >= length[1], length[1] >= length[0]), strict=True)
    ]
    return pl.concat(kept).filter(pl.len().over("side", "stretch") >= _AT_LEAST).sort("side", "row")


def _stretches(rows: npt.NDArray[np.int64], is_others: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Number the stretches in which nearly all names are others', −1 for rows in none and for the few of their own."""
    order = np.argsort(rows)
    count = np.cumsum(np.append(0, is_others[order]))
    begins = np.flatnonzero(count[_WINDOW:] - count[:-_WINDOW] >= _AT_LEAST)
    number = np.full(rows.size, -1)
    is_new = np.diff(begins, prepend=-_WINDOW - 1) > _WINDOW
    for stretch, (first, last) in enumerate(zip(begins[is_new], begins[np.append(is_new, True)[1:]], strict=True)):
        number[order[first : last + _WINDOW]] = stretch
    number[~is_others] = -1
    return number
