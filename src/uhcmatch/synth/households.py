"""Families: who lives together, who is whose child, how old everybody is.

Household sizes, ages at birth and the share of grown children who stay are round figures that give the age pyramid of
an Indonesian kota (a quarter under 15, one in twelve over 64) and 3.3 persons per KK.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws, Flags, Ints

HEAD, WIFE, CHILD, GRANDCHILD, PARENT, PARENT_IN_LAW, RELATIVE = 1, 3, 4, 6, 7, 8, 9
"""Codes of SIAK's STAT_HBKEL (DOMAIN.md §2.4)."""

YEAR: Final = 365.25
_MOST_CHILDREN: Final = 7
_HEAD_AGES: Final = ((18, 24, 3), (25, 34, 20), (35, 44, 25), (45, 54, 23), (55, 64, 16), (65, 74, 9), (75, 89, 4))
"""Heads of households: from age, to age, weight."""


@dataclass
class Families:
    """One entry per person, sorted by household, head first; `father`, `mother`, `twin` are positions or -1."""

    household: Ints
    role: Ints
    female: Flags
    age_days: Ints
    father: Ints
    mother: Ints
    twin: Ints

    def __len__(self) -> int:
        return len(self.household)


@dataclass
class _Parents:
    """One entry per household: the couple's positions and the age of the mother."""

    head: Ints
    wife: Ints
    head_female: Flags
    head_days: Ints
    mother_days: Ints
    has_children: Flags


def make_families(draws: Draws, households: int) -> Families:
    """Return the people of that many households."""
    parents, blocks = _couples(draws, households)
    blocks += _children(draws, parents, first=2 * households)
    blocks += _others(draws, parents)
    return _joined(blocks)


def _couples(draws: Draws, n: int) -> tuple[_Parents, list[Families]]:
    low, high, weights = (np.array(column) for column in zip(*_HEAD_AGES, strict=True))
    band = draws.pick(n, weights)
    head_days = _days(draws, draws.between(n, low[band], high[band]))
    age = head_days / YEAR
    head_female = draws.chance(n, np.interp(age, [20, 45, 60, 80], [0.12, 0.12, 0.22, 0.42]))
    married = ~head_female & draws.chance(
        n, np.interp(age, [19, 24, 30, 60, 75, 89], [0.35, 0.7, 0.93, 0.94, 0.85, 0.6])
    )
    younger = draws.below(n, 7) + draws.below(n, 5) - 2
    wife_days = np.maximum(head_days - (younger * YEAR).astype(np.int64) - draws.below(n, 300), int(17 * YEAR))
    child_chance = np.where(married, 0.93, np.where(head_female, np.interp(age, [20, 35], [0.1, 0.8]), 0.2))
    here = np.arange(n)
    parents = _Parents(
        head=here,
        wife=np.where(married, n + here, -1),
        head_female=head_female,
        head_days=head_days,
        mother_days=np.where(married, wife_days, np.where(head_female, head_days, head_days - int(3 * YEAR))),
        has_children=draws.chance(n, child_chance),
    )
    heads = _alone(here, HEAD, head_female, head_days)
    wives = _alone(here, WIFE, np.ones(n, dtype=bool), wife_days)
    wives.role = np.where(married, wives.role, 0)
    return parents, [heads, wives]


