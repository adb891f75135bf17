"""NIK, KK and card numbers, as whole numbers, after the grammar of DOMAIN.md §1.1, §1.2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from uhcmatch.reference import regions

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws, Flags, Ints

_GAPS: Final = (56, 17, 9, 6, 4, 3, 2, 1, 1, 1)
"""How many numbers lie unused before the next one of a group: of people who died or left before there were lists."""
_OUTSIDE_SERIALS: Final = (45, 16, 9, 6, 4, 3, 3, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1)
"""How serials 0001, 0002 … are spread where only few of a group live here (45 % are 0001, DOMAIN.md §1.1)."""

_CARD_RANGES: Final = ((1_000_000_000, 8_900_000_000), (100_000_000, 899_000_000), (1_000_000, 8_900_000))
"""First number and room of cards with ten, nine and seven digits (DOMAIN.md §2.2: 10, 9 or 7 without the zeros)."""


def make_niks(draws: Draws, prefix: Ints, born: Ints, female: Flags, is_local: Flags) -> Ints:
    """Number people who were first registered at a six-digit prefix; nobody gets another's number.

    `born` is in days since 1970. Serials count up within prefix, date and sex, with gaps for those who died or left.
    """
    n = len(prefix)
    key = (prefix * 1_000_000 + _ddmmyy(born, np.where(female, 40, 0))) * 10_000
    order = np.lexsort((draws.unit(n), key))
    step = 1 + draws.pick(n, _GAPS)
    step += np.where(is_local, 0, draws.pick(n, _OUTSIDE_SERIALS) * draws.chance(n, 0.7))
    return _counted(key, order, step)


def make_kks(draws: Draws, prefix: Ints, recorded: Ints) -> Ints:
    """Number family cards issued at a prefix and recorded on a day (days since 1970)."""
    n = len(prefix)
    key = (prefix * 1_000_000 + _ddmmyy(recorded, np.zeros(n, dtype=np.int64))) * 10_000
    return _counted(key, np.lexsort((draws.unit(n), key)), 1 + draws.pick(n, [60, 20, 12, 8]))


def make_cards(draws: Draws, n: int) -> Ints:
    """Number cards: mostly ten digits, a few of nine and seven, without order."""
    kind = draws.pick(n, [91, 7, 2])
    cards = np.empty(n, dtype=np.int64)
    for number, (first, room) in enumerate(_CARD_RANGES):
        here = np.nonzero(kind == number)[0]
        steps = 1 + draws.below(len(here), room // max(1, len(here)) - 1)
        cards[here] = (first + np.cumsum(steps))[draws.shuffled(len(here))]
    return cards


def elsewhere_prefixes(draws: Draws, home: str, n: int) -> Ints:
    """Draw kecamatan prefixes outside a kabupaten (`33.74`): two thirds in its province, the rest all over."""
    codes = sorted(prefix for prefix in regions.kecamatan_prefixes() if not prefix.startswith(home.replace(".", "")))
    near = np.array([int(code) for code in codes if code[:2] == home[:2]] or [int(code) for code in codes])
    far = np.array([int(code) for code in codes])
    # a few prefixes are common (neighbours), most are rare: products of draws pile up at the front of a shuffled list
    near, far = near[draws.shuffled(len(near))], far[draws.shuffled(len(far))]
    from_near = near[np.floor(draws.unit(n) * draws.unit(n) * draws.unit(n) * len(near)).astype(np.int64)]
    from_far = far[np.floor(draws.unit(n) * draws.unit(n) * len(far)).astype(np.int64)]
    return np.where(draws.chance(n, 0.66), from_near, from_far)


def _ddmmyy(days: Ints, add_to_day: Ints) -> Ints:
    date = days.astype("datetime64[D]")
    month_start = date.astype("datetime64[M]")
    day = (date - month_start).astype(np.int64) + 1 + add_to_day
    month = month_start.astype(np.int64) % 12 + 1
    year = (date.astype("datetime64[Y]").astype(np.int64) + 1970) % 100
    digits: Ints = day * 10_000 + month * 100 + year
    return digits


def _counted(key: Ints, order: Ints, step: Ints) -> Ints:
    """Add to every key a serial that grows by `step` within the key."""
    sorted_key, total = key[order], np.cumsum(step[order])
    starts = np.concatenate(([True], sorted_key[1:] != sorted_key[:-1]))
    before = np.where(starts, np.concatenate(([0], total[:-1])), 0)
    serial = total - np.maximum.accumulate(before)
    numbers = np.empty(len(key), dtype=np.int64)
    numbers[order] = sorted_key + serial
    return numbers
