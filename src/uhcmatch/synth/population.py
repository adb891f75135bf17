"""The population file: residents in order of area and KK, with the registry's own mistakes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.synth.fates import RESIDENT
from uhcmatch.synth.households import YEAR
from uhcmatch.synth.layouts import POPULATION
from uhcmatch.synth.misspelt import edit
from uhcmatch.synth.noisy import Trick, bit, make_noise
from uhcmatch.synth.rows import canonical
from uhcmatch.synth.writing import ROWS_AT_ONCE, Desk, write_layout
from uhcmatch.synth.wrong_facts import sex_flipped
from uhcmatch.synth.wrong_names import each

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uhcmatch.synth.draws import Draws, Flags, Ints
    from uhcmatch.synth.people import People

_ALIVE, _DEAD, _MOVED = range(3)
VITAL: Final = ("HIDUP", "MATI", "PINDAH")
_TRICKS: Final = {"pop_sex": Trick("sex", sex_flipped), "pop_name_edit": Trick("nama", each(edit))}


@dataclass
class Register:
    """One entry per row of the population file, in its order; `home` is the household whose address it has.

    `again` are second rows of a person, at another home; `mask` the kinds that show in the row.
    """

    person: Ints
    home: Ints
    vital: Ints
    again: Flags
    mask: Ints

    def __len__(self) -> int:
        return len(self.person)

    @property
    def counted(self) -> Flags:
        """Rows of people who are residents at their own home: no second row."""
        flags: Flags = (self.vital == _ALIVE) & ~self.again
        return flags


def make_register(draws: Draws, people: People, rows: int, rates: dict[str, float]) -> Register:
    """List the residents on so many rows, some twice, some flagged as dead or moved."""
    residents = np.nonzero(people.fate == RESIDENT)[0]
    n = len(residents)
    twice = draws.some(residents, rows - n)
    person = np.concatenate((residents, twice))
    vital = np.full(len(people), _ALIVE)
    age = people.families.age_days[residents] / YEAR
    elders = residents[draws.chance(n, np.interp(age, [40, 60, 90], [0.02, 0.3, 1.0]))]
    vital[draws.some(elders, round(n * rates["pop_dead"]))] = _DEAD
    vital[draws.some(residents[vital[residents] == _ALIVE], round(n * rates["pop_moved"]))] = _MOVED
    vital[twice] = _ALIVE
    households = int(people.families.household[-1]) + 1
    home = people.families.household[person]
    home[n:] = draws.below(len(twice), households)
    order = np.lexsort((person, home))
    person, home = person[order], home[order]
    again = order >= n
    mask = np.select([vital[person] == _DEAD, vital[person] == _MOVED], [bit("pop_dead"), bit("pop_moved")], 0)
    return Register(person, home, vital[person], again, np.where(again, mask | bit("pop_duplicate"), mask))


def doubles(residents: int, rates: dict[str, float]) -> int:
    """Return how many of so many residents have a second row."""
    return round(residents * rates["pop_duplicate"])


def population_rows(draws: Draws, people: People, register: Register, desk: Desk) -> Iterator[pl.DataFrame]:
    """Yield the canonical rows with their noise, piece by piece; kinds that show are added to the register's mask."""
    for start in range(0, len(register), ROWS_AT_ONCE):
        part = slice(start, start + ROWS_AT_ONCE)
        rows = canonical(people, desk.texts, register.person[part], register.home[part])
        rows, mask = make_noise(rows, _TRICKS, desk.rates, draws)
        register.mask[part] |= mask
        yield rows.with_columns(vital=pl.Series(VITAL).gather(register.vital[part]))


def write_population(draws: Draws, people: People, register: Register, desk: Desk) -> None:
    """Write the file."""
    write_layout(POPULATION, population_rows(draws, people, register, desk), desk)
