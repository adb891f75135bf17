"""Names in many spellings → names in one: each distinct token is rewritten once and mapped back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.normalise.distinct import by_distinct, change_where
from uhcmatch.reference.spellings import DOUBLES, ENDINGS, FAMILIES, GLUED_ABDUL, LETTERS, OLD_SIGN, OLD_SPELLING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uhcmatch.reference.spellings import Rule

_MOST_PASSES: Final = 8
"""Two suffice for every name seen; the bound is for hostile ones."""

_DOUBLE_VOWELS: Final = [(f"([B-DF-HJ-NP-TV-Z]){vowel}{vowel}+", f"${{1}}{vowel}") for vowel in "AEIOU"]


def fold_tokens(tokens: pl.Series) -> pl.Series:
    """Return the canonical spelling of tokens (upper-case A–Z); folding again changes nothing, null stays null."""
    folded = _pass(tokens)
    for _ in range(_MOST_PASSES):
        moved = tokens.ne_missing(folded).arg_true()
        if not len(moved):
            break
        tokens = folded
        folded = folded.clone().scatter(moved, _pass(folded.gather(moved)))
    return folded


def fold_names(names: pl.Series) -> pl.DataFrame:
    """Fold distinct names token by token.

    One row per name, in order: `name_folded`, `name_joined` (no spaces, no letter twice in a row), `name_sorted`.
    Null stays null.
    """
    split = change_where(names, r"ABDU[LRSN][A-Z]{3}", lambda some: _rewrite(some, GLUED_ABDUL)).str.split(" ")
    exploded = pl.DataFrame({"name": pl.int_range(len(names), dtype=pl.UInt32, eager=True), "token": split})
    exploded = exploded.explode("token")
    folded = by_distinct(
        exploded["token"], lambda tokens: fold_tokens(tokens).to_frame("token"), {"token": pl.String()}
    )
    lists = (
        exploded.select("name")
        .with_columns(folded["token"])
        .group_by("name", maintain_order=True)
        .agg("token")
        .select(pl.when(pl.col("token").list.first().is_not_null()).then(pl.col("token")))
    )
    joined = _without_doubles(lists["token"].list.join(""), DOUBLES)
    return lists.select(
        name_folded=pl.col("token").list.join(" "),
        name_joined=joined,
        name_sorted=pl.col("token").list.sort().list.join(" "),
    )


def _pass(tokens: pl.Series) -> pl.Series:
    modern = change_where(tokens, OLD_SIGN, lambda old: _rewrite(old, OLD_SPELLING))
    lettered = _without_doubles(_rewrite(modern, LETTERS), DOUBLES)
    lettered = change_where(lettered, "AA|EE|II|OO|UU", lambda some: _rewrite(some, _DOUBLE_VOWELS))
    return _rewrite(_rewrite(lettered, FAMILIES), ENDINGS)


def _rewrite(tokens: pl.Series, rules: Iterable[Rule]) -> pl.Series:
    text = pl.col("text")
    for pattern, written in rules:
        text = text.str.replace_all(pattern, written)
    return tokens.to_frame("text").select(text).to_series()


def _without_doubles(tokens: pl.Series, letters: Iterable[str]) -> pl.Series:
    """Write letters that stand twice or more in a row once."""
    singles = [(f"{letter}{letter}+", letter) for letter in letters]
    return change_where(tokens, "|".join(pattern for pattern, _ in singles), lambda some: _rewrite(some, singles))