def _children(draws: Draws, parents: _Parents, first: int) -> list[Families]:
    n = len(parents.head)
    mother_born = 2026 - parents.mother_days / YEAR
    wanted_mean = np.interp(mother_born, [1935, 1955, 1970, 1985, 2000], [5.0, 3.8, 2.9, 2.4, 2.0])
    wanted = np.where(parents.has_children, np.maximum(1, np.round(wanted_mean * (draws.unit(n) + draws.unit(n)))), 0)
    gaps = [18.5 + 11 * draws.unit(n) * draws.unit(n) + 2.5 * draws.unit(n)]
    gaps += [1.6 + 5.5 * draws.unit(n) for _ in range(_MOST_CHILDREN - 1)]
    mother_age_then = np.cumsum(np.stack(gaps, axis=1), axis=1)
    age_days = parents.mother_days[:, None] - (mother_age_then * YEAR).astype(np.int64)
    born = (np.arange(_MOST_CHILDREN) < wanted[:, None]) & (age_days >= 0) & (mother_age_then < 44)
    stays = np.interp(age_days / YEAR, [0, 17, 20, 24, 28, 35, 45], [0.98, 0.96, 0.88, 0.62, 0.34, 0.12, 0.05])
    here = born & (draws.unit(born.size).reshape(born.shape) < stays)
    household, order = np.nonzero(here)
    children = _alone(household, CHILD, draws.chance(len(household), 0.49), age_days[household, order])
    children.father = np.where(parents.head_female[household], -1, parents.head[household])
    children.mother = np.where(parents.head_female[household], parents.head[household], parents.wife[household])
    return [children, _twins(draws, children, first)]


def _twins(draws: Draws, children: Families, first: int) -> Families:
    """Return second-born twins of about one birth in ninety; two thirds are of the same sex."""
    chosen = np.nonzero(draws.chance(len(children), 0.011))[0]
    flips = draws.chance(len(chosen), 1 / 3)
    twins = _alone(children.household[chosen], CHILD, children.female[chosen] ^ flips, children.age_days[chosen])
    twins.father, twins.mother = children.father[chosen], children.mother[chosen]
    twins.twin = first + chosen
    return twins


def _others(draws: Draws, parents: _Parents) -> list[Families]:
    n = len(parents.head)
    age = parents.head_days / YEAR
    old = np.nonzero((age < 60) & draws.chance(n, 0.08))[0]
    old_days = np.minimum(
        parents.head_days[old] + (draws.between(len(old), 20, 34) * YEAR).astype(np.int64), int(97 * YEAR)
    )
    in_law = draws.chance(len(old), 0.4) & (parents.wife[old] >= 0)
    elders = _alone(old, PARENT, draws.chance(len(old), 0.72), old_days)
    elders.role = np.where(in_law, PARENT_IN_LAW, PARENT)
    young = np.nonzero((age > 48) & draws.chance(n, 0.16))[0]
    grandchildren = _alone(young, GRANDCHILD, draws.chance(len(young), 0.49), _days(draws, draws.below(len(young), 15)))
    kin = np.nonzero(draws.chance(n, 0.035))[0]
    relatives = _alone(kin, RELATIVE, draws.chance(len(kin), 0.5), _days(draws, draws.between(len(kin), 14, 60)))
    return [elders, grandchildren, relatives]


def _days(draws: Draws, years: Ints) -> Ints:
    return (years * YEAR + draws.unit(len(years)) * 365).astype(np.int64)


def _alone(household: Ints, role: int, female: Flags, age_days: Ints) -> Families:
    nobody = np.full(len(household), -1, dtype=np.int64)
    return Families(household, np.full(len(household), role), female, age_days, nobody, nobody.copy(), nobody.copy())


def _joined(blocks: list[Families]) -> Families:
    """Put the blocks together, drop empty places (role 0), sort, and let the parent positions follow."""
    names = ("household", "role", "female", "age_days", "father", "mother", "twin")
    columns = {name: np.concatenate([getattr(block, name) for block in blocks]) for name in names}
    order = np.lexsort((-columns["age_days"], columns["role"], columns["household"]))
    order = order[columns["role"][order] > 0]
    return taken(Families(**columns), order)


def taken(families: Families, order: Ints) -> Families:
    """Return the people at these positions, in this order; who is left out is nobody's parent or twin any more."""
    where = np.full(len(families) + 1, -1, dtype=np.int64)
    where[order] = np.arange(len(order))
    return Families(
        families.household[order],
        families.role[order],
        families.female[order],
        families.age_days[order],
        where[families.father[order]],
        where[families.mother[order]],
        where[families.twin[order]],
    )
