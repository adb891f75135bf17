"""Files without a column for the segment: the layout tells it, the office may say otherwise, and it is said once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from uhcmatch.errors import SettingsRefused
from uhcmatch.jobs.reconcile.inputs import read_side
from uhcmatch.reference.layouts import layout_of
from uhcmatch.settings import check_settings

if TYPE_CHECKING:
    from pathlib import Path

ANNEX = "NO.;NO. KARTU;NIK;NAMA;ALAMAT"
PBI = "ID;IDDTKS;KECAMATAN;NOKA_BPJS;PSNOKA_BPJS;NAMA;NIK;KETERANGAN"
LAYOUTS = {
    ANNEX: "PBPU_PEMDA",
    "NO KARTU;NIK;NAMA;ALAMAT": "PBPU_PEMDA",
    f"{ANNEX};KELAS": None,
    PBI: "PBI_JK",
    "NOKA;NIK;NAMA;STATUS": None,
}


@pytest.mark.parametrize("header", LAYOUTS)
def test_the_layouts_of_one_segment(header: str) -> None:
    layout = layout_of(header.split(";"))
    assert (layout.segment if layout else None) == LAYOUTS[header]


def segments(folder: Path, header: str, **told: Any) -> tuple[list[str | None], list[str]]:
    """The segments of a file of one member, and the notes about it."""
    cells = {"NIK": "3298011203800001", "NAMA": "RANGGA WIJAYANTO", "NO. KARTU": "1298000011", "SEGMEN": "PPU"}
    names = header.split(";")
    file = folder / "peserta_a.csv"
    file.write_text("\n".join([header, *[";".join(cells.get(name, "1") for name in names)] * 2]), encoding="utf-8")
    side = read_side([file], "members", check_settings({"segments": told}, "x"), date(2026, 1, 1), lambda _: None)
    return side.prepared.shown.frame()["segmen"].to_list(), [note.en for note in side.prepared.notes]


def test_a_file_without_the_column_is_of_its_layout_and_says_so(tmp_path: Path) -> None:
    found, notes = segments(tmp_path, ANNEX)
    assert found == ["PBPU_PEMDA"] * 2
    assert sum("taken as PBPU_PEMDA" in note for note in notes) == 1


def test_a_column_goes_before_the_layout_and_the_office_before_both_but_the_column(tmp_path: Path) -> None:
    assert segments(tmp_path, f"{ANNEX};SEGMEN", files={"*": "BP"})[0] == ["PPU"] * 2
    assert segments(tmp_path, ANNEX, files={"PESERTA_*.csv": "BP"})[0] == ["BP"] * 2
    assert segments(tmp_path, "NO. KARTU;NIK;NAMA;STATUS")[0] == [None] * 2


def test_a_segment_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused):
        segments(tmp_path, ANNEX, files={"*": "PBI"})
