"""What a run says of the weights that it could not learn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage import notes_on
from uhcmatch.linkage.link import link
from uhcmatch.settings import ThresholdSettings
from uhcmatch.shelf import Shelf

_SHIPPED = "Only 1 verified pairs: the shipped weights were used."
_ADJUSTED = "Only 1 verified pairs: the shipped weights, adjusted by counting."


@pytest.mark.parametrize(("moved", "said"), [({}, _SHIPPED), ({"nik.ONE_SLIP": 0.5}, _ADJUSTED)])
def test_shipped_weights_that_counting_moved_are_said_to_be_adjusted(moved: dict[str, float], said: str) -> None:
    person = records(record(nik="3298011203800001", nama="RANGGA WIJAYANTO"))
    linked = link(person, person, ThresholdSettings())
    told = replace(linked, too_few=1, model=linked.model.changed(moved=moved))
    rows = Shelf((person,))
    assert [note.en for note in notes_on(told, rows, rows)] == [said]
