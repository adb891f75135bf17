"""The layouts that come with the program are sound, and say where BPJS answers."""

from __future__ import annotations

import pytest

from uhcmatch.errors import UsageRefused
from uhcmatch.reference.outcomes import OUTCOMES_BY_CODE
from uhcmatch.reference.registration_layouts import DEFAULT, FIELDS, layout_named, shipped_layouts
from uhcmatch.reference.replies import REPLY_HEADINGS
from uhcmatch.settings import RegistrationSettings


def test_there_are_the_two_forms_of_the_issue() -> None:
    known = shipped_layouts()
    assert {name: len(layout.columns) for name, layout in known.items()} == {"form37": 37, "usulan": 19}
    assert known["usulan"].headings_of("balasan") == ("STATUS TL",)
    assert {heading for name in known for heading in known[name].headings_of("balasan")} <= {
        heading for names in REPLY_HEADINGS.values() for heading in names
    }


@pytest.mark.parametrize("name", ["usulan", "form37"])
def test_what_bpjs_looks_a_person_up_by_is_obligatory(name: str) -> None:
    layout = shipped_layouts()[name]
    required = {column.field for column in layout.columns if column.is_required}
    assert {"nik", "no_kk", "nama", "tanggal_lahir", "jenis_kelamin", "alamat"} <= required
    assert {column.field for column in layout.columns} - {""} <= set(FIELDS)


def test_a_layout_is_found_by_name_or_by_default() -> None:
    assert layout_named(None, None).name == DEFAULT
    assert layout_named(None, None, "form37").name == "form37"
    assert layout_named("usulan", None, "form37").name == "usulan"
    with pytest.raises(UsageRefused):
        layout_named("lain", None)


def test_settings_name_outcomes_that_exist() -> None:
    assert set(RegistrationSettings().outcomes) <= set(OUTCOMES_BY_CODE)
