"""Names inside families: marga, birth order, fathers' names, juniors, twins, and the parents nobody lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from uhcmatch.synth import names as naming
from uhcmatch.synth.households import CHILD
from uhcmatch.synth.names import CULTURES, YOUNG_SINCE, Tokens, draw_names, generation_of

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws, Flags, Ints
    from uhcmatch.synth.households import Families

_BALI: Final = CULTURES.index("bali")
_WITH_FAMILY_NAME: Final = {CULTURES.index(culture): culture for culture in ("batak", "tionghoa", "timur")}
_JUNIORS: Final = 0.004
_TWINS_ALIKE: Final = 0.67
_SIBLINGS_ALIKE: Final = 0.06


def name_everybody(draws: Draws, families: Families, culture: Ints, birth_year: Ints) -> tuple[Tokens, Tokens, Tokens]:
    """Return everybody's name, mother's and father's name: of the parent in the household, otherwise invented."""
    generation = generation_of(birth_year)
    names = draw_names(draws, culture, generation, families.female)
    _add_culture(draws, names, culture, families.female)
    _inherit(draws, names, culture, families, birth_year)
    older = np.maximum(generation - draws.chance(len(culture), 0.8), 0)
    mothers, fathers = names[families.mother], names[families.father]
    absent = np.nonzero(families.mother < 0)[0]
    mothers[absent] = _invent(draws, culture[absent], older[absent], female=True)
    absent = np.nonzero(families.father < 0)[0]
    fathers[absent] = _invent(draws, culture[absent], older[absent], female=False)
    shares = absent[np.isin(culture[absent], list(_WITH_FAMILY_NAME))]
    naming.put_in_place_of_last(fathers, shares, naming.last_tokens(names, shares))
    return names, mothers, fathers


def _invent(draws: Draws, culture: Ints, generation: Ints, *, female: bool) -> Tokens:
    """Name people who are listed nowhere."""
    sex = np.full(len(culture), female)
    names = draw_names(draws, culture, generation, sex)
    _add_culture(draws, names, culture, sex)
    return names


def _add_culture(draws: Draws, names: Tokens, culture: Ints, female: Flags) -> None:
    """Add what a culture demands: I/NI and the birth order in Bali, a family name for Batak, Tionghoa and the east."""
    words = naming.vocabulary()
    for order, here in enumerate(np.array_split(np.nonzero(culture == _BALI)[0], 4)):
        naming.put_first(names, here, words.draw(draws, f"bali/{order}", len(here)))
        with_particle = here[draws.chance(len(here), 0.85)]
        naming.put_first(names, with_particle, np.where(female[with_particle], words.female, words.male))
    for number, name in _WITH_FAMILY_NAME.items():
        here = np.nonzero(culture == number)[0]
        here = here[draws.chance(len(here), 0.3 if name == "tionghoa" else 0.95)]
        family = words.draw(draws, f"family/{name}", len(here))
        (naming.put_first if name == "tionghoa" else naming.put_last)(names, here, family)


def _inherit(draws: Draws, names: Tokens, culture: Ints, families: Families, year: Ints) -> None:
    """Let children share the family name, some the father's name as a last token, a few the whole name (juniors).

    Twins share all but the first token two times in three; some siblings of one sex start with the same token.
    """
    n = len(culture)
    has_father = families.father >= 0
    shares = has_father & np.isin(culture, list(_WITH_FAMILY_NAME)) & (culture == culture[families.father])
    here = np.nonzero(shares)[0]
    naming.put_in_place_of_last(names, here, naming.last_tokens(names, families.father[here]))
    patronym = has_father & ~shares & draws.chance(n, np.where(year >= YOUNG_SINCE, 0.10, 0.05))
    here = np.nonzero(patronym)[0]
    naming.put_last(names, here, naming.last_tokens(names, families.father[here]))
    here = np.nonzero(has_father & ~families.female & draws.chance(n, _JUNIORS))[0]
    names[here] = names[families.father[here]]
    _liken_siblings(draws, names, families)


def _liken_siblings(draws: Draws, names: Tokens, families: Families) -> None:
    n = len(families)
    before = np.maximum(np.arange(n) - 1, 0)
    same = (families.household == families.household[before]) & (families.female == families.female[before])
    siblings = same & (families.role == CHILD) & (families.role[before] == CHILD) & (families.twin < 0)
    here = np.nonzero(siblings & draws.chance(n, _SIBLINGS_ALIKE))[0]
    here = here[(names[here] != names[before[here], :1]).all(axis=1)]
    names[here, 0] = names[before[here], 0]
    is_twin = (families.twin >= 0) & (families.female == families.female[families.twin])
    here = np.nonzero(is_twin & draws.chance(n, _TWINS_ALIKE))[0]
    here = here[(names[families.twin[here]] != names[here, :1]).all(axis=1)]
    names[here, 1:] = names[families.twin[here], 1:]
