"""Cards whose owner is in the population file, but as deceased or moved away: paid for nobody who lives here."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from uhcmatch.linkage.hashed import are_there, as_keys, meeting, row_keys
from uhcmatch.linkage.settle.verified import verified

_PERSON: Final = ("name_sorted", "born", "kk_key")
_NAMESAKE: Final = ("name_sorted", "born")
_NUMBERED: Final = ("nik_key", "name_sorted")
_OWN: Final = (("nik_key", "born"), ("nik_key", "kk_key"))
_REASONS: Final = {"meninggal": "pemilik_meninggal", "pindah": "pemilik_pindah"}


def gone(residents: pl.DataFrame) -> pl.DataFrame:
    """RECORDS → those who died or moved away, and what their cards are known by; of one number and name one row."""
    left = residents.filter(pl.col("excluded").is_in(list(_REASONS)))
    told = left.select("excluded", "nik_key", "name_joined", *_PERSON)
    told = told.sort(pl.all(), nulls_last=True, maintain_order=True)
    # Who stands there twice has one card all the same: a death counts for more than a move, whichever row is first.
    again = pl.struct(*_NUMBERED).is_first_distinct().not_() & pl.col("nik_key").is_not_null()
    return told.filter(~again)


def is_card_of_residents(gone: pl.DataFrame, members: pl.DataFrame, residents: pl.DataFrame) -> pl.Series:
    """Tell the cards whose owner is not among the `owners_gone`, or has a row as a resident too.

    A card of somebody gone would else be taken for a namesake's, or a twin's, a slip away.
    """
    owned = members.select("row", "nik_key", *_PERSON).filter(pl.col("row").is_in(gone["member_row"].implode()))
    return ~members["row"].is_in(owned["row"].filter(~_are_residents(owned, residents)).implode())


def owners_gone(gone: pl.DataFrame, members: pl.DataFrame, residents: pl.DataFrame) -> pl.DataFrame:
    """Return `member_row`, `gone`: the reason code of each card of one who is gone.

    It shares NIK and name with them; or their name, birth date and KK, unless a resident bears that name and date, or
    its number beside that date or KK.
    """
    by_number = verified(gone, members)
    owners = pl.concat([by_number, _by_person(gone, members, residents)]).unique("member", keep="first")
    owners = owners.sort("member")
    return pl.DataFrame(
        {
            "member_row": members["row"].gather(owners["member"]),
            "gone": gone["excluded"].gather(owners["resident"]).replace_strict(_REASONS, return_dtype=pl.String),
        }
    )


def _by_person(gone: pl.DataFrame, members: pl.DataFrame, residents: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs (`resident` among those gone, `member`) that share what tells a person in a family."""
    persons = pl.Series(row_keys(gone, _PERSON)), pl.Series(row_keys(members, _PERSON))
    pairs = meeting(*(keys.set(keys == 0, None) for keys in persons)).unique("member", keep="first").sort("member")
    cards = members.select(pl.col("nik_key", *_PERSON).gather(pairs["member"]))
    return pairs.filter(~_are_residents(cards, residents))


def _are_residents(cards: pl.DataFrame, residents: pl.DataFrame) -> pl.Series:
    """Tell the cards with a resident's name and birth date, or number, unless they say another birth date and KK.

    Such a number was looked up by name.
    """
    told = [are_there(row_keys(cards, by), row_keys(residents, by)) for by in (*_OWN, _NAMESAKE)]
    says_less = cards.select(pl.any_horizontal(pl.col("born", "kk_key").is_null())).to_series().to_numpy()
    told.append(says_less & are_there(as_keys(cards["nik_key"]), as_keys(residents["nik_key"])))
    return pl.Series(np.logical_or.reduce(told))
