"""Names for people: up to five tokens each, by culture, generation and sex, with what families share."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from uhcmatch.reference.given_names import fallback_culture, name_pools

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws, Flags, Ints

Tokens: TypeAlias = NDArray[np.int16]
"""Names: one row per person, numbers of the vocabulary, -1 behind the last token."""

MOST_TOKENS: Final = 5
CULTURES: Final[tuple[str, ...]] = ("jawa", "sunda", "bugis", "bali", "batak", "tionghoa", "timur")
GENERATIONS: Final[tuple[str, ...]] = ("old", "mid", "young")
MID_SINCE, YOUNG_SINCE = 1965, 1995
"""First birth years of the generations `mid` and `young`."""

TOKEN_COUNTS: Final[dict[str, tuple[float, ...]]] = {
    "jawa/old": (0.62, 0.33, 0.05),
    "jawa/mid": (0.36, 0.48, 0.15, 0.01),
    "jawa/young": (0.06, 0.41, 0.46, 0.07),
    "sunda/old": (0.58, 0.37, 0.05),
    "sunda/mid": (0.34, 0.52, 0.13, 0.01),
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


_NEVER_ALONE: Final = (
    *("MUHAMMAD", "MUHAMAD", "MOHAMMAD", "MOCHAMMAD", "MOCHAMAD", "MOH", "MUH", "MOCH", "AHMAD", "ABDUL", "ABD", "A"),
    *(
        "SITI",
        "SITTI",
        "ST",
        "NUR",
        "NURUL",
        "SRI",
        "TRI",
        "DWI",
        "I",
        "LA",
        "WE",
        "ANDI",
        "KHOIRUL",
        "SYAIFUL",
        "SAIFUL",
    ),
    *("DEWI", "UMI", "LAILATUL", "MIFTAHUL", "KHUSNUL", "FX", "AI", "MARIA"),
)
"""First tokens that something always follows."""


class Vocabulary:
    """All tokens of all pools, numbered; `text[number]` is the token."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._pools = {
            key: (np.array([self._number(token) for token in tokens], dtype=np.int64), weights)
            for key, (tokens, weights) in name_pools().items()
        }
        self.never_alone = np.array([self._number(token) for token in _NEVER_ALONE])
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


def draw_names(draws: Draws, culture: Ints, generation: Ints, female: Flags) -> Tokens:
    """Draw names: one row of up to five token numbers per person, -1 where there is none. No family names yet."""
    names = np.full((len(culture), MOST_TOKENS), -1, dtype=np.int16)
    group = (culture * len(GENERATIONS) + generation) * 2 + female
    for number in np.unique(group):
        here = np.nonzero(group == number)[0]
        rest, sex = divmod(int(number), 2)
        culture_number, generation_number = divmod(rest, len(GENERATIONS))
        names[here] = _group(draws, CULTURES[culture_number], GENERATIONS[generation_number], "LP"[sex], len(here))
    return names


def _group(draws: Draws, culture: str, generation: str, sex: str, n: int) -> Tokens:
    words = vocabulary()
    counts = 1 + draws.pick(n, TOKEN_COUNTS[f"{culture}/{generation}"])
    names = np.full((n, MOST_TOKENS), -1, dtype=np.int16)
    names[:, 0] = words.draw(draws, f"given/{culture}/{generation}/{sex}", n)
    if generation == "old" and culture in _STEMMED:
        stemmed = draws.chance(n, np.where(counts == 1, _STEMMED[culture], _STEMMED[culture] / 4))
        names[stemmed, 0] = words.draw(draws, f"stem/{sex}", int(stemmed.sum()))
    counts = np.where((counts == 1) & np.isin(names[:, 0], words.never_alone), 2, counts)
    later = words.later_pool(culture, generation, sex)
    for place in range(1, int(counts.max(initial=1))):
        here = np.nonzero(counts > place)[0]
        put_last(names, here, words.draw(draws, later, len(here)))
    return names


def put_first(names: Tokens, rows: Ints, token: Ints) -> None:
    """Put a token before the names of these rows, in place."""
    names[rows, 1:] = names[rows, :-1]
    names[rows, 0] = token


def put_last(names: Tokens, rows: Ints, token: Ints) -> None:
    """Put a token after the names of these rows, in place; a name that has it already, or no room, stays."""
    length = (names[rows] >= 0).sum(axis=1)
    fits = (length < MOST_TOKENS) & (token >= 0) & (names[rows] != token[:, None]).all(axis=1)
    names[rows[fits], length[fits]] = token[fits]


def put_in_place_of_last(names: Tokens, rows: Ints, token: Ints) -> None:
    """Replace the last token of the names of these rows, in place."""
    length = (names[rows] >= 0).sum(axis=1)
    names[rows, length - 1] = token


def last_tokens(names: Tokens, rows: Ints) -> Ints:
    """Return the last token of the names of these rows."""
    chosen = names[rows]
    place = np.maximum((chosen >= 0).sum(axis=1) - 1, 0)
    return np.take_along_axis(chosen, place[:, None], axis=1)[:, 0].astype(np.int64)
