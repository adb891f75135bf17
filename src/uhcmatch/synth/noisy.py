"""Trying kinds of noise on the rows of a frame, and keeping account of which of them changed a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from uhcmatch.synth.draws import Draws, Flags, Ints
from uhcmatch.synth.noise import NAMES

Change = Callable[[pl.DataFrame, Draws], pl.DataFrame]
"""Rows a kind is tried on → the columns it changes, same height and order; a row it cannot change stays as it is."""


@dataclass(frozen=True, slots=True)
class Trick:
    """How a kind is done: what a file must show for it, the change, whether it strikes neighbouring rows together.

    `in_batches`: one batch of rows went through Excel.
    """

    shown: str
    change: Change
    in_batches: bool = False


def bit(kind: str) -> int:
    """Return the bit that stands for a kind in a mask of kinds."""
    return 1 << NAMES.index(kind)


def make_noise(
    rows: pl.DataFrame, tricks: Mapping[str, Trick], rates: Mapping[str, float], draws: Draws
) -> tuple[pl.DataFrame, Ints]:
    """Try every kind on its share of the rows; return the changed rows and per row the mask of kinds that showed."""
    mask = np.zeros(rows.height, dtype=np.int64)
    for kind, trick in tricks.items():
        tried = _tried(draws, rows.height, rates[kind], trick.in_batches)
        here = np.nonzero(tried)[0]
        if rates[kind] == 0 or not len(here):
            continue
        before = rows[here]
        after = trick.change(before, draws)
        showed = here[_differs(before, after)]
        mask[showed] |= bit(kind)
        rows = rows.with_columns(_patched(rows[name], after[name], here) for name in after.columns)
    return rows, mask


def _tried(draws: Draws, n: int, rate: float, in_batches: bool) -> Flags:
    if not in_batches:
        return draws.chance(n, rate)
    length = round(n * rate)
    first = int(draws.below(1, n - length + 1)[0])
    place = np.arange(n)
    flags: Flags = (place >= first) & (place < first + length)
    return flags


def _differs(before: pl.DataFrame, after: pl.DataFrame) -> Flags:
    differences = [before[name].ne_missing(after[name]).to_numpy() for name in after.columns]
    flags: Flags = np.logical_or.reduce(differences)
    return flags


def _patched(column: pl.Series, values: pl.Series, here: Ints) -> pl.Series:
    source = np.arange(len(column))
    source[here] = len(column) + np.arange(len(here))
    return pl.concat([column, values.cast(column.dtype)]).gather(source)


def spelled(masks: Ints) -> pl.Series:
    """Return masks of kinds as text, names joined with `+`, empty when there is none."""
    distinct, where = np.unique(masks, return_inverse=True)
    texts = ["+".join(name for place, name in enumerate(NAMES) if int(mask) >> place & 1) for mask in distinct]
    return pl.Series(texts, dtype=pl.String).gather(where)
