"""Who lives together."""

from __future__ import annotations

import numpy as np
import pytest

from uhcmatch.synth.days import AS_OF, days, draw_birthdays, years
from uhcmatch.synth.draws import Draws
from uhcmatch.synth.fates import DEAD, MOVED_AWAY, NEVER_HERE, RESIDENT, draw_fates, enough_families
from uhcmatch.synth.households import CHILD, HEAD, WIFE, YEAR, make_families
from uhcmatch.synth.profiles import PROFILES

FAMILIES = make_families(Draws(1), 3000)


def test_every_household_has_one_head_who_is_first_and_at_most_one_wife() -> None:
    starts = np.concatenate(([True], FAMILIES.household[1:] != FAMILIES.household[:-1]))
    assert (FAMILIES.role[starts] == HEAD).all()
    assert (FAMILIES.role == HEAD).sum() == 3000
    wives = np.bincount(FAMILIES.household[FAMILIES.role == WIFE], minlength=3000)
    assert wives.max() == 1


def test_parents_live_in_the_same_household_and_are_old_enough() -> None:
    for parent, oldest_at_birth in ((FAMILIES.mother, 45), (FAMILIES.father, 75)):
        child = np.nonzero(parent >= 0)[0]
        gap = (FAMILIES.age_days[parent[child]] - FAMILIES.age_days[child]) / YEAR
        assert (FAMILIES.household[parent[child]] == FAMILIES.household[child]).all()
        assert gap.min() > 13
        assert gap.max() < oldest_at_birth
    mothers = FAMILIES.mother[FAMILIES.mother >= 0]
    assert FAMILIES.female[mothers].all()


def test_twins_share_household_mother_and_birthday() -> None:
    twin = np.nonzero(FAMILIES.twin >= 0)[0]
    other = FAMILIES.twin[twin]
    assert len(twin) > 10
    assert (FAMILIES.household[twin] == FAMILIES.household[other]).all()
    assert (FAMILIES.mother[twin] == FAMILIES.mother[other]).all()
    born = draw_birthdays(Draws(2), FAMILIES, PROFILES["bugis"])
    assert (born[twin] == born[other]).all()


def test_nobody_is_born_after_the_day_of_the_registries() -> None:
    assert draw_birthdays(Draws(2), FAMILIES, PROFILES["jawa"]).max() <= days(AS_OF)
    assert FAMILIES.age_days.min() >= 0


def test_guessed_birthdays_are_of_the_old() -> None:
    born = draw_birthdays(Draws(2), FAMILIES, PROFILES["bugis"])
    date = born.astype("datetime64[D]")
    is_eve = date == (date.astype("datetime64[Y]") + 1).astype("datetime64[D]") - 1
    year = years(born)
    assert 0.40 < is_eve[year < 1965].mean() < 0.56
    assert is_eve[year > 2005].mean() < 0.03


def test_the_age_pyramid_is_that_of_a_kota() -> None:
    age = FAMILIES.age_days / YEAR
    assert 0.20 < (age < 15).mean() < 0.27
    assert 0.05 < (age >= 65).mean() < 0.10
    assert 2.9 < len(age) / 3000 < 3.6
    assert (FAMILIES.role == CHILD).mean() > 0.3


@pytest.mark.parametrize("wanted", [20, 777, 3001])
def test_there_are_exactly_as_many_people_as_wanted(wanted: int) -> None:
    families = enough_families(Draws(4), wanted)
    assert len(families) == wanted
    assert (np.diff(families.household) >= 0).all()
    assert families.father.max() < wanted


def test_so_many_have_left_as_were_to_leave() -> None:
    fate = draw_fates(Draws(3), FAMILIES, {MOVED_AWAY: 200, DEAD: 50, NEVER_HERE: 70})
    assert [(fate == value).sum() for value in (MOVED_AWAY, DEAD, NEVER_HERE)] == [200, 50, 70]
    age = FAMILIES.age_days / YEAR
    assert age[fate == DEAD].mean() > age[fate == RESIDENT].mean() + 15
