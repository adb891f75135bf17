"""How many people there must be, and who of them is no resident: moved away, dead, never here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from uhcmatch.synth.households import CHILD, WIFE, YEAR, Families, make_families, taken

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws, Ints

RESIDENT, MOVED_AWAY, DEAD, NEVER_HERE = 0, 1, 2, 3
"""What became of a person; only residents are in the population file."""


def enough_families(draws: Draws, wanted: int) -> Families:
    """Make households until there are enough people, then leave out single persons at random."""
    households = int(wanted / 3.0) + 40
    families = make_families(draws, households)
    while len(families) < wanted:
        households = int(households * 1.05) + 1
        families = make_families(draws, households)
    last = int(families.household[wanted - 1]) + 1
    within = int(np.searchsorted(families.household, last))
    surplus = draws.some(np.nonzero(families.role[:within] > WIFE)[0], within - wanted)
    keep = np.ones(within, dtype=bool)
    keep[surplus] = False
    return taken(families, np.nonzero(keep)[0][:wanted])


def draw_fates(draws: Draws, families: Families, gone: dict[int, int]) -> Ints:
    """Say who has left: whole households and single young people, old people who died, households never here."""
    fate = np.full(len(families), RESIDENT)
    age = families.age_days / YEAR
    single = gone[MOVED_AWAY] // 2
    movers = np.nonzero((age > 17) & (age < 40) & (families.role == CHILD))[0]
    fate[draws.some(movers, single)] = MOVED_AWAY
    elders = np.nonzero((fate == RESIDENT) & draws.chance(len(fate), np.interp(age, [40, 60, 90], [0.02, 0.3, 1.0])))[0]
    fate[draws.some(elders, gone[DEAD])] = DEAD
    order = np.argsort(draws.unit(int(families.household[-1]) + 1)[families.household], kind="stable")
    queue = order[fate[order] == RESIDENT]
    missing_moved = gone[MOVED_AWAY] - int((fate == MOVED_AWAY).sum())
    missing_dead = gone[DEAD] - int((fate == DEAD).sum())
    fate[queue[:missing_moved]] = MOVED_AWAY
    fate[queue[missing_moved : missing_moved + missing_dead]] = DEAD
    rest = queue[missing_moved + missing_dead :]
    fate[rest[: gone[NEVER_HERE]]] = NEVER_HERE
    return fate
