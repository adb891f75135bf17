"""A vital status copied down over rows it does not belong to: whole families silently take no part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.reference.reasons import EXCLUSIONS
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONG: Final = 25
"""Rows of one status in a row from which it may be an accident."""
_UNLIKELY: Final = 1e-6
"""Expected number of such runs in a shuffled file below which one is no chance."""
_MOST_OF_THEM: Final = 0.9
"""Share of a file's rows of that status which were sorted together by somebody: nearly all in several long runs (the
dead below each kelurahan), or in one at an end of the file; or all of them in one anywhere."""
_SAID: Final = Words(
    "{file}: {n} baris berurutan (baris data {first}–{last}) semuanya {status} dan tidak dihitung. Periksa apakah "
    "status itu tersalin ke bawah.",
    "{file}: {n} consecutive rows (data rows {first}–{last}) are all {status} and take no part. Check whether that "
    "status was copied down.",
)


def notes_on_runs(source_file: pl.Series, source_row: pl.Series, vital: pl.Series) -> tuple[Words, ...]:
    """Return what is said of the longest implausible run of each file: one status in rows that follow each other.

    `vital` is null for who is there. A file sorted by status, or of the dead only, is no accident.
    """
    if vital.null_count() == len(vital):
        return ()
    rows = pl.DataFrame([source_file.alias("file"), source_row.alias("row"), vital.alias("status")])
    runs = (
        rows.with_columns(run=pl.struct("file", "status").rle_id())
        .group_by("run", maintain_order=True)
        .agg(pl.col("file", "status").first(), n=pl.len().cast(pl.Int64), first=pl.col("row").first())
    )
    return tuple(_told(runs.with_columns(rows=pl.col("n").sum().over("file"))))


def _told(runs: pl.DataFrame) -> Iterator[Words]:
    n, all_rows = pl.col("n"), pl.col("rows")
    found = (
        runs.with_columns(
            of_status=n.sum().over("file", "status"),
            pieces=pl.len().over("file", "status"),
            of_long=n.filter(n >= _LONG).sum().over("file", "status"),
            long=(n >= _LONG).sum().over("file", "status"),
            at_end=(pl.col("first") == 1) | (pl.col("first") + n - 1 == all_rows),
        )
        .filter(pl.col("status").is_not_null(), n >= _LONG)
        .with_columns(share=(pl.col("of_status") - n) / (all_rows - n))
        .filter(
            # What the file has elsewhere tells how likely such rows are; one at least, lest nothing be likely.
            all_rows * pl.max_horizontal("share", 1 / all_rows).pow(n) < _UNLIKELY,
            ~(
                (pl.col("of_long") >= _MOST_OF_THEM * pl.col("of_status"))
                & (pl.col("at_end") | (pl.col("pieces") == 1) | (pl.col("long") > 1))
            ),
        )
        .sort("n", descending=True, maintain_order=True)
        .unique("file", keep="first", maintain_order=True)
    )
    for file, status, length, first in found.select("file", "status", "n", "first").iter_rows():
        of = EXCLUSIONS[status]
        places = {"file": file, "n": length, "first": str(first), "last": str(first + length - 1)}
        yield Words(_SAID.fill(**places, status=of.id).id, _SAID.fill(**places, status=of.en).en)
