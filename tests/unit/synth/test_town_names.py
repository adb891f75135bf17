"""Names by culture, generation and sex."""

from __future__ import annotations

import numpy as np
import pytest

from uhcmatch.synth.draws import Draws, Ints
from uhcmatch.synth.family_names import name_everybody
from uhcmatch.synth.households import WIFE, make_families
from uhcmatch.synth.names import CULTURES, GENERATIONS, TOKEN_COUNTS, Tokens, draw_names, generation_of, vocabulary

FAMILIES = make_families(Draws(1), 1500)
YEARS = 2026 - FAMILIES.age_days // 365


def written(names: Tokens) -> list[str]:
    return [" ".join(vocabulary().text[token] for token in row if token >= 0) for row in names.tolist()]


def culture(name: str) -> Ints:
    return np.full(len(FAMILIES), CULTURES.index(name))


@pytest.mark.parametrize("name", CULTURES)
def test_names_are_letters_one_to_five_tokens_none_twice(name: str) -> None:
    everybody, mothers, fathers = name_everybody(Draws(2), FAMILIES, culture(name), YEARS)
    for names in (everybody, mothers, fathers):
        for text in written(names):
            tokens = text.split(" ")
            assert 1 <= len(tokens) <= 5
            assert text.replace(" ", "").isalpha()
            assert text.isupper()
            assert len(text) <= 60
        assert ((names >= 0)[:, 1:] <= (names >= 0)[:, :-1]).all()


def test_a_child_names_the_parents_it_lives_with() -> None:
    everybody, mothers, fathers = name_everybody(Draws(2), FAMILIES, culture("jawa"), YEARS)
    for parent, stated in ((FAMILIES.mother, mothers), (FAMILIES.father, fathers)):
        child = parent >= 0
        assert (stated[child] == everybody[parent[child]]).all()


def test_a_marga_goes_from_father_to_child_and_not_to_the_wife() -> None:
    everybody, _, _ = name_everybody(Draws(2), FAMILIES, culture("batak"), YEARS)
    last = np.array([name.split(" ")[-1] for name in written(everybody)])
    child = np.nonzero(FAMILIES.father >= 0)[0]
    assert (last[child] == last[FAMILIES.father[child]]).mean() > 0.97
    wife = np.nonzero(FAMILIES.role == WIFE)[0]
    assert (last[wife] == last[wife - 1]).mean() < 0.1


def test_there_are_juniors_and_twins_who_differ_in_the_first_token_only() -> None:
    sons = np.nonzero((FAMILIES.father >= 0) & ~FAMILIES.female)[0]
    twin = np.nonzero((FAMILIES.twin >= 0) & (FAMILIES.female == FAMILIES.female[FAMILIES.twin]))[0]
    towns = [name_everybody(Draws(seed), FAMILIES, culture("jawa"), YEARS)[0] for seed in range(6)]
    juniors = np.mean([(names[sons] == names[FAMILIES.father[sons]]).all(axis=1).mean() for names in towns])
    assert 0.001 < juniors < 0.012
    alike = [(names[twin, 1:] == names[FAMILIES.twin[twin], 1:]).all(axis=1).mean() for names in towns]
    assert np.mean(alike) > 0.5


def test_balinese_names_say_the_sex() -> None:
    everybody, _, _ = name_everybody(Draws(2), FAMILIES, culture("bali"), YEARS)
    first = np.array([name.split(" ")[0] for name in written(everybody)])
    assert (first[FAMILIES.female] == "NI").mean() > 0.75
    assert (first[~FAMILIES.female] == "I").mean() > 0.75


@pytest.mark.parametrize("key", sorted(TOKEN_COUNTS))
def test_token_counts_are_as_the_table_says(key: str) -> None:
    name, generation = key.split("/")
    n = 3000
    drawn = draw_names(
        Draws(4), np.full(n, CULTURES.index(name)), np.full(n, GENERATIONS.index(generation)), np.zeros(n, dtype=bool)
    )
    counts = (drawn >= 0).sum(axis=1)
    assert abs((counts == 1).mean() - TOKEN_COUNTS[key][0]) < 0.25


def test_generations_are_told_by_birth_year() -> None:
    assert [GENERATIONS[number] for number in generation_of(np.array([1940, 1965, 1994, 1995, 2026]))] == [
        "old",
        "mid",
        "mid",
        "young",
        "young",
    ]
