"""Parquet files and frames → cells as text, without losing a digit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from uhcmatch.files.header.find_header import Found, Wanted, refuse_unusable
from uhcmatch.files.header.heading import resolve
from uhcmatch.files.refusals import is_really
from uhcmatch.files.sheet.grid import with_names

if TYPE_CHECKING:
    from uhcmatch.files.header.table import Table

EXACT: Final = 2**53
"""Whole numbers below this are exact in a floating-point column; some NIKs of Papua are above it."""


def read_parquet(name: str, content: bytes, wanted: Wanted) -> Table:
    """Read a Parquet file, page checksums verified; raises `InputRefused`."""
    try:
        arrow = pq.read_table(pa.BufferReader(content), page_checksum_verification=True)
        frame = pl.from_arrow(arrow)
    except (pa.ArrowException, OSError, ValueError, pl.exceptions.PolarsError) as error:
        raise is_really(name, "adalah Parquet yang rusak", "is a damaged Parquet file") from error
    if not isinstance(frame, pl.DataFrame):
        raise is_really(name, "tidak memuat tabel", "holds no table")
    return frame_table(name, frame, wanted)


def frame_table(name: str, frame: pl.DataFrame, wanted: Wanted) -> Table:
    """Return a frame as a table of texts; raises `InputRefused` when needed columns are missing."""
    found = Found(0, 1, resolve(frame.columns, wanted.role, wanted.columns))
    if refusal := refuse_unusable(name, found, wanted, 1):
        raise refusal
    return with_names(name, frame.columns, frame.select(as_text(frame)), found)


def as_text(frame: pl.DataFrame) -> list[pl.Expr]:
    """Return each column as text: whole numbers without `.0`, dates as 1990-12-31; lists and structs are null."""
    return [_text(column, dtype).alias(column) for column, dtype in frame.schema.items()]


def _text(column: str, dtype: pl.DataType) -> pl.Expr:
    value = pl.col(column)
    if dtype.is_nested() or dtype in (pl.Binary, pl.Object, pl.Null):
        return pl.lit(None, pl.String)
    if dtype.is_float():
        is_exact = (value == value.round(0)) & (value.abs() < EXACT)
        whole = pl.when(is_exact).then(value).cast(pl.Int64, strict=False).cast(pl.String)
        return pl.when(value.is_nan()).then(None).otherwise(pl.coalesce(whole, value.cast(pl.String)))
    if isinstance(dtype, pl.Datetime):
        return value.dt.to_string("%Y-%m-%d %H:%M:%S").str.strip_suffix(" 00:00:00")
    return value.cast(pl.String)
