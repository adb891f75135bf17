"""Hidden members made to stand for others: weighted so that their cards bear what those others' cards bear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.linkage.block.keys import combined, keys

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_ENOUGH: Final = 50
"""Hidden members of one make of card, at least, to stand for its like alone."""
SHARED_BY_KIN: Final = (("kk",), ("door", "area"))
KIN_ATOMS: Final = tuple(atom for shared in SHARED_BY_KIN for atom in shared)
_MAKE: Final = ("born", "kk_key", "kelurahan_key", "street", "house", "mother")
"""What one file gives and another lacks. A card without them is found worse, and mixed up more."""


def standing_for(hidden: pl.DataFrame, others: pl.DataFrame, worth: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return a weight per hidden member (RECORDS and `kin`); they sum to that of `worth`, one number per other member.

    Makes of card of which too few were hidden are stood for by all. Where `kin` is dropped, it plays no part.
    """
    wanted = (
        others.select(_make(others)).with_columns(worth=pl.Series(worth)).group_by("make").agg(pl.col("worth").sum())
    )
    made = hidden.select(_make(hidden))
    there = made.group_by("make").len("cards").filter(pl.col("cards") >= _ENOUGH)
    each = there.join(wanted, on="make", how="left", validate="1:1").with_columns(pl.col("worth").fill_null(0.0))
    share = made.join(
        each.select("make", share=pl.col("worth") / pl.col("cards")), on="make", how="left", maintain_order="left"
    )["share"].fill_null(0.0)
    rest = max(float(worth.sum()) - float(each["worth"].sum()), 0.0)
    weight: npt.NDArray[np.float64] = share.to_numpy() + rest / max(hidden.height, 1)
    return weight


def with_kin(cards: pl.DataFrame, resident_keys: pl.DataFrame, own: pl.Series | None = None) -> pl.DataFrame:
    """Add `kin` to RECORDS of members: a resident has the card's KK, or lives at its door.

    Whose family is still here is mixed up with it; whose family has left too, hardly. `resident_keys` are KEYS. With
    `own` residents those are left out, and `neighbour` tells where somebody is left who is not of their KK either.
    """
    card_keys = keys(cards, KIN_ATOMS)
    shown = {name: pl.Series([False]).new_from_index(0, cards.height) for name in ("kin", "neighbour")}
    for shared in SHARED_BY_KIN:
        theirs, all_of = (frame.select("kk", combined(shared).alias("key")) for frame in (card_keys, resident_keys))
        there = all_of.join(theirs.select("key").unique(), on="key", how="semi")
        if own is None:
            shown["kin"] |= _there(theirs, there, "key") > 0
            continue
        theirs = theirs.with_columns(all_of["kk"].gather(own))
        itself = (all_of["key"].gather(own) == theirs["key"]).fill_null(value=False).cast(pl.Int64)
        shown["kin"] |= _there(theirs, there, "key") > itself
        family = pl.DataFrame([_there(theirs, there, "key", "kk").alias("kk"), itself.alias("itself")])
        shown["neighbour"] |= _there(theirs, there, "key") > family.max_horizontal()
    return cards.with_columns(series.alias(name) for name, series in shown.items() if own is not None or name == "kin")


def _there(theirs: pl.DataFrame, there: pl.DataFrame, *alike: str) -> pl.Series:
    """Count for each row of `theirs` the rows of `there` that have the same in these columns; null is like nothing."""
    count = there.group_by(alike).len("there")
    return theirs.join(count, on=alike, how="left", maintain_order="left")["there"].fill_null(0).cast(pl.Int64)


def _make(cards: pl.DataFrame) -> pl.Expr:
    """Return which of `_MAKE` a card bears, and whether there is kin, as bits."""
    bits = [pl.col(name).is_not_null().cast(pl.UInt8) * 2**at for at, name in enumerate(_MAKE, start=1)]
    kin = [pl.col("kin").cast(pl.UInt8)] if "kin" in cards.columns else []
    return pl.sum_horizontal(*kin, *bits).alias("make")
