"""The cheap pass: equal NIK *and* agreeing name settle nine tenths of a city by equality alone.

A NIK alone is never enough: one in three hundred equal NIKs belongs to somebody else (METHODS §5.2).
"""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from uhcmatch.linkage.cards.as_compared import as_compared
from uhcmatch.linkage.cards.families import with_families
from uhcmatch.linkage.cards.looked_up import without_looked_up
from uhcmatch.linkage.cards.namesakes_numbers import without_namesakes_numbers
from uhcmatch.linkage.cards.no_names import without_no_names
from uhcmatch.linkage.cards.other_lines import without_other_lines
from uhcmatch.linkage.hashed import are_there, as_keys, meeting, only_one, row_keys


def as_known(people: pl.DataFrame, members: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """RECORDS of both sides that take part → both as they are compared, and the pairs that are `verified`.

    These with `doubt` and `is_second` (`looked_up`).
    """
    cards = as_compared(members, people)
    cards, sure = without_namesakes_numbers(cards, people, verified(people, cards))
    cards, sure = without_looked_up(people, cards, sure)
    cards = without_other_lines(people, cards, sure)
    people, cards = without_no_names(people, cards, sure)
    return people, with_families(cards, people, sure), sure


def verified(residents: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs (`resident`, `member` positions) of two RECORDS frames that share NIK and name.

    The name agrees when the folded tokens are the same in any order, or the same letters without spaces. A member
    has at most one such resident: where two residents share NIK and name, none is taken, nor where the card bears the
    birth date of a namesake: a son's card may show his father's number.
    """
    pairs = meeting(residents["nik_key"], members["nik_key"])
    pairs = only_one(
        pairs.filter(
            _agrees("name_sorted", residents, members, pairs) | _agrees("name_joined", residents, members, pairs)
        )
    )
    others = [_of_namesakes(residents, members, pairs, by).implode() for by in ("born", "kk_key")]
    return pairs.filter(~pl.any_horizontal(pl.col("member").is_in(of) for of in others)).sort("resident", "member")


NAMESAKE: Final = ("name_sorted", "born")
AT_HOME: Final = ("name_sorted", "kk_key")


def _of_namesakes(residents: pl.DataFrame, members: pl.DataFrame, pairs: pl.DataFrame, by: str) -> pl.Series:
    """Return the members whose card says another birth date, or KK, than the resident's, that one of the name has."""
    own, card = residents[by].gather(pairs["resident"]), members[by].gather(pairs["member"])
    other = pairs["member"].filter((own != card).fill_null(value=False))
    told = [
        are_there(row_keys(members.select(pl.col(name, by).gather(other)), (name, by)), row_keys(residents, (name, by)))
        for name in ("name_sorted", "name_joined")
    ]
    return other.filter(pl.Series(np.logical_or(*told)))


def _agrees(column: str, residents: pl.DataFrame, members: pl.DataFrame, pairs: pl.DataFrame) -> pl.Series:
    """Tell which pairs share a value."""
    one = as_keys(residents[column])[pairs["resident"].to_numpy()]
    return pl.Series((one == as_keys(members[column])[pairs["member"].to_numpy()]) & (one != 0))
