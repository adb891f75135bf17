"""PAIRS → KINDS: the levels of a million pairs stand together in a few thousand ways, each thought about once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int32]

_MOST_IN_A_TABLE: Final = 1 << 22


def summed(pairs: pl.DataFrame, total: pl.Expr, **constants: float) -> pl.Series:
    """Return `total` (Float64) for every pair; it must be linear in each column of floats, where null counts as 0.

    It is evaluated once per kind of pair: as it is when nothing is measured, and by how much it grows with each
    measure. `constants` are further columns.
    """
    asked = [name for name in total.meta.root_names() if name not in constants]
    measures = [name for name in dict.fromkeys(asked) if pairs.schema[name].is_float()]
    number, row = kinds(pairs.select(name for name in dict.fromkeys(asked) if name not in measures))
    kind = pairs.select(pl.exclude(*measures).gather(row) if measures else pl.all().gather(row))
    kind = kind.with_columns(pl.lit(value).alias(name) for name, value in constants.items())
    worlds = [{name: float(name == measured) for name in measures} for measured in (None, *measures)]
    every = pl.concat(
        [kind.with_columns(pl.lit(value).alias(name) for name, value in world.items()) for world in worlds]
    )
    base, *raised = every.select(total.cast(pl.Float64)).to_series().to_numpy().reshape(len(worlds), -1)
    result = base[number]
    for name, with_one in zip(measures, raised, strict=True):
        slope = with_one - base
        if slope.any():
            result += slope[number] * pairs[name].fill_null(0.0).to_numpy()
    return pl.Series("total", result)


def kinds(levels: pl.DataFrame) -> tuple[Ints, Ints]:
    """Number the distinct rows of small whole numbers and flags, null being a value.

    Returns the number of every row, and for each number a row that has it.
    """
    key, count = np.zeros(levels.height, dtype=np.int32), 1
    for column in levels:
        code = column.cast(pl.UInt8)
        absent = 1 + int(code.max() or 0)  # type: ignore[arg-type]  # a column of numbers
        size = absent + column.has_nulls()
        if count * size > _MOST_IN_A_TABLE:
            key, count = _dense(key, count)
        key = key * np.int32(size) + code.fill_null(absent).to_numpy()
        count *= size
    key, count = _dense(key, count)
    row = np.empty(count, dtype=np.int32)
    row[key] = np.arange(key.size, dtype=np.int32)
    return key, row


def _dense(key: Ints, bound: int) -> tuple[Ints, int]:
    """Number keys below `bound` without gaps."""
    is_there = np.zeros(bound, dtype=np.bool_)
    is_there[key] = True
    number = np.cumsum(is_there, dtype=np.int32) - np.int32(1)
    return number[key], int(number[-1]) + 1
