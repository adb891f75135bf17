from __future__ import annotations

import importlib
import inspect
import pkgutil
from enum import IntEnum

import pytest

from uhcmatch.linkage import compare
from uhcmatch.linkage.explain import LEVELS
from uhcmatch.linkage.weigh.feature import GIVEN
from uhcmatch.linkage.weigh.features import FEATURES
from uhcmatch.reference import wording


def _comparators() -> set[type[IntEnum]]:
    modules = [
        importlib.import_module(f"{compare.__name__}.{each.name}") for each in pkgutil.iter_modules(compare.__path__)
    ]
    return {
        found
        for module in modules
        for _, found in inspect.getmembers(module, inspect.isclass)
        if issubclass(found, IntEnum) and found is not IntEnum
    }


def test_every_comparator_is_explained() -> None:
    assert len(_comparators()) > 5
    assert set(LEVELS.values()) == _comparators()


@pytest.mark.parametrize("attribute", LEVELS)
def test_every_level_has_words(attribute: str) -> None:
    assert set(wording.LEVELS[attribute]) == {level.name for level in LEVELS[attribute]}
    assert attribute in wording.ATTRIBUTES


def test_every_attribute_of_the_model_has_a_name() -> None:
    attributes = {feature.attribute.partition(GIVEN)[0] for feature in FEATURES}
    assert attributes <= set(wording.ATTRIBUTES)
    assert {attribute for attribute in attributes if attribute not in LEVELS} == set(wording.REMARKS)


def test_words_differ_where_levels_do() -> None:
    for levels in wording.LEVELS.values():
        assert (
            len({words.id for words in levels.values()}) == len({words.en for words in levels.values()}) == len(levels)
        )


def test_what_has_no_words_is_shown_by_its_code() -> None:
    assert wording.attribute_words("tempat_lahir").id == "tempat_lahir"
    told = wording.level_words("tempat_lahir", "SAME_REGENCY")
    assert told is not None
    assert told.id == "SAME_REGENCY"
    assert wording.level_words("tempat_lahir", None) is None
