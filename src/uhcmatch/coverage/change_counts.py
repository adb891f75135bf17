"""CHANGES → how many of each kind, in all and per area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from uhcmatch.coverage.areas import LEVELS
from uhcmatch.reference.changes import KINDS

if TYPE_CHECKING:
    from uhcmatch.coverage.areas import Level


def change_counts(found: pl.DataFrame) -> pl.DataFrame:
    """CHANGES → `jenis`, `orang`, in the order of the table; every kind is there."""
    counted = found.group_by("jenis").agg(orang=pl.len().cast(pl.Int64))
    kinds = pl.DataFrame({"jenis": list(KINDS)}, schema={"jenis": pl.String})
    return kinds.join(counted, on="jenis", how="left", maintain_order="left").with_columns(pl.col("orang").fill_null(0))


def changes_by_area(found: pl.DataFrame, level: Level) -> pl.DataFrame:
    """CHANGES → one row per area in which something changed: its names, then a count per kind; most changes first.

    A person who moved counts in the area of now.
    """
    parts = LEVELS[level]
    counts = [(pl.col("jenis") == kind).sum().cast(pl.Int64).alias(kind) for kind in KINDS]
    if not parts:
        return found.select(counts)
    areas = found.group_by(parts).agg(counts)
    return areas.sort(pl.sum_horizontal(list(KINDS)), *parts, descending=[True, *[False] * len(parts)], nulls_last=True)
