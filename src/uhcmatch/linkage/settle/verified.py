"""The cheap pass: equal NIK *and* agreeing name settle nine tenths of a city by equality alone.

A NIK alone is never enough: one in three hundred equal NIKs belongs to somebody else (METHODS §5.2).
"""

from __future__ import annotations

from typing import Final

import polars as pl

from uhcmatch.linkage.cards.as_compared import as_compared
from uhcmatch.linkage.cards.families import with_families
from uhcmatch.linkage.cards.namesakes_numbers import without_namesakes_numbers
from uhcmatch.linkage.cards.no_names import without_no_names
from uhcmatch.linkage.hashed import are_there, as_keys, meeting, only_one, row_keys


def as_known(people: pl.DataFrame, members: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """RECORDS of both sides that take part → both as they are compared, and the pairs that are `verified`."""
    cards = as_compared(members, people)
    cards, sure = without_namesakes_numbers(cards, people, verified(people, cards))
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
    born = residents["born"].gather(pairs["resident"]), members["born"].gather(pairs["member"])
    contradicted = pairs.filter((born[0] != born[1]).fill_null(value=False))["member"]
    said = members.select(pl.col(NAMESAKE).gather(contradicted))
    of_namesake = are_there(row_keys(said, NAMESAKE), row_keys(residents, NAMESAKE))
    others = contradicted.filter(pl.Series(of_namesake)), _of_namesakes_at_home(residents, members, pairs)
    kept = pairs.filter(~pairs["member"].is_in(pl.concat(others).implode()))
    return kept.sort("resident", "member")


NAMESAKE: Final = ("name_sorted", "born")
AT_HOME: Final = ("name_sorted", "kk_key")


def _of_namesakes_at_home(residents: pl.DataFrame, members: pl.DataFrame, pairs: pl.DataFrame) -> pl.Series:
    """Return the members whose card names another family than the resident's, in which one of the name lives."""
    kk = residents["kk_key"].gather(pairs["resident"]), members["kk_key"].gather(pairs["member"])
    elsewhere = pairs["member"].filter((kk[0] != kk[1]).fill_null(value=False))
    said = members.select(pl.col(AT_HOME).gather(elsewhere))
    return elsewhere.filter(pl.Series(are_there(row_keys(said, AT_HOME), row_keys(residents, AT_HOME))))


def _agrees(column: str, residents: pl.DataFrame, members: pl.DataFrame, pairs: pl.DataFrame) -> pl.Series:
    """Tell which pairs share a value."""
    one = as_keys(residents[column])[pairs["resident"].to_numpy()]
    return pl.Series((one == as_keys(members[column])[pairs["member"].to_numpy()]) & (one != 0))
