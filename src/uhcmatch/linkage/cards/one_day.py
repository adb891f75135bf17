"""Whether two birth dates may be one, written badly."""

from __future__ import annotations

import polars as pl


def may_be_one_day() -> pl.Expr:
    """Tell whether `born` and `owner_born` agree in two parts, or but for day and month exchanged, or one is null."""
    (year, month, day), (own_year, own_month, own_day) = (
        (pl.col(name).dt.year(), pl.col(name).dt.month(), pl.col(name).dt.day()) for name in ("born", "owner_born")
    )
    agreeing = pl.sum_horizontal(year == own_year, month == own_month, day == own_day)
    is_swapped = (year == own_year) & (month == own_day) & (day == own_month)
    return ((agreeing >= 2) | is_swapped) | pl.any_horizontal(pl.col("born", "owner_born").is_null())
