from __future__ import annotations

import pytest

from uhcmatch.jobs.kept.sentences import sentence
from uhcmatch.linkage import RULES
from uhcmatch.reference.codes import IS_ACTIVE
from uhcmatch.reference.reasons import EXCLUSIONS, NIK_ISSUES, OWNERS_GONE, REFUSALS

CODES = (
    *RULES,
    *REFUSALS,
    *EXCLUSIONS,
    *OWNERS_GONE,
    *NIK_ISSUES,
    *(status for status, active in IS_ACTIVE.items() if not active),
)
"""All that `reason` of residents and members and `rule` of links can hold."""


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_sentence(code: str) -> None:
    words = sentence(code)
    assert code not in (words.id, words.en)


def test_a_code_from_elsewhere_speaks_for_itself() -> None:
    assert sentence("belum_ada").id == "belum_ada"
