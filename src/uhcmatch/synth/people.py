"""Everybody who matters to a town: its residents and those who left, died or never lived there but hold a card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from uhcmatch.synth.days import AS_OF, days, draw_birthdays, draw_nik_dates, years
from uhcmatch.synth.family_names import name_everybody
from uhcmatch.synth.fates import DEAD, MOVED_AWAY, NEVER_HERE, RESIDENT, draw_fates, enough_families
from uhcmatch.synth.households import CHILD, HEAD, WIFE, YEAR, Families
from uhcmatch.synth.noisy import bit
from uhcmatch.synth.numbers import elsewhere_prefixes, make_kks, make_niks
from uhcmatch.synth.places import Area, Homes, make_homes
from uhcmatch.synth.profiles import Profile, draw_cultures

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws, Ints
    from uhcmatch.synth.names import Tokens

_ELSEWHERE: Final = 0.25
"""Share of residents first registered in another kabupaten (issue 2 §6)."""


@dataclass
class People:
    """One entry per person (homes and `kk`: one per household), sorted by household.

    `born` in days since 1970; names are token numbers; `nik_born` is the date the NIK was made with; `card_nik` the NIK
    that stands on the cards (another one for people who have two); `lender` whose NIK is likely
    to be typed for them; `kinds` the mask of what is special about them.
    """

    families: Families
    homes: Homes
    fate: Ints
    born: Ints
    nik_born: Ints
    nik: Ints
    kk: Ints
    names: Tokens
    mothers: Tokens
    fathers: Tokens
    prefix: Ints
    card_nik: Ints
    lender: Ints
    kinds: Ints

    def __len__(self) -> int:
        return len(self.fate)


def make_people(draws: Draws, area: Area, profile: Profile, residents: int, rates: dict[str, float]) -> People:
    """Make that many residents and, beside them, the members who are no residents."""
    gone = {
        MOVED_AWAY: round(residents * rates["moved_away"]),
        DEAD: round(residents * rates["dead_member"]),
        NEVER_HERE: round(residents * (rates["never_here"] + rates["namesake"])),
    }
    families = enough_families(draws, residents + sum(gone.values()))
    fate = draw_fates(draws, families, gone)
    households = int(families.household[-1]) + 1
    homes = make_homes(draws, area, households)
    born = draw_birthdays(draws, families, profile)
    nik_born = draw_nik_dates(draws, born, rates["pop_nik_date"])
    culture = _cultures(draws, families, profile, households)
    names, mothers, fathers = name_everybody(draws, families, culture, years(born))
    prefix = _prefixes(draws, area, homes, families, fate)
    home_prefix = int(area.code.replace(".", ""))
    nik = make_niks(draws, prefix, nik_born, families.female, prefix // 100 == home_prefix)
    card_nik = _card_niks(draws, nik, np.nonzero(draws.chance(len(nik), rates["second_nik"]))[0])
    kk_prefix = np.array([int(v.code[:6]) for v in area.villages])[homes.village]
    recorded = days(AS_OF) - draws.below(households, 18 * 365)
    kk = make_kks(draws, kk_prefix, recorded)
    kinds = np.array([0, bit("moved_away"), bit("dead_member"), bit("never_here")])[fate]
    kinds |= np.where(born != nik_born, bit("pop_nik_date"), 0) | np.where(nik != card_nik, bit("second_nik"), 0)
    people = People(
        families,
        homes,
        fate,
        born,
        nik_born,
        nik,
        kk,
        names,
        mothers,
        fathers,
        prefix,
        card_nik,
        _lenders(families),
        kinds,
    )
    _make_namesakes(draws, people, round(residents * rates["namesake"]))
    return people


def _card_niks(draws: Draws, nik: Ints, second: Ints) -> Ints:
    """Give some people a second number: the same date, as if registered again in another kecamatan of the kabupaten."""
    free = np.sort(nik)
    other = nik[second]
    other = other - other % 10_000 + ((other // 10**10) % 100 % 9 + 1 - (other // 10**10) % 100) * 10**10
    other += draws.between(len(second), 1, 9)
    place = np.minimum(np.searchsorted(free, other), len(free) - 1)
    is_free = free[place] != other
    card_nik = nik.copy()
    card_nik[second[is_free]] = other[is_free]
    return card_nik


def _cultures(draws: Draws, families: Families, profile: Profile, households: int) -> Ints:
    of_household = draw_cultures(draws, profile, households)
    own = draw_cultures(draws, profile, len(families))
    marries_in = (families.role == WIFE) & draws.chance(len(families), 0.12)
    return np.where(marries_in, own, of_household[families.household])


def _prefixes(draws: Draws, area: Area, homes: Homes, families: Families, fate: Ints) -> Ints:
    """Return the six digits everybody's NIK starts with: the place of first registration (DOMAIN.md §1.1)."""
    n = len(families)
    own = np.array([int(village.code[:6]) for village in area.villages])
    here = own[homes.village[families.household]]
    moved_inside = draws.chance(n, 0.18)
    local = np.where(moved_inside, own[draws.below(n, len(own))], here)
    is_adult = families.age_days > 17 * YEAR
    from_elsewhere = draws.chance(n, np.where(is_adult, _ELSEWHERE * 1.25, _ELSEWHERE * 0.4)) | (fate == NEVER_HERE)
    return np.where(from_elsewhere, elsewhere_prefixes(draws, area.code, n), local)


def _make_namesakes(draws: Draws, people: People, wanted: int) -> None:
    """Give some who never lived here the name of a resident of the same sex."""
    strangers = draws.some(np.nonzero(people.fate == NEVER_HERE)[0], wanted)
    for female in (False, True):
        here = strangers[people.families.female[strangers] == female]
        pool = np.nonzero((people.fate == RESIDENT) & (people.families.female == female))[0]
        if len(pool):
            people.names[here] = people.names[pool[draws.below(len(here), len(pool))]]
            people.kinds[here] |= bit("namesake")


def _lenders(families: Families) -> Ints:
    """Return whose NIK may be typed for somebody: a child's mother or father, a spouse, else one's own."""
    here = np.arange(len(families))
    parent = np.where((here % 3 == 0) & (families.father >= 0), families.father, families.mother)
    parent = np.where(parent >= 0, parent, here)
    head = np.searchsorted(families.household, families.household)
    after = np.minimum(here + 1, len(here) - 1)
    has_wife = (families.household[after] == families.household) & (families.role[after] == WIFE)
    lender = np.where(families.role == WIFE, head, here)
    lender = np.where((families.role == HEAD) & has_wife, after, lender)
    return np.where(families.role == CHILD, parent, lender)
