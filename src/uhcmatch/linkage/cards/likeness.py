"""How alike two names are, letter by letter and word by word; a null is like nothing."""

from __future__ import annotations

import polars as pl
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist


def likeness(one: pl.Series, other: pl.Series) -> pl.Series:
    """Return how alike names are without their spaces, pair by pair: 1 where they have the same letters in order."""
    names = (side.str.replace_all(" ", "", literal=True) for side in (one, other))
    alike = pl.Series(cpdist(*(side.fill_null("").to_list() for side in names), scorer=Indel.normalized_similarity))
    return alike.set(one.is_null() | other.is_null(), 0.0)


def has_words(name: pl.Series, of: pl.Series) -> pl.Series:
    """Tell which names have all words of others."""
    words = pl.DataFrame({"name": name.str.split(" "), "of": of.str.split(" ")})
    return words.select(pl.col("of").list.set_difference("name").list.len() == 0).to_series().fill_null(value=False)
