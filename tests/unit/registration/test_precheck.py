"""Each check, by a candidate it is about; the table and its words are one list."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from uhcmatch.reference.bounces import BOUNCES, NOT_OPTIONAL
from uhcmatch.reference.reasons import NIK_ISSUES
from uhcmatch.registration import set_aside
from uhcmatch.registration.precheck import CHECKS, FACTS

SCHEMA: dict[str, Any] = {"status": pl.String, "reason": pl.String, "segmen": pl.String, **FACTS}
SOUND: dict[str, Any] = dict.fromkeys(SCHEMA) | {"status": "unenrolled"}
ABOUT: dict[str, tuple[dict[str, Any], str | None]] = {
    "menunggu_balasan": ({"keadaan": "menunggu_balasan"}, None),
    "belum_tampak": ({"keadaan": "belum_tampak"}, None),
    "ditolak_sebelumnya": ({"keadaan": "ditolak_sebelumnya", "balasan_lalu": "data ganda"}, "data ganda"),
    "meninggal": ({"status": "excluded", "reason": "meninggal"}, None),
    "luar_domisili": ({"status": "excluded", "reason": "pindah"}, None),
    "sudah_aktif": ({"status": "active", "segmen": "PPU"}, "PPU"),
    "nik_di_kartu_aktif": ({"kartu_segmen": "PBI_JK"}, "PBI-JK"),
    "mungkin_aktif": ({"status": "review"}, None),
    "hasil_kunjungan": ({"hasil_lain": "Menolak"}, "Menolak"),
    "saluran_lain": ({"saluran_lain": "Mandiri"}, "Mandiri"),
    **{code: ({"nik_issue": code}, None) for code in NIK_ISSUES},
    "nik_wilayah_asing": ({"nik_wilayah_asing": True}, None),
    "nik_tanggal_beda": ({"nik_tanggal_beda": True}, None),
    "nik_kelamin_beda": ({"nik_kelamin_beda": True}, None),
    "nik_ganda": ({"nik_ganda": True}, None),
    "wajib_kosong": ({"kosong": "ALAMAT"}, "ALAMAT"),
}


def checked(row: dict[str, Any], *off: str) -> tuple[str | None, str | None]:
    frame = pl.DataFrame([SOUND | row], schema=SCHEMA)
    found: tuple[str | None, str | None] = set_aside(frame, off).select("sebab", "rincian").row(0)
    return found


@pytest.mark.parametrize("code", BOUNCES)
def test_a_check_finds_whom_it_is_about(code: str) -> None:
    row, detail = ABOUT[code]
    assert checked(row) == (code, detail)
    assert checked(row, code) == (None, None)


def test_nothing_speaks_against_a_sound_candidate() -> None:
    assert checked({}) == (None, None)
    assert checked({"status": "inactive", "reason": "nonaktif_menunggak", "segmen": "PPU"}) == (None, None)


def test_a_card_whose_holder_is_told_dead_would_bounce() -> None:
    assert checked({"status": "inactive", "reason": "meninggal"})[0] == "meninggal"


def test_the_first_reason_of_the_table_is_told() -> None:
    assert list(CHECKS) == list(BOUNCES)
    assert checked({"kosong": "RT", "nik_ganda": True, "status": "active"})[0] == "sudah_aktif"
    assert set(NOT_OPTIONAL) <= set(BOUNCES)


@pytest.mark.parametrize(("reason", "found"), [("nik_sama_nama_beda", "mungkin_aktif"), ("nik_kosong", None)])
def test_who_is_visited_while_a_card_is_asked_about_waits_too(reason: str, found: str | None) -> None:
    assert checked({"status": "unenrolled", "reason": reason})[0] == found
