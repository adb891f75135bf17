"""All ways to give a few members their residents, counted exactly: small groups only.

Odds are whole numbers, so are their sums and products: no order of rows changes a digit of what comes out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

EVEN: Final = 1 << 40
"""Even odds as a whole number."""

Ways = dict[int, int]
"""Set of residents who have a card, as bits → odds of all ways to come there."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a member can be: a resident others want too (`bit`), or anything that is its own affair (0)."""

    bit: int
    odds: int


def whole_odds(bits: float) -> int:
    """Return odds of so many bits as a whole number."""
    odds: int = round(2.0**bits * EVEN)
    return odds


def shares(members: Sequence[Sequence[Option]], price: int) -> list[list[float]]:
    """Return for each option of each member its share of all ways, to nine digits.

    The odds of a way are the product of the odds of its options, times `price` for every card of a resident but the
    first.
    """
    onward: list[Ways] = [{0: 1}]
    for options in members:
        onward.append(_onward(onward[-1], options, price))
    total = sum(onward[-1].values())
    after = dict.fromkeys(onward[-1], 1)
    found = []
    for options, before in zip(reversed(members), reversed(onward[:-1]), strict=True):
        through = [
            sum(odds * _step(option, taken, price) * after[taken | option.bit] for taken, odds in before.items())
            for option in options
        ]
        found.append([round(odds / total, 9) for odds in through])
        after = {
            taken: sum(_step(option, taken, price) * after[taken | option.bit] for option in options)
            for taken in before
        }
    return found[::-1]


def _onward(before: Ways, options: Sequence[Option], price: int) -> Ways:
    """Return the ways one member further on."""
    ways: Ways = {}
    for taken, odds in before.items():
        for option in options:
            then = taken | option.bit
            ways[then] = ways.get(then, 0) + odds * _step(option, taken, price)
    return ways


def _step(option: Option, taken: int, price: int) -> int:
    return option.odds * (price if taken & option.bit else EVEN)
