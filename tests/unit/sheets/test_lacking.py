from __future__ import annotations

import pytest

from uhcmatch.errors import UsageRefused
from uhcmatch.sheets import lacking


def test_a_package_that_is_not_there_is_named_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lacking, "find_spec", lambda name: None if name == "typst" else object())
    lacking.refuse_lacking(["csv", "xlsx"])
    with pytest.raises(UsageRefused) as refused:
        lacking.refuse_lacking(["xlsx", "pdf"])
    assert refused.value.lines("en") == (
        "error: --format pdf needs packages that are not installed: typst.",
        "hint: Install again from requirements/run.txt, or choose another --format.",
    )
