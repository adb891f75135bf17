"""Who is who between two runs: residents then, residents now, paired by what makes a person the same.

A row that says the same is the same person; a card that somebody held then and holds now tells who a corrected number
belongs to. Only those left, a few in a thousand from one night to the next, are weighed by the engine, so that a
corrected NIK is not one death and one birth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.linkage.link import link

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from uhcmatch.linkage.weigh.model import Model
    from uhcmatch.settings import ThresholdSettings

    Records = Callable[[pl.Series, pl.Series], tuple[pl.DataFrame, pl.DataFrame]]

SAME_ROW: Final[tuple[tuple[str, ...], ...]] = (
    ("nik", "nama", "tanggal_lahir"),
    ("no_kk", "nama", "tanggal_lahir", "jenis_kelamin"),
)
"""Columns that make two rows one person when all are told and agree, each combination standing once on either side."""
SAME_CARD: Final[tuple[tuple[str, ...], ...]] = (("nomor_kartu", "nama"), ("nomor_kartu", "tanggal_lahir"))
"""Likewise with the card that a resident holds."""

_TOLD: Final = list(dict.fromkeys(name for columns in (*SAME_ROW, *SAME_CARD) for name in columns))


def followed(
    before: pl.DataFrame, after: pl.DataFrame, records: Records, thresholds: ThresholdSettings, model: Model
) -> pl.DataFrame:
    """Pair the rows of two frames of people; returns `before` and `after`, row positions, each at most once.

    The frames have `nik`, `no_kk`, `nama`, `tanggal_lahir`, `jenis_kelamin`, `nomor_kartu` (of the card that counts).
    `records` makes RECORDS of the rows at some positions of either side; it is asked for those left over.
    """
    sides = before.select(_TOLD).with_row_index("before"), after.select(_TOLD).with_row_index("after")
    pairs = pl.DataFrame(schema={"before": pl.UInt32, "after": pl.UInt32})
    for columns in (*SAME_ROW, *SAME_CARD):
        sides = _left(sides, pairs)
        pairs = pl.concat([pairs, _agreeing(*sides, columns)])
    left, came = _left(sides, pairs)
    if left.height and came.height:
        pairs = pl.concat([pairs, _weighed(left["before"], came["after"], records, thresholds, model)])
    return pairs.sort("after")


def _left(sides: tuple[pl.DataFrame, pl.DataFrame], pairs: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    before, after = sides
    return before.join(pairs, on="before", how="anti", maintain_order="left"), after.join(
        pairs, on="after", how="anti", maintain_order="left"
    )


def _agreeing(before: pl.DataFrame, after: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Return the pairs that agree in all columns and are the only ones to."""
    then, now = (
        side.select(side.columns[0], *columns).drop_nulls().unique(columns, keep="none", maintain_order=True)
        for side in (before, after)
    )
    return then.join(now, on=columns, how="inner", validate="1:1", maintain_order="left").select("before", "after")


def _weighed(
    before: pl.Series, after: pl.Series, records: Records, thresholds: ThresholdSettings, model: Model
) -> pl.DataFrame:
    """Return the pairs of left over rows that the engine is sure of, each row in its surest one."""
    then, now = records(before, after)
    decided = link(then, now, thresholds, model).decided.filter(pl.col("decision") == "match")
    surest = decided.sort("probability", "resident", "member", descending=[True, False, False])
    once = surest.unique("resident", keep="first", maintain_order=True)
    return pl.DataFrame({"before": before.gather(once["resident"]), "after": after.gather(once["member"])})
