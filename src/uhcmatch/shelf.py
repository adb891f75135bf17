"""Frames that make room: what many rows say alike is kept once, and what is handed over has no other owner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

Held = TypeVar("Held")


def encoded(values: pl.Series) -> pl.Series:
    """Return a text column as numbers that know their texts: worth it where it is asked for again and again."""
    return values.cast(pl.Categorical(pl.Categories.random()))


_SAMPLED: Final = 2_000
_MANY: Final = 0.5
"""Distinct texts per row from which numbering them by their hash is quicker than polars' own way."""
_MIXER: Final = np.uint64(0x9E3779B97F4A7C15)
"""An odd number without pattern (2⁶⁴ over the golden ratio)."""


def _numbered(values: pl.Series) -> tuple[pl.Series, npt.NDArray[np.int64]]:
    """Number texts in order of first appearance, null for null, and tell where each is first.

    A table by some bits of the hash holds the first row that has them; rows with the same bits and another hash go on
    to a table by others. Two different texts of a million share a hash once in thirty million columns.
    """
    keys = values.hash(seed=0).to_numpy()
    is_text = values.is_not_null()
    left = np.flatnonzero(is_text.to_numpy()).astype(np.int32)
    first, mixed = np.arange(keys.size, dtype=np.int32), keys[left]
    while left.size:
        bits = left.size.bit_length() + 1
        slots = mixed >> np.uint64(64 - bits)
        holder = np.empty(1 << bits, dtype=np.int32)
        holder[slots[::-1]] = left[::-1]  # The last one written stays: the first row.
        held = holder[slots]
        is_same = keys[held] == keys[left]
        first[left[is_same]] = held[is_same]
        left, mixed = left[~is_same], mixed[~is_same] * _MIXER
    is_first = (first == np.arange(keys.size, dtype=np.int32)) & is_text.to_numpy()
    numbers = pl.Series((np.cumsum(is_first, dtype=np.uint32) - np.uint32(1))[first])
    return numbers.set(~is_text, None) if values.has_nulls() else numbers, np.flatnonzero(is_first)


@dataclass(frozen=True)
class Lookup:
    """Columns by what they say: `answers` once each, and for every row the number of its answer.

    A text takes sixteen bytes and more in every row, a number four, however many columns it answers. `numbers` is null
    where nothing is told: every column is null there.
    """

    numbers: pl.Series
    answers: pl.DataFrame

    @classmethod
    def of(cls, values: pl.Series) -> Lookup:
        """Keep each text of a column once, in order of first appearance; of an `encoded` column that is done."""
        if values.dtype == pl.String and values.head(_SAMPLED).n_unique() > _SAMPLED * _MANY:
            numbers, first = _numbered(values)
            # Joined to nothing the few texts are copied, and those of all rows can be let go of.
            return cls(numbers, values.gather(first).to_frame().select(pl.concat_str(pl.all(), pl.lit(""))))
        coded = values if isinstance(values.dtype, pl.Categorical) else encoded(values)
        numbers = coded.to_physical()
        most = numbers.max()
        every = pl.int_range(0, 0 if most is None else int(most) + 1, dtype=pl.UInt32, eager=True)  # type: ignore[arg-type]
        return cls(numbers, pl.select(every.cat.to(coded.dtype).cast(pl.String).alias(values.name)))

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self.answers.columns

    def select(self, *columns: str | pl.Expr) -> Lookup:
        """Return some columns, or what can be said of each answer by itself."""
        return Lookup(self.numbers, self.answers.select(*columns))

    def filter(self, is_kept: pl.Series) -> Lookup:
        """Return some rows."""
        return Lookup(self.numbers.filter(is_kept), self.answers)

    def gather(self, rows: pl.Series) -> Lookup:
        """Return the rows at some places, in that order."""
        return Lookup(self.numbers.gather(rows), self.answers)

    def frame(self, *columns: str) -> pl.DataFrame:
        """Return the columns, or some of them, with a value in every row."""
        return self.answers.select(pl.col(columns or self.columns).gather(self.numbers))

    def known(self, column: str) -> pl.Series:
        """Tell which rows have a value."""
        return self.select(pl.col(column).is_not_null()).frame().to_series().fill_null(value=False)

    def times(self) -> pl.Series:
        """Return how many rows have each answer."""
        return pl.Series(np.bincount(self.numbers.drop_nulls(), minlength=self.answers.height))

    def or_else(self, other: Lookup) -> Lookup:
        """Return this one column where it has a value, else the other's; few rows may have one here."""
        places = self.known(self.columns[0]).arg_true()
        first = other.answers.height
        more = pl.int_range(first, first + len(places), dtype=pl.UInt32, eager=True)
        answers = self.answers.select(pl.all().gather(self.numbers.gather(places)))
        return Lookup(other.numbers.clone().scatter(places, more), pl.concat([other.answers, answers]))


