from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uhcmatch.coverage.record_ids import ALPHABET, record_id, row_of

RUN = "20261123T101500-abcd"


@given(st.integers(1, 50_000_000))
def test_a_number_leads_back_to_its_row(row: int) -> None:
    assert row_of(RUN, record_id(RUN, row)) == row


def test_a_number_is_read_as_hands_write_it() -> None:
    number = record_id(RUN, 1)
    assert number.startswith("0001-")
    assert row_of(RUN, number.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == 1


def test_a_slip_or_another_run_is_seen() -> None:
    number = record_id(RUN, 1234)
    slips = {number[:at] + letter + number[at + 1 :] for at in (0, 1, 2, 3) for letter in ALPHABET} - {number}
    seen = [slip for slip in slips if row_of(RUN, slip) is None]
    assert len(seen) >= 0.97 * len(slips)
    assert row_of("another", number) is None


@pytest.mark.parametrize("text", ["", "-", "0000-00", "SITI", "0001", "@@@@-@@"])
def test_what_is_no_number_is_nobody(text: str) -> None:
    assert row_of(RUN, text) is None
