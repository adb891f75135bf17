"""Names for people: up to five tokens each, by culture, generation and sex, with what families share."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from uhcmatch.reference.given_names import fallback_culture, name_pools

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws, Flags, Ints

MOST_TOKENS: Final = 5
CULTURES: Final[tuple[str, ...]] = ("jawa", "sunda", "bugis", "bali", "batak", "tionghoa", "timur")
GENERATIONS: Final[tuple[str, ...]] = ("old", "mid", "young")
MID_SINCE, YOUNG_SINCE = 1965, 1995
"""First birth years of the generations `mid` and `young`."""

TOKEN_COUNTS: Final[dict[str, tuple[float, ...]]] = {
    "jawa/old": (0.62, 0.33, 0.05),
    "jawa/mid": (0.26, 0.56, 0.17, 0.01),
    "jawa/young": (0.03, 0.40, 0.49, 0.08),
    "sunda/old": (0.58, 0.37, 0.05),
    "sunda/mid": (0.24, 0.60, 0.15, 0.01),
    "sunda/young": (0.04, 0.46, 0.43, 0.07),
    "bugis/old": (0.72, 0.25, 0.03),
    "bugis/mid": (0.50, 0.44, 0.06),
    "bugis/young": (0.12, 0.56, 0.29, 0.03),
    "bali/old": (0.80, 0.20),
    "bali/mid": (0.55, 0.40, 0.05),
    "bali/young": (0.10, 0.55, 0.35),
    "batak/old": (0.75, 0.25),
    "batak/mid": (0.55, 0.42, 0.03),
    "batak/young": (0.30, 0.60, 0.10),
    "tionghoa/old": (0.15, 0.85),
    "tionghoa/mid": (0.25, 0.70, 0.05),
    "tionghoa/young": (0.20, 0.65, 0.15),
    "timur/old": (0.75, 0.25),
    "timur/mid": (0.60, 0.37, 0.03),
    "timur/young": (0.35, 0.55, 0.10),
}
"""How many tokens a name has before family names and birth-order names (shares of 1, 2, 3 … tokens).

Tuned to DOMAIN.md §6.1: 30–55 % mononyms over all, 83 % of names at most 20 letters."""

_STEMMED: Final = {"jawa": 0.62, "sunda": 0.10}
"""Share of old first tokens that are built from a stem and an ending instead of taken from the list."""


class Vocabulary:
    """All tokens of all pools, numbered; `text[number]` is the token."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._pools = {
            key: (np.array([self._number(token) for token in tokens], dtype=np.int64), weights)
            for key, (tokens, weights) in name_pools().items()
        }
        self.male, self.female = self._number("I"), self._number("NI")
        self.text: tuple[str, ...] = tuple(self._numbers)

    def draw(self, draws: Draws, pool: str, n: int) -> Ints:
        """Draw n tokens of a pool."""
        numbers, weights = self._pools[pool]
        drawn: Ints = numbers[draws.pick(n, weights)]
        return drawn

    def later_pool(self, culture: str, generation: str, sex: str) -> str:
        """Return the pool of the tokens after the first; the given names again where there is none."""
        for source in (culture, fallback_culture(culture)):
            if f"later/{source}/{generation}/{sex}" in self._pools:
                return f"later/{source}/{generation}/{sex}"
        return f"given/{culture}/{generation}/{sex}"

    def _number(self, token: str) -> int:
        return self._numbers.setdefault(token, len(self._numbers))


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary; it is built once."""
    return Vocabulary()


def generation_of(birth_year: Ints) -> Ints:
    """Return the position in GENERATIONS."""
    return (birth_year >= MID_SINCE).astype(np.int64) + (birth_year >= YOUNG_SINCE)


def draw_names(draws: Draws, culture: Ints, generation: Ints, female: Flags) -> Ints:
    """Draw names: one row of up to five token numbers per person, -1 where there is none. No family names yet."""
    names = np.full((len(culture), MOST_TOKENS), -1, dtype=np.int64)
    group = (culture * len(GENERATIONS) + generation) * 2 + female
    for number in np.unique(group):
        here = np.nonzero(group == number)[0]
        rest, sex = divmod(int(number), 2)
        culture_number, generation_number = divmod(rest, len(GENERATIONS))
        names[here] = _group(draws, CULTURES[culture_number], GENERATIONS[generation_number], "LP"[sex], len(here))
    return names


def _group(draws: Draws, culture: str, generation: str, sex: str, n: int) -> Ints:
    words = vocabulary()
    counts = 1 + draws.pick(n, TOKEN_COUNTS[f"{culture}/{generation}"])
    names = np.full((n, MOST_TOKENS), -1, dtype=np.int64)
    names[:, 0] = words.draw(draws, f"given/{culture}/{generation}/{sex}", n)
    if generation == "old" and culture in _STEMMED:
        stemmed = draws.chance(n, np.where(counts == 1, _STEMMED[culture], _STEMMED[culture] / 4))
        names[stemmed, 0] = words.draw(draws, f"stem/{sex}", int(stemmed.sum()))
    later = words.later_pool(culture, generation, sex)
    for place in range(1, 4):
        token = words.draw(draws, later, n)
        is_new = (names[:, :place] != token[:, None]).all(axis=1)
        names[:, place] = np.where((counts > place) & is_new, token, -1)
    return packed(names)


def packed(names: Ints) -> Ints:
    """Push the tokens of every row to the left, keeping their order."""
    order = np.argsort(names < 0, axis=1, kind="stable")
    return np.take_along_axis(names, order, axis=1)


def with_first(names: Ints, rows: Flags, token: Ints) -> Ints:
    """Put a token before the names of these rows."""
    moved = names.copy()
    moved[rows, 1:] = names[rows, :-1]
    moved[rows, 0] = token[rows]
    return moved


def with_last(names: Ints, rows: Flags, token: Ints) -> Ints:
    """Put a token after the names of these rows."""
    moved = names.copy()
    place = np.minimum((names >= 0).sum(axis=1), MOST_TOKENS - 1)
    here = np.nonzero(rows & (token >= 0))[0]
    moved[here, place[here]] = token[here]
    return moved


def last_token(names: Ints) -> Ints:
    """Return the last token of every name."""
    place = np.maximum((names >= 0).sum(axis=1) - 1, 0)
    return np.take_along_axis(names, place[:, None], axis=1)[:, 0]
