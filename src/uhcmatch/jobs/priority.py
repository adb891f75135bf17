"""The list that says who comes first: NIKs, and a desil where the office has one (DTSEN)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from uhcmatch import files

if TYPE_CHECKING:
    from pathlib import Path

    from uhcmatch.settings import Settings


def priority_list(path: Path, settings: Settings) -> pl.DataFrame:
    """Read a file with a NIK column as `nik` (digits) and `desil` (1 to 10, null where there is none).

    Any form a population file can have. Raises `InputRefused` when it cannot be read or has no NIK column.
    """
    loaded = files.read_inputs((path,), "population", settings.columns.population, only_nik=True)
    frame = loaded.frame.filter(~pl.col("refused"))
    nik = pl.col("nik").str.replace_all("[^0-9]", "").replace("", None)
    desil = pl.col("desil").str.extract(r"\b(10|[1-9])\b", 1).cast(pl.Int64) if "desil" in frame.columns else None
    return frame.select(nik=nik, desil=pl.lit(None, pl.Int64) if desil is None else desil).drop_nulls("nik")
