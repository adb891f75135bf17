"""Everybody who matters to a town: its residents and those who left, died or never lived there but hold a card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np

from uhcmatch.synth import names as naming
from uhcmatch.synth.households import CHILD, WIFE, YEAR, Families, make_families, taken
from uhcmatch.synth.names import CULTURES, draw_names, generation_of
from uhcmatch.synth.noisy import bit
from uhcmatch.synth.numbers import elsewhere_prefixes, make_kks, make_niks
from uhcmatch.synth.places import Area, Homes, make_homes
from uhcmatch.synth.profiles import DEFAULT_DAYS, Profile, default_day_shares, draw_cultures

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws, Flags, Ints

AS_OF: Final = date(2026, 6, 30)
"""The day of both registries: the last DKB semester."""

RESIDENT, MOVED_AWAY, DEAD, NEVER_HERE = 0, 1, 2, 3
"""Values of `People.fate`; only residents are in the population file."""

_ELSEWHERE: Final = 0.25
"""Share of residents first registered in another kabupaten (issue 2 §6)."""


@dataclass
class People:
    """One entry per person (homes and `kk`: one per household), sorted by household.

    `born` in days since 1970; names are token numbers; `nik_born` is the date the NIK was made with; `card_nik` the NIK
    that stands on the cards (another one for people who have two); `kinds` the mask of what is special about them.
    """

    families: Families
    homes: Homes
    fate: Ints
    born: Ints
    nik_born: Ints
    nik: Ints
    kk: Ints
    names: Ints
    mothers: Ints
    fathers: Ints
    prefix: Ints
    card_nik: Ints
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
    families = _enough_families(draws, residents + sum(gone.values()))
    fate = _fates(draws, families, gone)
    households = int(families.household[-1]) + 1
    homes = make_homes(draws, area, households)
    born = _birthdays(draws, families, profile)
    nik_born = _nik_dates(draws, born, rates["pop_nik_date"])
    culture = _cultures(draws, families, profile, households)
    names, mothers, fathers = _names(draws, families, culture, born)
    prefix = _prefixes(draws, area, homes, families, fate)
    home_prefix = int(area.code.replace(".", ""))
    nik = make_niks(draws, prefix, nik_born, families.female, prefix // 100 == home_prefix)
    card_nik = _card_niks(draws, nik, np.nonzero(draws.chance(len(nik), rates["second_nik"]))[0])
    kk_prefix = np.array([int(v.code[:6]) for v in area.villages])[homes.village]
    recorded = _days(AS_OF) - draws.below(households, 18 * 365)
    kk = make_kks(draws, kk_prefix, recorded)
    fates = np.array([0, bit("moved_away"), bit("dead_member"), bit("never_here")])
    kinds = (
        fates[fate]
        | np.where(born != nik_born, bit("pop_nik_date"), 0)
        | np.where(nik != card_nik, bit("second_nik"), 0)
    )
    people = People(families, homes, fate, born, nik_born, nik, kk, names, mothers, fathers, prefix, card_nik, kinds)
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


def _enough_families(draws: Draws, wanted: int) -> Families:
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


def _fates(draws: Draws, families: Families, gone: dict[int, int]) -> Ints:
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


def _birthdays(draws: Draws, families: Families, profile: Profile) -> Ints:
    """Turn ages into dates; some people's day was guessed by the registry (DOMAIN.md §6)."""
    born = _days(AS_OF) - families.age_days
    year = _year(born)
    eve, july = default_day_shares(profile, year)
    roll = draws.unit(len(born))
    is_twin = families.twin >= 0
    for (month, day), low, high in zip(DEFAULT_DAYS, (0 * eve, eve), (eve, eve + july), strict=True):
        guessed = (roll >= low) & (roll < high) & ~is_twin & (year < 2020)
        born = np.where(guessed, _as_days(year, month, day), born)
    return np.where(is_twin, born[families.twin], born)


def _nik_dates(draws: Draws, born: Ints, rate: float) -> Ints:
    """Return the date in the NIK: for some people the recorded date was corrected later."""
    n = len(born)
    day_of_month = np.where(draws.chance(n, 0.5), draws.between(n, 1, 28), 31)
    other = _as_days(_year(born) - draws.below(n, 2), 12, 1) + day_of_month - 1
    changed = draws.chance(n, rate) & (_year(born) < 2015)
    return np.where(changed, other, born)


def _cultures(draws: Draws, families: Families, profile: Profile, households: int) -> Ints:
    of_household = draw_cultures(draws, profile, households)
    own = draw_cultures(draws, profile, len(families))
    marries_in = (families.role == WIFE) & draws.chance(len(families), 0.12)
    return np.where(marries_in, own, of_household[families.household])


