"""Columns whose values repeat: a pattern is looked for once in each value instead of once in each row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.shelf import Lookup

if TYPE_CHECKING:
    from uhcmatch.files.header.table import Table

FEW_VALUES: Final = 0.5
"""Distinct values per row up to which a column's values are worth counting."""
SAMPLED: Final = 2000
"""Rows from which is judged how varied a column is."""


class Repeating:
    """The repeating columns of one table; a column is counted when it is first asked for."""

    def __init__(self, table: Table) -> None:
        """Look at the first rows only."""
        self._rows = table.rows
        most = FEW_VALUES * min(table.rows.height, SAMPLED)
        self.places = {place for place in table.cells if table.rows[place].head(SAMPLED).n_unique() <= most}
        self._counted: dict[str, pl.DataFrame] = {}

    def cells(self, place: str) -> pl.DataFrame:
        """Return the filled cells of any column, under its name, with their `times`: each value once if they repeat."""
        return self.values(place) if place in self.places else self.rows(place)

    def rows(self, place: str) -> pl.DataFrame:
        """Return the filled cells of any column, under its name, one per row, with `times` 1."""
        return self._rows.select(pl.col(place).drop_nulls()).with_columns(times=pl.lit(1))

    def values(self, place: str) -> pl.DataFrame:
        """Return the values of one of the `places`, under its name, with their `times`."""
        if place not in self._counted:
            told = Lookup.of(self._rows[place])
            self._counted[place] = told.answers.with_columns(times=told.times())
        return self._counted[place]
