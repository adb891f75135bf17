"""Cards whose family other cards tell: those of the same KK or at the same door that are known to be of one family.

A family moves and its KK changes, and all its cards still name the old ones. Where number and name have told whose most
of them are, they tell of the one without a number which family it is of; whose of that family it is, its name tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.hashed import are_there, as_keys, row_keys

if TYPE_CHECKING:
    from uhcmatch.linkage.hashed import Keys

_DOOR: Final = ("kelurahan_key", "rt", "street", "house")


def with_families(cards: pl.DataFrame, people: pl.DataFrame, verified: pl.DataFrame) -> pl.DataFrame:
    """Return RECORDS of cards, with the KK of the family that other cards tell where theirs is none of the register's.

    `verified` are the pairs that number and name settle; their cards stay as they are. Cards of one KK, or at one door,
    that belong to residents of two families tell nothing, nor do those at the door where their owner lives: that is
    compared anyway.
    """
    own, door = as_keys(cards["kk_key"]), row_keys(cards, _DOOR)
    settled, owner = verified["member"].to_numpy(), verified["resident"].to_numpy()
    is_open = ~are_there(own, as_keys(people["kk_key"]))
    is_open[settled] = False
    at = np.flatnonzero(is_open)
    family, lives_at = people["kk_key"].gather(owner), row_keys(people, _DOOR)[owner]
    of_door = np.where(door[settled] == lives_at, 0, door[settled])
    told = [_told(keys[at], of, family) for keys, of in ((own, own[settled]), (door, of_door))]
    known = pl.select(pl.coalesce(*told, cards["kk_key"].gather(at))).to_series()
    return cards.with_columns(cards["kk_key"].scatter(at, known))


def _told(keys: Keys, settled: Keys, family: pl.Series) -> pl.Series:
    """Return by key the one family that the settled cards of that key are of, null where it is none or not one."""
    is_met = pl.Series(are_there(settled, keys))
    met = pl.DataFrame({"key": settled, "family": family}).filter(is_met).drop_nulls()
    one = met.unique().filter(pl.len().over("key") == 1)
    return pl.DataFrame({"key": keys}).join(one, on="key", how="left", maintain_order="left")["family"]
