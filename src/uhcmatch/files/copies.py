"""Files of one side that list the same people: a part saved twice (`feb.csv`, `feb (1).csv`), or one within another.

The same bytes twice are refused (`read`). Here rows were sorted or a few were changed: all are read and the doubles
found one by one later, but only whoever gave the files knows whether both belong there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.files.refusals import shown
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

SHARED: Final = 0.9
"""Share of the rows of the shorter of two files that stand in the other, too, from which it is said."""
FEW: Final = 10
"""Rows with a number and a name below which a file says too little."""
_LOOKED_AT: Final = 2_000
"""Rows of the shortest file that are looked at before all are: by their hashes, so the same people in every file."""
_SLACK: Final = 0.05
"""How far off the share of those may be: five standard errors."""
_SAID: Final = Words(
    "{count} dari {rows} barisnya ada juga di {other} (nomor dan nama sama); bila bagiannya sama, berikan satu saja.",
    "{count} of its {rows} rows stand in {other}, too (same number and name); if it is the same part, give only one.",
)


def notes_on_copies(frames: Sequence[pl.DataFrame], names: Sequence[str]) -> list[tuple[Words, ...]]:
    """Return for each of a side's RAW frames what is said of the rows it shares with another.

    A row counts by its NIK, or card number where it has none, beside its name, as written.
    """
    notes: list[tuple[Words, ...]] = [()] * len(frames)
    if len(frames) == 1:
        return notes
    keys = [_keys(frame) for frame in frames]
    for at, other in _pairs(keys):
        few, many = sorted((at, other), key=lambda one: (len(keys[one]), -one))
        count = int(keys[few].is_in(keys[many].implode()).sum())
        if len(keys[few]) >= FEW and count >= SHARED * len(keys[few]):
            notes[few] += (_SAID.fill(count=count, rows=frames[few].height, other=shown(names[many])),)
    return notes


def _keys(frame: pl.DataFrame) -> pl.Series:
    """Return a hash of number and name of each row that has both."""
    numbers = [pl.col(name) for name in ("nik", "nomor_kartu") if name in frame.columns]
    if not numbers or "nama" not in frame.columns:
        return pl.Series("key", dtype=pl.UInt64)
    told = frame.select(number=pl.coalesce(numbers), name="nama").drop_nulls()
    return told.select(key=pl.col("number").hash(1) ^ pl.col("name").hash(2)).to_series()


def _pairs(keys: Sequence[pl.Series]) -> list[tuple[int, int]]:
    """Return which frames may share enough: a row is held against the first frame that has it, not all by all."""
    step = max(1, min((len(one) for one in keys if len(one) >= FEW), default=0) // _LOOKED_AT)
    told = [one.filter(one % step == 0) for one in keys]
    rows = pl.concat([one.to_frame().with_columns(at=pl.lit(at, pl.Int32)) for at, one in enumerate(told)])
    first = rows.unique("key", keep="first").rename({"at": "first"})
    shared = rows.join(first, on="key").filter(pl.col("first") != pl.col("at")).group_by("first", "at").len()
    return [
        (at, other)
        for other, at, count in shared.sort("at", "first").iter_rows()
        if count >= (SHARED - _SLACK) * min(len(told[at]), len(told[other]))
    ]
