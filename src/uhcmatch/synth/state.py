"""A town at one moment as rows of people and cards, noise and all: what a month changes and files are written from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.synth.cards import MASTERFILE, PEMDA, STATUSES, Cards
from uhcmatch.synth.population import VITAL, Register

if TYPE_CHECKING:
    from datetime import date

    from uhcmatch.synth.draws import Draws, Ints
    from uhcmatch.synth.places import Area
    from uhcmatch.synth.profiles import Profile
    from uhcmatch.synth.writing import Desk

ALIVE, DEAD, MOVED = VITAL
ACTIVE: Final = STATUSES[0]


@dataclass(frozen=True)
class State:
    """What there is at the end of a month.

    `population`: canonical rows with `vital`, and beside them `person`, `home` (household whose place in the file it
    has), `again` (second row of a person), `mask` (kinds of noise that show), `came` (month in which the row came).
    `cards`: likewise with `person`, `file`, `second`, `mask`. `kinds`: per person, what is special about them.
    `taken`: NIKs that were given out, also to those who have left.
    """

    population: pl.DataFrame
    cards: pl.DataFrame
    kinds: Ints
    taken: Ints
    month: int
    day: date
    area: Area
    profile: Profile
    desk: Desk
    homes: int = field(default=0)

    @property
    def here(self) -> pl.DataFrame:
        """The rows of people who are residents, one of each."""
        return self.population.filter((pl.col("vital") == ALIVE) & ~pl.col("again"))

    def rewritten(self, person: pl.Series, columns: pl.DataFrame) -> State:
        """Return the state with other values in some columns of these persons' own population rows."""
        return replace(self, population=_patched(self.population, "person", person, columns, ~pl.col("again")))

    def with_cards(self, card: pl.Series, columns: pl.DataFrame) -> State:
        """Return the state with other values in some columns of these cards.

        The Pemda annex lists active members only: a card that is none any more stands in the masterfile.
        """
        cards = _patched(self.cards, "card", card, columns, pl.lit(value=True))
        leaves = (pl.col("file") == PEMDA) & (pl.col("status") != ACTIVE)
        return replace(self, cards=cards.with_columns(file=pl.when(leaves).then(MASTERFILE).otherwise("file")))

    def without_cards(self, card: pl.Series) -> State:
        """Return the state without these cards."""
        return replace(self, cards=self.cards.filter(~pl.col("card").is_in(card.implode())))

    def numbered(self, nik: Ints) -> tuple[State, pl.Series]:
        """Give out NIKs, each counted up until nobody has it; return the state that knows them, and their digits."""
        given, taken = _free(nik, self.taken)
        return replace(self, taken=taken), digits(given, 16)

    def as_register(self) -> Register:
        """The population rows as codes."""
        rows = self.population
        vital = rows["vital"].replace_strict(list(VITAL), [0, 1, 2], return_dtype=pl.Int64)
        person, home, again, mask = (rows[name].to_numpy() for name in ("person", "home", "again", "mask"))
        return Register(person, home, vital.to_numpy(), again, mask)

    def as_cards(self) -> Cards:
        """The cards as codes, as far as the truth asks for them."""
        rows = self.cards
        status = rows["status"].replace_strict(list(STATUSES), list(range(len(STATUSES))), return_dtype=pl.Int64)
        nothing = np.zeros(rows.height, dtype=np.int64)
        person, file, second = (rows[name].to_numpy() for name in ("person", "file", "second"))
        return Cards(person, file, nothing, status.to_numpy(), second, nothing, nothing, nothing, nothing)


def chosen(rows: pl.DataFrame, draws: Draws, rate: float, weight: pl.Expr | None = None) -> pl.DataFrame:
    """Return rows drawn with a chance each; weights say who is likelier, the share of all rows stays the rate."""
    if not rows.height or not rate:
        return rows.clear()
    weights = (
        rows.select(weight.cast(pl.Float64).alias("w"))["w"].to_numpy() if weight is not None else np.ones(rows.height)
    )
    mean = weights.mean()
    return rows.filter(pl.Series(draws.chance(rows.height, rate * weights / mean if mean else weights)))


def digits(numbers: Ints, length: int) -> pl.Series:
    """Return whole numbers as text of a length."""
    return pl.Series(numbers, dtype=pl.Int64).cast(pl.String).str.zfill(length)


def free(numbers: Ints, taken: Ints) -> Ints:
    """Count numbers up until each is nobody else's."""
    return _free(numbers, taken)[0]


def _free(numbers: Ints, taken: Ints) -> tuple[Ints, Ints]:
    known = set(taken.tolist())
    given = []
    for wanted in numbers.tolist():
        number = wanted
        while number in known:
            number += 1
        known.add(number)
        given.append(number)
    new = np.array(given, dtype=np.int64)
    return new, np.concatenate((taken, new))


def _patched(rows: pl.DataFrame, key: str, whose: pl.Series, columns: pl.DataFrame, where: pl.Expr) -> pl.DataFrame:
    """Put values into the rows that have a key, all others stay as they are."""
    if not len(whose):
        return rows
    named = columns.select(pl.all().name.suffix("_now")).with_columns(whose.alias(key), is_patched=pl.lit(value=True))
    joined = rows.join(named, on=key, how="left", validate="m:1", maintain_order="left")
    is_patched = pl.col("is_patched").fill_null(value=False) & where
    new = [
        pl.when(is_patched).then(pl.col(f"{name}_now")).otherwise(name).cast(rows.schema[name]).alias(name)
        for name in columns.columns
    ]
    return joined.with_columns(new).select(rows.columns)
