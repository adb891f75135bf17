"""All ways to give a few members their residents, counted exactly: small groups only.

Odds are whole numbers, so are their sums and products: no order of rows changes a digit of what comes out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
    weights = [_by_bit(options) for options in members]
    onward: list[Ways] = [{0: 1}]
    for weight in weights:
        onward.append(_onward(onward[-1], weight, price))
    total = sum(onward[-1].values())
    after = dict.fromkeys(onward[-1], 1)
    found = []
    for options, weight, before in zip(reversed(members), reversed(weights), reversed(onward[:-1]), strict=True):
        through = {
            bit: sum(odds * _step(bit, taken, price) * after[taken | bit] for taken, odds in before.items())
            for bit in weight
        }
        found.append([round(option.odds * through[option.bit] / total, 9) for option in options])
        after = {
            taken: sum(odds * _step(bit, taken, price) * after[taken | bit] for bit, odds in weight.items())
            for taken in before
        }
    return found[::-1]


def _by_bit(options: Iterable[Option]) -> dict[int, int]:
    """Return the odds of all options that lead to the same: most of a member's are its own affair."""
    weight: dict[int, int] = {}
    for option in options:
        weight[option.bit] = weight.get(option.bit, 0) + option.odds
    return weight


def _onward(before: Ways, weight: Mapping[int, int], price: int) -> Ways:
    """Return the ways one member further on."""
    ways: Ways = {}
    for taken, odds in before.items():
        for bit, more in weight.items():
            then = taken | bit
            ways[then] = ways.get(then, 0) + odds * more * _step(bit, taken, price)
    return ways


def _step(bit: int, taken: int, price: int) -> int:
    return price if taken & bit else EVEN
