"""What numbers tell of a candidate; a code that many residents have is one of this place, whatever the decree says."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.unit.coverage.people import residents
from uhcmatch.jobs.register.bounce_facts import with_number_facts
from uhcmatch.settings import IdentifierSettings, Settings

BORN = date(1985, 2, 10)


def facts(*rows: dict[str, Any], settings: Settings | None = None) -> list[dict[str, Any]]:
    people = residents(*({"tanggal_lahir": BORN, "jenis_kelamin": "L", **row} for row in rows))
    told = with_number_facts(people, people, settings or Settings())
    return told.select("nik_issue", "nik_wilayah_asing", "nik_tanggal_beda", "nik_kelamin_beda", "nik_ganda").to_dicts()


def test_a_sound_number_agrees_with_what_is_recorded() -> None:
    assert facts({"nik": "3271011002850001"}) == [
        {
            "nik_issue": None,
            "nik_wilayah_asing": False,
            "nik_tanggal_beda": False,
            "nik_kelamin_beda": False,
            "nik_ganda": False,
        }
    ]


def test_date_and_sex_are_held_against_the_number() -> None:
    (one,) = facts({"nik": "3271015002850001"})
    assert (one["nik_tanggal_beda"], one["nik_kelamin_beda"]) == (False, True)
    (one,) = facts({"nik": "3271011102850001"})
    assert (one["nik_tanggal_beda"], one["nik_kelamin_beda"]) == (True, False)
    (one,) = facts({"nik": "3271011102850001", "tanggal_lahir": None, "jenis_kelamin": None})
    assert (one["nik_tanggal_beda"], one["nik_kelamin_beda"]) == (None, None)


def test_a_kecamatan_that_no_decree_knows_is_foreign_unless_many_have_it() -> None:
    here = [{"nik": f"329801100285{at:04}"} for at in range(1, 201)]
    assert not any(one["nik_wilayah_asing"] for one in facts(*here))
    told = facts(*here, {"nik": "3297011002850001"}, {"nik": "3171011002850001"})
    assert [one["nik_wilayah_asing"] for one in told[-2:]] == [True, False]


def test_a_number_of_two_people_is_neithers() -> None:
    told = facts({"nik": "3271011002850001"}, {"nik": "3271011002850001"}, {"nik": None}, {"nik": None})
    assert [one["nik_ganda"] for one in told] == [True, True, False, False]
    gone = facts({"nik": "3271011002850001"}, {"nik": "3271011002850001", "status": "excluded"})
    assert [one["nik_ganda"] for one in gone] == [False, False]


def test_identifiers_without_grammar_are_not_read() -> None:
    told = facts({"nik": "A-1"}, {"nik": None}, settings=Settings(identifier=IdentifierSettings(kind="opaque")))
    assert [one["nik_issue"] for one in told] == [None, "nik_kosong"]
    assert {one["nik_tanggal_beda"] for one in told} == {None}