@dataclass(frozen=True)
class Shelf:
    """A frame laid aside in parts, each of some columns and all rows; whoever asks gets it as it was."""

    parts: tuple[pl.DataFrame | Lookup, ...]

    def frame(self, *columns: str) -> pl.DataFrame:
        """Return some columns, in that order; all when none are named."""
        wanted = columns or tuple(name for part in self.parts for name in part.columns)
        kept = self.only(*wanted).parts
        found = [part if isinstance(part, pl.DataFrame) else part.frame() for part in kept]
        return pl.concat(found, how="horizontal").select(wanted)

    def known(self, column: str) -> pl.Series:
        """Tell which rows have a value."""
        part = next(part for part in self.parts if column in part.columns)
        return part[column].is_not_null() if isinstance(part, pl.DataFrame) else part.known(column)

    def only(self, *columns: str) -> Shelf:
        """Return some columns."""
        kept = [[name for name in part.columns if name in columns] for part in self.parts]
        return Shelf(tuple(part.select(*names) for part, names in zip(self.parts, kept, strict=True) if names))

    def typed(self, kinds: Mapping[str, pl.DataType]) -> Shelf:
        """Return the columns that have a kind, as such."""
        parts = self.only(*kinds).parts
        return Shelf(tuple(part.select(*(pl.col(name).cast(kinds[name]) for name in part.columns)) for part in parts))

    def filter(self, is_kept: pl.Series) -> Shelf:
        """Return some rows."""
        return Shelf(tuple(part.filter(is_kept) for part in self.parts))

    def gather(self, rows: pl.Series) -> Shelf:
        """Return the rows at some places, in that order."""
        return Shelf(
            tuple(
                part.gather(rows) if isinstance(part, Lookup) else part.select(pl.all().gather(rows))
                for part in self.parts
            )
        )

    def beside(self, part: pl.DataFrame | Lookup) -> Shelf:
        """Return the frame with more columns; they replace those of the same names."""
        own = (name for each in self.parts for name in each.columns if name not in part.columns)
        return Shelf((*self.only(*own).parts, part))


class Parcel(Generic[Held]):
    """Something that has one owner at a time: who takes it can let go of it for good."""

    def __init__(self, held: Held) -> None:
        self._held: Held | None = held

    def take(self) -> Held:
        """Return what is held and forget it; raises `LookupError` the second time."""
        if self._held is None:
            raise LookupError
        held, self._held = self._held, None
        return held


def rows_of(held: Parcel[pl.DataFrame], is_kept: pl.Series) -> pl.DataFrame:
    """Return some rows of a frame; each of its columns is let go of before the next is copied."""
    columns = held.take().get_columns()[::-1]
    return pl.DataFrame([columns.pop().filter(is_kept) for _ in range(len(columns))])


def stacked(held: Parcel[list[pl.DataFrame]]) -> pl.DataFrame:
    """Return frames of the same columns, at least one, below each other; their columns are let go of one by one."""
    columns = [part.get_columns()[::-1] for part in held.take()]
    return pl.DataFrame([pl.concat([each.pop() for each in columns], rechunk=True) for _ in range(len(columns[0]))])
