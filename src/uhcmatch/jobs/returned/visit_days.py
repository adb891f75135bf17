"""Days of visits as people write them: between the day of the list and today, whatever a spreadsheet made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from uhcmatch.normalise.dates import read_dates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def visit_days(texts: Sequence[str], lists: Sequence[date], today: date) -> list[str | None]:
    """Return the day of each text (ISO 8601), null where it is none from the day of its list to today.

    Day first, month first where only that lies between the two.
    """
    read = read_dates(pl.Series("day", texts, dtype=pl.String), today)
    from_day = pl.Series("from", lists, dtype=pl.Date)
    day = read.with_columns(from_day).select(
        pl.coalesce(
            pl.when(pl.col(reading) >= pl.col("from")).then(reading) for reading in ("day_first", "month_first")
        ).dt.to_string("%Y-%m-%d")
    )
    return day.to_series().to_list()
