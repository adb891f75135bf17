"""Dates as numbers of days since 1970: birthdays, also those the registry guessed, and the dates in NIKs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np

from uhcmatch.synth.profiles import DEFAULT_DAYS, Profile, default_day_shares

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws, Ints
    from uhcmatch.synth.households import Families

AS_OF: Final = date(2026, 6, 30)
"""The day of both registries: the last DKB semester."""


def draw_birthdays(draws: Draws, families: Families, profile: Profile) -> Ints:
    """Turn ages into dates; some people's day was guessed by the registry (DOMAIN.md §6)."""
    born = days(AS_OF) - families.age_days
    year = years(born)
    eve, july = default_day_shares(profile, year)
    roll = draws.unit(len(born))
    is_twin = families.twin >= 0
    for (month, day), low, high in zip(DEFAULT_DAYS, (0 * eve, eve), (eve, eve + july), strict=True):
        guessed = (roll >= low) & (roll < high) & ~is_twin & (year < 2020)
        born = np.where(guessed, _on(year, month, day), born)
    return np.where(is_twin, born[families.twin], born)


def draw_nik_dates(draws: Draws, born: Ints, rate: float) -> Ints:
    """Return the date in the NIK: for some people the recorded date was corrected later."""
    n = len(born)
    day_of_month = np.where(draws.chance(n, 0.5), draws.between(n, 1, 28), 31)
    other = _on(years(born) - draws.below(n, 2), 12, 1) + day_of_month - 1
    changed = draws.chance(n, rate) & (years(born) < 2015)
    return np.where(changed, other, born)


def days(day: date) -> int:
    """Return days since 1970."""
    return (day - date(1970, 1, 1)).days


def years(day: Ints) -> Ints:
    """Return the years of days since 1970."""
    return day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def _on(year: Ints, month: int, day: int) -> Ints:
    months = (year - 1970) * 12 + (month - 1)
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + (day - 1)
