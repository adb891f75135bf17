"""CANDIDATES → whom the quota has a place for: whole households, by priority, never one in two files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

PRIORITIES: Final = ("desil", "bayi", "hamil", "kronis", "lansia")
"""What can put a household in front: the lowest desil first; a newborn, a pregnant, a chronically ill or an elderly
person in it."""
_FIRST_COME: Final = "sejak"


@dataclass(frozen=True)
class Taken:
    """`people` in the order of their households, with `taken`; `passed` households too large for what was left."""

    people: pl.DataFrame
    households: int
    over: int
    passed: int


def within_quota(people: pl.DataFrame, places: int | None, order: Sequence[str]) -> Taken:
    """Give households their places; a household that does not fit is passed over for a smaller one behind it.

    Takes `no_kk`, `resident_row`, PRIORITIES (desil, the others true or false) and `sejak`, the day somebody was found
    willing (null where nobody asked): the earlier comes first where priorities tie. Who has no KK is a household. Adds
    `rumah` (its number in the order) and `taken`.
    """
    home = people.with_columns(_home=pl.coalesce("no_kk", pl.format("~{}", "resident_row")))
    ranks = [pl.col("desil").min().alias("_desil")]
    ranks += [pl.col(name).any().not_().alias(f"_{name}") for name in PRIORITIES if name != "desil"]
    ranked = home.group_by("_home").agg(
        *ranks, _size=pl.len(), _since=pl.col(_FIRST_COME).min(), _row=pl.col("resident_row").min()
    )
    ordered = ranked.sort(*[f"_{name}" for name in order], "_since", "_row", nulls_last=True)
    fits, passed = _fitting(ordered["_size"].to_list(), places)
    told = ordered.select(
        "_home", rumah=pl.int_range(1, pl.len() + 1, dtype=pl.Int64), taken=pl.Series(fits, dtype=pl.Boolean)
    )
    placed = home.join(told, on="_home", how="left", validate="m:1").sort("rumah", "resident_row").drop("_home")
    return Taken(placed, sum(fits), len(fits) - sum(fits), passed)


def _fitting(sizes: Sequence[int], places: int | None) -> tuple[list[bool], int]:
    """Return which households fit, and how many were passed over by one behind them."""
    left = sum(sizes) if places is None else max(places, 0)
    fits = []
    for size in sizes:
        fits.append(size <= left)
        left -= size if size <= left else 0
    last = max((at for at, is_in in enumerate(fits) if is_in), default=-1)
    return fits, fits[: last + 1].count(False)
