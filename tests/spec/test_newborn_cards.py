"""A card that says only “baby of”: whose child it may mean, by the mother's name and the child's age."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from uhcmatch.linkage.compare.infancy import Infancy, infancy_level

TODAY = date(2026, 6, 30)
"""The youngest birth in the register."""

AGES = {
    date(2026, 6, 30): Infancy.INFANT,
    date(2025, 7, 2): Infancy.INFANT,
    date(2025, 6, 1): Infancy.TODDLER,
    date(2023, 7, 2): Infancy.TODDLER,
    date(2023, 6, 1): Infancy.CHILD,
    date(2014, 7, 2): Infancy.CHILD,
    date(2014, 6, 1): Infancy.GROWN,
    date(1966, 10, 28): Infancy.GROWN,
    None: Infancy.MISSING,
}


def level(born: date | None, *, asked: bool | None) -> int:
    frame = pl.DataFrame({"born": [born], "asked": [asked]}, schema={"born": pl.Date, "asked": pl.Boolean})
    return int(frame.select(infancy_level(pl.col("born"), pl.lit(TODAY), pl.col("asked"))).item())


@pytest.mark.parametrize("born", AGES)
def test_age_at_the_day_of_the_register(born: date | None) -> None:
    assert level(born, asked=True) == AGES[born]


@pytest.mark.parametrize("asked", [False, None])
def test_other_cards_are_not_asked_for_an_age(asked: bool | None) -> None:
    assert level(date(2026, 1, 1), asked=asked) == Infancy.MISSING
