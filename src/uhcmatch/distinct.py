"""Think once about each distinct text, not once per row: a million rows hold far fewer names, dates and labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.shelf import Lookup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Distinct:
    """A column of texts, numbered once and asked as often as one likes.

    `numbers` has one number per value, null for null; `values` every distinct text by its number, in order of first
    appearance.
    """

    numbers: pl.Series
    values: pl.Series

    @classmethod
    def of(cls, values: pl.Series) -> Distinct:
        """Number the distinct texts of a series."""
        told = Lookup.of(values)
        return cls(told.numbers, told.answers.to_series())

    def lookup(self, answers: pl.DataFrame) -> Lookup:
        """Tell of each value what is known of its text, a row of `answers`; nothing where the value is null."""
        return Lookup(self.numbers, answers)

    def spread(self, answers: pl.DataFrame) -> pl.DataFrame:
        """Map what is known of each text back: one row per value, all null where the value is null."""
        return self.lookup(answers).frame()


def numbered(values: pl.Series) -> tuple[Ints, pl.Series]:
    """Return one number per value (−1 for null) and the distinct texts by number."""
    column = Distinct.of(values)
    return column.numbers.cast(pl.Int32).fill_null(-1).to_numpy(writable=True), column.values


def used_places(places: npt.NDArray[np.integer], size: int) -> tuple[npt.NDArray[np.int64], Ints]:
    """Return which of `size` rows are named at all, ascending, and where each name finds its row among them."""
    is_used = np.zeros(size, dtype=np.bool_)
    is_used[places] = True
    number = np.cumsum(is_used, dtype=np.int32) - np.int32(1)
    return np.flatnonzero(is_used), number[places]


def numbered_whole(values: pl.Series, bound: int) -> Distinct:
    """Number the distinct whole numbers of a series, all below `bound`, in order of size."""
    is_there = np.zeros(bound, dtype=np.bool_)
    is_there[values.drop_nulls().to_numpy()] = True
    distinct = np.flatnonzero(is_there)
    number_of = np.zeros(bound, dtype=np.int32)
    number_of[distinct] = np.arange(distinct.size)
    return Distinct(pl.Series(number_of).gather(values), pl.Series(distinct))


def distinct_rows(frame: pl.DataFrame) -> tuple[pl.Series, pl.DataFrame]:
    """Number the distinct rows of text columns: one number per row, and the rows by number, null being a value."""
    columns = [Distinct.of(column) for column in frame]
    numbers, rows = distinct_together(columns, frame.height)
    return numbers, frame.select(pl.all().gather(rows))


def distinct_together(columns: Sequence[Distinct], height: int) -> tuple[pl.Series, pl.Series]:
    """Number the distinct rows of numbered columns: one number per row, and by number the place of its first row."""
    keys, first = pl.repeat(0, height, dtype=pl.Int64, eager=True), pl.int_range(min(height, 1), eager=True)
    for column in columns:
        absent = len(column.values)
        if absent > 1 or (absent and column.numbers.has_nulls()):
            keys, first = _dense(
                keys * (absent + 1) + column.numbers.fill_null(absent), max(len(first), 1) * (absent + 1)
            )
    return keys.cast(pl.UInt32), first


_MOST_IN_A_TABLE: Final = 1 << 24


def _dense(keys: pl.Series, bound: int) -> tuple[pl.Series, pl.Series]:
    """Number keys below `bound` in order of first appearance, and tell the first places; a table is quickest."""
    first = keys.arg_unique()
    distinct, numbers = keys.gather(first), pl.int_range(len(first), eager=True)
    if bound > _MOST_IN_A_TABLE:
        return keys.replace_strict(distinct, numbers), first
    return pl.repeat(0, bound, dtype=pl.Int64, eager=True).scatter(distinct, numbers).gather(keys), first


def by_distinct(
    values: pl.Series, build: Callable[[pl.Series], pl.DataFrame], schema: Mapping[str, pl.DataType]
) -> pl.DataFrame:
    """Build columns from the distinct texts of a series and map them back: one row per value, in order.

    `build` gets every distinct text once, never null, and returns one row for each, in the same order, with the
    columns of `schema`. A null value gets nulls.
    """
    if values.null_count() == len(values):
        return pl.DataFrame(
            [pl.repeat(None, len(values), dtype=of, eager=True).alias(name) for name, of in schema.items()]
        )
    column = Distinct.of(values)
    return column.spread(build(column.values).select(schema.keys()))


def change_where(values: pl.Series, pattern: str, change: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """Apply `change` to the values that contain `pattern`; the rest, and nulls, stay untouched and cost nothing."""
    places = values.str.contains(pattern).fill_null(value=False).arg_true()
    if not len(places):
        return values
    return values.clone().scatter(places, change(values.gather(places)))


def split_words(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return all words of all texts, and for each the place of its text; a null text is one null word."""
    lists = texts.str.split(" ")
    places = np.repeat(np.arange(len(texts)), lists.list.len().fill_null(1).to_numpy())
    return pl.Series("text", places), lists.explode().alias("word")


def joined_words(texts: pl.Series, words: pl.Series) -> pl.Series:
    """Join the words of each text by one space, undoing `split_words`; null where a text is one null word."""
    lists = pl.DataFrame([texts.set_sorted(), words]).group_by("text", maintain_order=True).agg("word")
    is_text = pl.col("word").list.first().is_not_null()
    return lists.select(pl.when(is_text).then(pl.col("word").list.join(" "))).to_series()


def words_in_order(texts: pl.Series) -> pl.Series:
    """Return each text with its words in alphabetical order, one space between; null stays null."""
    places, words = split_words(texts)
    return joined_in_order(places, Distinct.of(words)).zip_with(texts.is_not_null(), texts)


def joined_in_order(texts: pl.Series, words: Distinct) -> pl.Series:
    """Join the numbered words of each text in alphabetical order; what a text without a word becomes is left open.

    Sorts all words of all texts at once, as numbers: sorting list by list costs a hundred times as much.
    """
    if words.values.is_empty():
        return joined_words(texts, words.numbers.cast(pl.String).alias("word"))
    values = words.values.unique().sort()
    count = len(values)
    rank = (words.values.rank("dense") - 1).cast(pl.Int64).gather(words.numbers).fill_null(0)
    return joined_words(texts, values.gather((texts * count + rank).sort() % count).alias("word"))
