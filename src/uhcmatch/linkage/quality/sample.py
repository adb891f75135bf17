"""Hidden members made to stand for others: weighted so that their cards bear what those others' cards bear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.linkage.keys import combined, keys

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_ENOUGH: Final = 50
"""Hidden members of one make of card, at least, to stand for its like alone."""
_SHARED_BY_KIN: Final = (("kk",), ("door", "area"))
KIN_ATOMS: Final = tuple(atom for shared in _SHARED_BY_KIN for atom in shared)
_MAKE: Final = ("born", "kk_key", "kelurahan_key", "street", "house", "mother")
"""What one file gives and another lacks. A card without them is found worse, and mixed up more."""


def standing_for(hidden: pl.DataFrame, others: pl.DataFrame, worth: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return a weight per hidden member (RECORDS and `kin`); they sum to that of `worth`, one number per other member.

    Makes of card of which too few were hidden are stood for by all.
    """
    wanted = others.select(_make()).with_columns(worth=pl.Series(worth)).group_by("make").agg(pl.col("worth").sum())
    made = hidden.select(_make())
    there = made.group_by("make").len("cards").filter(pl.col("cards") >= _ENOUGH)
    each = there.join(wanted, on="make", how="left", validate="1:1").with_columns(pl.col("worth").fill_null(0.0))
    share = made.join(
        each.select("make", share=pl.col("worth") / pl.col("cards")), on="make", how="left", maintain_order="left"
    )["share"].fill_null(0.0)
    rest = max(float(worth.sum()) - float(each["worth"].sum()), 0.0)
    weight: npt.NDArray[np.float64] = share.to_numpy() + rest / max(hidden.height, 1)
    return weight


def with_kin(cards: pl.DataFrame, resident_keys: pl.DataFrame, own: pl.Series | None = None) -> pl.DataFrame:
    """Add `kin` to RECORDS of members: a resident has the card's KK, or lives at its door; `own` resident left out.

    Whose family is still here is mixed up with it; whose family has left too, hardly. `resident_keys` are KEYS.
    """
    card_keys = keys(cards.with_columns(lender_kk=pl.lit(None, pl.String)))
    kin = pl.Series("kin", [False]).new_from_index(0, cards.height)
    for shared in _SHARED_BY_KIN:
        key = combined(shared).alias("key")
        theirs, all_of = card_keys.select(key), resident_keys.select(key)
        there = all_of.join(theirs.unique(), on="key", how="semi").group_by("key").len("there")
        count = theirs.join(there, on="key", how="left", maintain_order="left")["there"].fill_null(0).cast(pl.Int64)
        if own is not None:
            count = count - (all_of["key"].gather(own) == theirs["key"]).fill_null(value=False).cast(pl.Int64)
        kin = kin | (count > 0)
    return cards.with_columns(kin.alias("kin"))


def _make() -> pl.Expr:
    """Return which of `_MAKE` a card bears, and whether there is kin, as bits."""
    bits = [pl.col(name).is_not_null().cast(pl.UInt8) * 2**at for at, name in enumerate(_MAKE, start=1)]
    return pl.sum_horizontal(pl.col("kin").cast(pl.UInt8), *bits).alias("make")
