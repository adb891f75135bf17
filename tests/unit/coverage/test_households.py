"""Which way in the list suggests: a family a line, what is known of it, and what we say."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.unit.coverage.people import members, residents
from uhcmatch.coverage import RunDay, Wanted, sweep_list
from uhcmatch.reference.channels import CHANNELS

TODAY = date(2026, 11, 23)
NIK = "3298010101900001"
HEAD = {
    "no_kk": "1",
    "hubungan": "KEPALA KELUARGA",
    "jenis_kelamin": "L",
    "nik": NIK,
    "status": "active",
    "member_row": 1,
}
MOTHER = HEAD | {"hubungan": "ISTRI", "jenis_kelamin": "P", "member_row": 1}
CHILD = {"no_kk": "1", "hubungan": "ANAK", "nik": NIK, "tanggal_lahir": date(2015, 1, 1)}
BABY = CHILD | {"tanggal_lahir": date(2026, 11, 10), "nik": None}
ADULT = {"nik": NIK, "hubungan": "KEPALA KELUARGA", "tanggal_lahir": date(1980, 1, 1)}
INACTIVE = ADULT | {"status": "inactive", "member_row": 1}

CASES: dict[str, tuple[dict[str, Any], dict[str, Any] | None, str | None, str]] = {
    "a possible card": (ADULT | {"status": "review"}, None, None, "periksa_kartu"),
    "no NIK": (ADULT | {"nik": None}, None, None, "dukcapil"),
    "a NIK of 15 digits": (ADULT | {"nik": NIK[:15]}, None, None, "dukcapil"),
    "a week old, PBI mother": (BABY, MOTHER, "PBI_JK", "bayi_pbi"),
    "a week old, PBI father": (BABY, HEAD, "PBI_JK", "bayi_28_hari"),
    "a week old": (BABY, None, None, "bayi_28_hari"),
    "two months old": (BABY | {"tanggal_lahir": date(2026, 9, 20)}, None, None, "bayi_3_bulan"),
    "half a year old without NIK": (BABY | {"tanggal_lahir": date(2026, 5, 20)}, None, None, "dukcapil"),
    "in arrears": (INACTIVE | {"reason": "nonaktif_menunggak"}, None, "PBPU_MANDIRI", "aktif_tunggakan"),
    "PBI ended": (INACTIVE | {"reason": "nonaktif_lain"}, None, "PBI_JK", "aktif_pbi"),
    "over 21": (INACTIVE | {"reason": "nonaktif_usia"}, None, "PPU", "usia_21"),
    "left work": (INACTIVE | {"reason": "nonaktif_lain"}, None, "PPU", "aktif_phk"),
    "inactive, segment unknown": (INACTIVE | {"reason": "nonaktif_lain"}, None, None, "aktif_pemda"),
    "a worker's child": (CHILD, HEAD, "PPU", "ikut_ppu"),
    "a worker's child of 25": (CHILD | {"tanggal_lahir": date(2001, 1, 1)}, HEAD, "PPU", "tanya_kemampuan"),
    "a worker's wife": (ADULT | {"no_kk": "1", "hubungan": "ISTRI"}, HEAD, "PPU", "ikut_ppu"),
    "a worker's mother-in-law": (ADULT | {"no_kk": "1", "hubungan": "MERTUA"}, HEAD, "PPU", "tanya_kemampuan"),
    "a PBI mother's child": (CHILD, MOTHER, "PBI_JK", "anak_pbi"),
    "a family that pays itself": (CHILD, HEAD, "PBPU_MANDIRI", "ikut_mandiri"),
    "nobody known": (ADULT, None, None, "tanya_kemampuan"),
}


@pytest.mark.parametrize("case", CASES)
def test_the_way_in(case: str) -> None:
    person, relative, segment, channel = CASES[case]
    frame = residents(person, *([relative] if relative else []))
    cards = members({"segmen": segment}) if segment or person.get("member_row") else members()
    wanted = Wanted(statuses=(str(person.get("status", "unenrolled")),))
    listed = sweep_list(frame, cards, RunDay("run", TODAY), wanted=wanted)
    assert listed["saluran"].to_list()[0] == channel


def test_every_channel_but_those_of_means_is_in_the_table() -> None:
    assert {channel for *_, channel in CASES.values()} >= {channel.code for channel in CHANNELS} - {"pemda", "mandiri"}


@pytest.mark.parametrize(("desil", "channel"), [(1, "pemda"), (5, "pemda"), (6, "mandiri"), (None, "tanya_kemampuan")])
def test_means_decide_where_they_are_known(desil: int | None, channel: str) -> None:
    priority = pl.DataFrame({"nik": [NIK], "desil": [desil]}, schema={"nik": pl.String, "desil": pl.Int64})
    listed = sweep_list(residents(ADULT), members(), RunDay("run", TODAY), wanted=Wanted(priority=priority))
    assert listed.select("saluran", "desil").row(0) == (channel, desil)


def test_the_family_is_counted_by_segment_wherever_it_stands() -> None:
    frame = residents(CHILD, HEAD, MOTHER | {"member_row": 2, "status": "inactive"}, {"no_kk": "2"})
    listed = sweep_list(frame, members({"segmen": "PPU"}, {"segmen": "PBI_JK"}), RunDay("run", TODAY))
    assert listed.sort("resident_row").select("keluarga_terdaftar", "keluarga_segmen").rows() == [
        (2, "PBI-JK 1, PPU 1"),
        (0, None),
    ]
