"""Names in many spellings → names in one: each distinct token is rewritten once and mapped back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.distinct import Distinct, change_where, joined_in_order, joined_words, split_words
from uhcmatch.reference.spellings import DOUBLES, ENDINGS, FAMILIES, GLUED_ABDUL, LETTERS, OLD_SIGN, OLD_SPELLING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from uhcmatch.reference.spellings import Rule

_MOST_PASSES: Final = 8
"""Two suffice for every name seen; the bound is for hostile ones."""

_GLUED: Final = "|".join(pattern for pattern, _ in GLUED_ABDUL)
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
    places, words = split_words(names)
    token = Distinct.of(words)
    places, word = _rewritten_words(places, token, _fold_apart(token.values))
    folded = joined_words(places, word.spread(word.values.to_frame("word"))["word"])
    return pl.DataFrame(
        {
            "name_folded": folded,
            "name_joined": _without_doubles(folded.str.replace_all(" ", "", literal=True), DOUBLES),
            "name_sorted": joined_in_order(places, word).zip_with(folded.is_not_null(), folded),
        }
    )


def _rewritten_words(places: pl.Series, token: Distinct, written: pl.Series) -> tuple[pl.Series, Distinct]:
    """Put what was `written` of each token in its place: a word, or several of one text."""
    of_token, words = split_words(written)
    if len(words) == len(written):
        return places, Distinct(token.numbers, words)
    count = np.bincount(of_token, minlength=len(written))
    number = token.numbers.fill_null(0).to_numpy()
    times = np.where(token.numbers.is_null(), 1, count[number])
    first, own = (np.cumsum(each) - each for each in (count, times))
    numbers = np.repeat(first[number] - own, times) + np.arange(times.sum())
    is_word = pl.Series(np.repeat(token.numbers.is_not_null(), times))
    none = pl.Series([None], dtype=pl.Int64)
    return pl.Series("text", np.repeat(places, times)), Distinct(pl.Series(numbers).zip_with(is_word, none), words)


def _fold_apart(tokens: pl.Series) -> pl.Series:
    """Fold tokens, and set ABDUL apart from the name that is glued to it."""
    folded = fold_tokens(tokens)
    places = folded.str.contains(_GLUED).fill_null(value=False).arg_true()
    if not len(places):
        return folded
    return folded.scatter(places, "ABDUL " + _fold_apart(_rewrite(folded.gather(places), GLUED_ABDUL)))


def _pass(tokens: pl.Series) -> pl.Series:
    modern = change_where(tokens, OLD_SIGN, lambda old: _rewrite(old, OLD_SPELLING))
    lettered = _without_doubles(_rewrite(modern, LETTERS), DOUBLES)
    lettered = change_where(lettered, "AA|EE|II|OO|UU", lambda some: _rewrite(some, _DOUBLE_VOWELS))
    return _rewrite(_rewrite(lettered, FAMILIES), ENDINGS)


def _rewrite(tokens: pl.Series, rules: Sequence[Rule]) -> pl.Series:
    """Apply the rules in order to the tokens that show any of their patterns."""

    def rewritten(some: pl.Series) -> pl.Series:
        text = pl.col("text")
        for pattern, written in rules:
            text = text.str.replace_all(pattern, written)
        return some.to_frame("text").select(text).to_series()

    return change_where(tokens, "|".join(pattern for pattern, _ in rules), rewritten)


def _without_doubles(tokens: pl.Series, letters: Iterable[str]) -> pl.Series:
    """Write letters that stand twice or more in a row once; every pass halves the longest row."""
    singles = {letter * 2: letter for letter in letters}
    doubled = tokens.str.contains_any(list(singles)).fill_null(value=False).arg_true()
    while len(doubled):
        written = tokens.gather(doubled).str.replace_many(singles)
        tokens = tokens.clone().scatter(doubled, written)
        doubled = doubled.filter(written.str.contains_any(list(singles)))
    return tokens
