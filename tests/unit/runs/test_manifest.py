from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from uhcmatch.errors import StoreFailed
from uhcmatch.runs.manifest import new_run_id, sealed, unsealed

FACTS = {"run_id": "x", "counts": {"residents": 12}, "timings": {"read": 0.125}, "nama": "Renée"}


def test_what_is_sealed_comes_back() -> None:
    facts = unsealed(sealed(FACTS), "x")
    assert {name: facts[name] for name in FACTS} == FACTS


def test_every_flipped_bit_is_found() -> None:
    text = sealed(FACTS)
    for at in range(len(text) - 1):
        for bit in range(8):
            flipped = bytearray(text)
            flipped[at] ^= 1 << bit
            with pytest.raises(StoreFailed):
                unsealed(bytes(flipped), "x")


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b"null", b"\xff\xfe", sealed(FACTS)[:-20]])
def test_what_is_no_run_json_is_refused(text: bytes) -> None:
    with pytest.raises(StoreFailed):
        unsealed(text, "x")


def test_run_ids_sort_by_time() -> None:
    early, late = (new_run_id(datetime(2026, 11, 23, hour, tzinfo=UTC)) for hour in (9, 10))
    assert early < late
    assert early.startswith("20261123T090000Z-")
    here = datetime(2026, 11, 23, 16, tzinfo=timezone(timedelta(hours=7)))
    assert new_run_id(here).startswith("20261123T090000Z-")
