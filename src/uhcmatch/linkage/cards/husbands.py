"""Cards of wives under their husband's name (`NY. BUDI SANTOSO`): the register tells them from a NY. SITI.

Such a name is a man's and no woman's, or that of a man in the family that the card or its number names. The card has
then no name of its own, and its number, birth date and family say whose it is: as a name it would be the husband's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.cards.unsaid import without
from uhcmatch.linkage.hashed import are_there, row_keys

if TYPE_CHECKING:
    from uhcmatch.linkage.hashed import Flags

_OWN: Final = ("name", "name_folded", "name_joined", "name_sorted")
_HERS: Final = (("nik_key", "name_sorted"), ("kk_key", "name_sorted"), ("born", "name_sorted"))


def without_husbands_names(members: pl.DataFrame, residents: pl.DataFrame) -> pl.DataFrame:
    """Return RECORDS of members, without a name where it is the husband's; positions stay as they are."""
    is_wife = members["is_wife"] & (members["sex"] != "L").fill_null(value=True) & members["name_sorted"].is_not_null()
    at = is_wife.fill_null(value=False).arg_true()
    if not len(at):
        return members
    cards = members[at].select("nik_key", "kk_key", "born", "name_sorted")
    namesakes = residents.filter(pl.col("name_sorted").is_in(cards["name_sorted"].implode()))
    sex = pl.coalesce("sex", "nik_sex")
    men, women = (namesakes.filter(sex == one) for one in ("L", "P"))
    is_hers = _any(cards, women, *_HERS)
    is_his = _any(cards, men, ("name_sorted",)) & ~_any(cards, women, ("name_sorted",))
    is_his |= _any(_by_number(cards, residents), men, ("kk_key", "name_sorted")) | _any(cards, men, _HERS[1])
    at = at.filter(pl.Series(is_his & ~is_hers))
    return without(members, _OWN, at)


def _any(cards: pl.DataFrame, residents: pl.DataFrame, *shared: tuple[str, ...]) -> Flags:
    """Tell which cards share any of some sets of columns with a resident."""
    each = [are_there(row_keys(cards, columns), row_keys(residents, columns)) for columns in shared]
    found: Flags = np.logical_or.reduce(each)
    return found


def _by_number(cards: pl.DataFrame, residents: pl.DataFrame) -> pl.DataFrame:
    """Return the cards with the KK of the resident whose number they bear; who shares a number with others has none."""
    owners = residents.filter(pl.col("nik_key").is_in(cards["nik_key"].drop_nulls().implode()))
    owners = owners.select("nik_key", "kk_key").unique("nik_key", keep="none")
    return cards.select("nik_key", "name_sorted").join(owners, on="nik_key", how="left", maintain_order="left")