def _names(draws: Draws, families: Families, culture: Ints, born: Ints) -> tuple[Ints, Ints, Ints]:
    """Name everybody, then their mothers and fathers: those in the household, otherwise somebody invented."""
    generation = generation_of(_year(born))
    names = draw_names(draws, culture, generation, families.female)
    names = _with_culture(draws, names, culture, families.female, draws.below(len(culture), 4))
    names = _inherit(draws, names, culture, families, _year(born))
    parent_generation = np.maximum(generation - draws.chance(len(culture), 0.8), 0)
    no_order = draws.below(len(culture), 4)
    everyone = np.ones(len(culture), dtype=bool)
    mothers = _with_culture(draws, draw_names(draws, culture, parent_generation, everyone), culture, everyone, no_order)
    fathers = _with_culture(
        draws, draw_names(draws, culture, parent_generation, ~everyone), culture, ~everyone, no_order
    )
    shares_name = np.isin(culture, _FAMILY_NUMBERS)
    fathers = _with_last_of(fathers, names, shares_name)
    mothers = np.where((families.mother >= 0)[:, None], names[families.mother], mothers)
    fathers = np.where((families.father >= 0)[:, None], names[families.father], fathers)
    return names, mothers, fathers


_FAMILY_CULTURES: Final = ("batak", "tionghoa", "timur")
_FAMILY_NUMBERS: Final = tuple(CULTURES.index(culture) for culture in _FAMILY_CULTURES)


def _with_culture(draws: Draws, names: Ints, culture: Ints, female: Flags, order: Ints) -> Ints:
    """Add what a culture demands: I/NI and the birth order in Bali, a family name for Batak, Tionghoa and the east."""
    words = naming.vocabulary()
    n = len(culture)
    bali = culture == CULTURES.index("bali")
    by_order = np.stack([words.draw(draws, f"bali/{place}", n) for place in range(4)], axis=1)
    names = naming.with_first(names, bali, by_order[np.arange(n), order])
    particle = np.where(female, words.female, words.male)
    names = naming.with_first(names, bali & draws.chance(n, 0.85), particle)
    for name in _FAMILY_CULTURES:
        here = culture == CULTURES.index(name)
        family = words.draw(draws, f"family/{name}", n)
        if name == "tionghoa":
            names = naming.with_first(names, here & draws.chance(n, 0.3), family)
        else:
            names = naming.with_last(names, here & draws.chance(n, 0.95), family)
    return names


def _inherit(draws: Draws, names: Ints, culture: Ints, families: Families, year: Ints) -> Ints:
    """Let children share the family name, some the father's name as a last token, a few the whole name (juniors).

    Twins share all but the first token two times in three; some siblings start with the same token.
    """
    n = len(culture)
    has_father = families.father >= 0
    father_last = naming.last_token(names)[families.father]
    shares = has_father & np.isin(culture, _FAMILY_NUMBERS) & (culture == culture[families.father])
    names = _with_last_of(names, names[families.father], shares)
    patronym = has_father & ~shares & draws.chance(n, np.where(year >= 1995, 0.10, 0.05))
    names = naming.with_last(names, patronym & ~(names == father_last[:, None]).any(axis=1), father_last)
    junior = has_father & ~families.female & draws.chance(n, 0.004)
    names = np.where(junior[:, None], names[families.father], names)
    is_twin = families.twin >= 0
    alike = is_twin & draws.chance(n, 0.67)
    shared = names[families.twin].copy()
    shared[:, 0] = np.where(names[:, 0] == shared[:, 0], names[:, 1], names[:, 0])
    sibling = np.concatenate(([False], (families.household[1:] == families.household[:-1]))) & (families.role == CHILD)
    follows = sibling & np.concatenate(([False], families.role[:-1] == CHILD)) & draws.chance(n, 0.06) & ~is_twin
    names[:, 0] = np.where(follows, np.concatenate(([0], names[:-1, 0])), names[:, 0])
    alike &= (shared[:, 0] >= 0) & (families.female == families.female[families.twin])
    return naming.packed(np.where(alike[:, None], shared, names))


def _with_last_of(names: Ints, source: Ints, rows: Flags) -> Ints:
    """Replace the last token of some names by the last token of others."""
    changed = names.copy()
    place = np.maximum((names >= 0).sum(axis=1) - 1, 0)
    here = np.nonzero(rows)[0]
    changed[here, place[here]] = naming.last_token(source)[here]
    return changed


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
    """Give some who never lived here the name of a resident of the same sex,"""
    strangers = draws.some(np.nonzero(people.fate == NEVER_HERE)[0], wanted)
    for female in (False, True):
        here = strangers[people.families.female[strangers] == female]
        pool = np.nonzero((people.fate == RESIDENT) & (people.families.female == female))[0]
        if len(pool):
            people.names[here] = people.names[pool[draws.below(len(here), len(pool))]]
            people.kinds[here] |= bit("namesake")


def _days(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def _year(days: Ints) -> Ints:
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def _as_days(year: Ints, month: int, day: int) -> Ints:
    months = (year - 1970) * 12 + (month - 1)
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + (day - 1)
