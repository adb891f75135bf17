"""Cells merged over several rows: the card and the home of a family, written once beside all its members."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from uhcmatch.files.container.sheet_scan import SheetScan
    from uhcmatch.files.header.table import Table


def spread_merged(table: Table, seen: SheetScan) -> Table:
    """Return a table in which every row under a merged cell has its value; cells that hold something stay."""
    rows = table.rows
    for column, spans in seen.merged.items():
        place = f"c{column - seen.first_column}"
        if place in table.cells:
            rows = rows.with_columns(pl.coalesce(place, _spread(rows, place, spans)).alias(place))
    return table.changed(rows=rows)


def _spread(rows: pl.DataFrame, place: str, spans: list[tuple[int, int]]) -> pl.Series:
    """Return for each row the value at the top of the merged cell it stands in, null outside of any."""
    tops = pl.DataFrame(spans, schema={"top": pl.Int64, "last": pl.Int64}, orient="row").sort("top")
    values = rows.select(pl.col("line").alias("top"), value=place)
    within = rows.select("line").join_asof(tops, left_on="line", right_on="top", coalesce=False)
    within = within.join(values, on="top", how="left", maintain_order="left")
    return within.select(pl.when(pl.col("line") <= pl.col("last")).then("value")).to_series()
