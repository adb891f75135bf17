"""People to be proposed → the rows of a form: every cell as text, in the layout's columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.reference.calendar import MONTHS
from uhcmatch.reference.marital import MARITAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.reference.registration_layouts import FormColumn, FormLayout

_MONTH_NAMES: Final = {number: name for name, number in reversed(MONTHS.items())}
"""Number of a month → its Indonesian name in full."""


@dataclass(frozen=True)
class FormDay:
    """The month that memberships are asked for."""

    year: int
    month: int

    @property
    def period(self) -> str:
        """Return it as it is kept: 2026-12."""
        return f"{self.year}-{self.month:02}"

    @property
    def month_name(self) -> str:
        """Return the month as the form writes it: DESEMBER."""
        return _MONTH_NAMES[self.month]


def form_rows(people: pl.DataFrame, layout: FormLayout, day: FormDay) -> pl.DataFrame:
    """Return one row per person, in order; a cell that is not known is null."""
    counted = people.with_columns(
        nomor=pl.int_range(1, pl.len() + 1).cast(pl.String), bulan=pl.lit(day.month_name), tahun=pl.lit(str(day.year))
    )
    return counted.select(_cell(column).alias(column.heading) for column in layout.columns)


def missing(layout: FormLayout, headings: Sequence[str] | None = None) -> pl.Expr:
    """Return the headings of the obligatory cells that would be empty, joined; null when there are none."""
    asked = [column for column in layout.columns if column.is_required and column.field != "nomor"]
    named = [
        pl.when(_cell(column).fill_null("").str.strip_chars() == "").then(pl.lit(column.heading))
        for column in asked
        if headings is None or column.heading in headings
    ]
    if not named:
        return pl.lit(None, pl.String)
    return pl.concat_str(named, separator=", ", ignore_nulls=True).replace("", None)


def _cell(column: FormColumn) -> pl.Expr:
    if not column.field or column.field == "balasan":
        return pl.lit(column.value or None, pl.String)
    value = _value(column)
    if not column.codes:
        return value
    coded = value.replace_strict(column.codes, default=column.codes.get(""), return_dtype=pl.String)
    return pl.when(value.is_not_null()).then(coded)


def _value(column: FormColumn) -> pl.Expr:
    if column.field == "tanggal_lahir":
        return pl.col("tanggal_lahir").dt.to_string(column.format)
    if column.field == "status_kawin":
        label = pl.col("status_kawin").str.to_uppercase().str.replace_all("[^A-Z0-9]+", " ").str.strip_chars()
        return label.replace_strict(MARITAL, default=None, return_dtype=pl.String)
    return pl.col(column.field)
