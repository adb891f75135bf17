"""Who died or moved away, told in a column whose header does not say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.files.reading import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PEOPLE = ["3298010101900001;AGUS", "3298014101900002;SITI", "3298014101910003;DEWI", "3298010101920004;BUDI"]


def told(tmp_path: Path, header: str, cells: Sequence[str]) -> tuple[list[str | None] | None, list[str]]:
    loaded = read(tmp_path, [f"NIK;NAMA;{header}", *(f"{who};{cell}" for who, cell in zip(PEOPLE, cells, strict=True))])
    status = loaded.frame["status_hidup"].to_list() if "status_hidup" in loaded.frame.columns else None
    return status, [note.en for note in loaded.sources[0].notes]


@pytest.mark.parametrize("header", ["Status", "Status Kependudukan", "Status Warga", "Keterangan", "Ket.", "Kondisi"])
def test_a_column_that_says_who_is_gone_is_the_vital_status(tmp_path: Path, header: str) -> None:
    status, notes = told(tmp_path, header, ["HIDUP", "Meninggal", "PINDAH", "hidup"])
    assert status == ["HIDUP", "Meninggal", "PINDAH", "hidup"]
    assert notes == [f"Who died or moved away is read from the column {header}: 2 rows."]


def test_remarks_on_the_gone_alone_leave_the_others_there(tmp_path: Path) -> None:
    assert told(tmp_path, "KET", ["", "ALM", "", ""])[0] == ["HIDUP", "ALM", "HIDUP", "HIDUP"]


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(["KAWIN", "BELUM KAWIN", "CERAI MATI", "KAWIN"], id="of marriage"),
        pytest.param(["1", "2", "3", "1"], id="codes of nobody knows what"),
        pytest.param(["", "", "", ""], id="blank"),
        pytest.param(["HIDUP", "HIDUP", "HIDUP", "HIDUP"], id="nobody gone"),
    ],
)
def test_other_columns_are_left_alone_without_a_word(tmp_path: Path, cells: list[str]) -> None:
    assert told(tmp_path, "STATUS", cells) == (None, [])


def test_a_column_of_other_things_too_is_told_and_not_used(tmp_path: Path) -> None:
    status, (note,) = told(tmp_path, "KETERANGAN", ["PINDAH", "janda", "guru", ""])
    assert status is None
    assert note.startswith("The column KETERANGAN tells ")


def test_the_column_of_that_name_goes_before_others(tmp_path: Path) -> None:
    status, notes = told(tmp_path, "STATUS HIDUP;KET", ["HIDUP;", "HIDUP;PINDAH", "MENINGGAL;", "HIDUP;"])
    assert (status, notes) == (["HIDUP", "HIDUP", "MENINGGAL", "HIDUP"], [])
