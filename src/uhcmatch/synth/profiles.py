"""Regional profiles: which cultures a town's names come from, and how often the registry guessed a birthday."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from uhcmatch.synth.names import CULTURES

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws, Floats, Ints


@dataclass(frozen=True)
class Profile:
    """`shares` of households per culture; `default_days` scales the share of registry-guessed birthdays.

    1.0 is what was measured in the east (DOMAIN.md §0 fact 6); Java is lower.
    """

    shares: dict[str, float]
    default_days: float


PROFILES: Final[dict[str, Profile]] = {
    "jawa": Profile(
        {"jawa": 88, "sunda": 4, "tionghoa": 4, "batak": 1.5, "bugis": 0.5, "bali": 0.5, "timur": 1.5}, 0.45
    ),
    "sunda": Profile(
        {"sunda": 72, "jawa": 20, "tionghoa": 3, "batak": 2.5, "bugis": 0.5, "bali": 0.5, "timur": 1.5}, 0.45
    ),
    "bugis": Profile({"bugis": 94, "jawa": 3, "tionghoa": 1, "timur": 1, "bali": 1}, 1.0),
    "bali": Profile({"bali": 82, "jawa": 13, "tionghoa": 2, "sunda": 1, "timur": 2}, 0.7),
    "batak": Profile({"batak": 64, "jawa": 26, "tionghoa": 8, "sunda": 2}, 0.5),
    "tionghoa": Profile({"tionghoa": 45, "jawa": 35, "sunda": 10, "batak": 6, "bugis": 2, "timur": 2}, 0.3),
    "timur": Profile({"timur": 78, "bugis": 12, "jawa": 7, "tionghoa": 1, "bali": 2}, 1.0),
}

_PROVINCE_PROFILE: Final[dict[str, str]] = {
    "12": "batak", "32": "sunda", "36": "sunda", "51": "bali", "52": "bugis", "53": "timur", "61": "tionghoa",
    "71": "timur", "72": "bugis", "73": "bugis", "74": "bugis", "75": "bugis", "76": "bugis", "81": "timur",
    "82": "timur", "91": "timur", "92": "timur", "93": "timur", "94": "timur", "95": "timur", "96": "timur",
}  # fmt: skip

DEFAULT_DAYS: Final = ((12, 31), (7, 1))
_DECADES: Final = (1935, 1945, 1955, 1965, 1975, 1985, 1995, 2005)
_SHARES: Final = (
    (0.48, 0.50, 0.50, 0.44, 0.30, 0.13, 0.04, 0.01),
    (0.28, 0.23, 0.18, 0.15, 0.10, 0.06, 0.04, 0.02),
)
"""P(31-12) and P(01-07) by birth decade, the 1930s to the 2000s (DOMAIN.md §6, default model)."""


def profile_for(code: str) -> str:
    """Return the name of the profile that suits a kabupaten's province."""
    return _PROVINCE_PROFILE.get(code[:2], "jawa")


def draw_cultures(draws: Draws, profile: Profile, n: int) -> Ints:
    """Draw n cultures, as positions in CULTURES."""
    return draws.pick(n, [profile.shares.get(culture, 0.0) for culture in CULTURES])


def default_day_shares(profile: Profile, birth_year: Ints) -> tuple[Floats, Floats]:
    """Return for every birth year the chance of 31-12 and of 01-07 as a guessed birthday."""
    eve, july = (np.interp(birth_year, _DECADES, shares) * profile.default_days for shares in _SHARES)
    return eve, july
