"""A clerk reads what speaks for a pair and what against it: words that agree never stand among the doubts."""

from __future__ import annotations

import pytest

from uhcmatch.reference.wording import LEVELS, SPEAKS
from uhcmatch.report.evidence_words import evidence_words
from uhcmatch.report.explained import Weight


@pytest.mark.parametrize("bits", [-2.0, 2.0])
def test_words_stand_on_the_side_of_what_they_say(bits: float) -> None:
    weights = [Weight("sex", "EQUAL", bits), Weight("area", "ELSEWHERE", bits), Weight("birth_date", "ONE_PART", bits)]
    said = evidence_words(weights, (), "id", is_baby=False)
    assert said == (
        "Mendukung: Jenis kelamin sama. Meragukan: Tanggal lahir satu bagian berbeda; Tempat tinggal di tempat lain."
    )


@pytest.mark.parametrize(("bits", "side"), [(-2.0, "Meragukan"), (2.0, "Mendukung")])
def test_of_what_may_be_either_the_weight_tells(bits: float, side: str) -> None:
    said = evidence_words([Weight("birth_date", "SWAPPED", bits)], (), "id", is_baby=False)
    assert said == f"{side}: Tanggal lahir tanggal dan bulan tertukar."


def test_the_table_speaks_of_levels_that_there_are() -> None:
    assert SPEAKS.keys() <= {level for levels in LEVELS.values() for level in levels}
