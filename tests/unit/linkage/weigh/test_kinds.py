"""Kinds of pairs: a sum worked out once per kind is the sum of each pair."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from uhcmatch.linkage.weigh.kinds import kinds, summed


def pairs(size: int = 500) -> pl.DataFrame:
    draw = np.random.default_rng(5)
    level = pl.Series("level", draw.integers(0, 6, size), dtype=pl.UInt8)
    told = pl.Series("told", draw.random(size) < 0.5)
    bits = pl.Series("bits", draw.random(size) * 20)
    unknown = pl.Series(draw.random(size) < 0.1)
    return pl.DataFrame([level, told.set(unknown, None), bits.set(unknown.reverse(), None)])


def test_rows_of_one_kind_say_the_same_and_others_do_not() -> None:
    levels = pairs().select("level", "told")
    number, row = kinds(levels)
    assert levels.select(pl.all().gather(row)).select(pl.all().gather(number)).equals(levels)
    assert row.size == levels.n_unique()


@pytest.mark.parametrize("size", [0, 500])
def test_the_sum_is_that_of_every_pair(size: int) -> None:
    given = pairs(size)
    slope = pl.when(pl.col("told")).then(pl.col("bits")).otherwise(0.0).fill_null(0.0)
    total = pl.sum_horizontal((pl.col("level") == 3).cast(pl.Float64) * -4.5, slope * 0.8, pl.col("more"))
    one_by_one = given.with_columns(more=pl.lit(2.0)).select(total).to_series()
    assert summed(given, total, more=2.0).to_list() == pytest.approx(one_by_one.to_list())
