"""A list in walking order → as many teams as go out: neighbours together, no door split, doors shared evenly."""

from __future__ import annotations

import polars as pl

from uhcmatch.errors import UsageRefused
from uhcmatch.words import Words


def with_teams(doors: pl.Series, teams: int) -> pl.Series:
    """Return the team (1-based) of each row; `doors` numbers the doors of the whole list from 1, in order.

    Teams differ by one door at most. Raises `UsageRefused` for fewer than one team.
    """
    if teams < 1:
        raise UsageRefused(
            Words("--team harus 1 atau lebih.", "--team must be 1 or more."),
            Words("Tulis berapa tim yang berangkat, misalnya --team 3.", "Say how many teams go out, as --team 3."),
        )
    last = doors.max()
    total = int(last) if isinstance(last, int) else 0
    return ((doors - 1) * teams // max(total, 1) + 1).alias("tim").cast(pl.Int64)
