"""Names cut at the comma before a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.files.reading import read

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "NIK;NAMA;TGL LAHIR;RT"
SOUND = "3298010101900001;AGUS;01-01-1990;001"


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("SITI;S.Pd", "SITI, S.Pd"),
        ("SITI;AMD.KEB", "SITI, AMD.KEB"),
        ("SITI; S.Pd; M.Pd", "SITI, S.Pd, M.Pd"),
        ("SITI;S.Pd M.Si", "SITI, S.Pd M.Si"),
        ("SITI;A.Md. Kep", "SITI, A.Md. Kep"),
    ],
)
def test_a_title_in_a_cell_of_its_own_is_part_of_the_name(tmp_path: Path, name: str, whole: str) -> None:
    loaded = read(tmp_path, [HEADER, SOUND, f"3298014101900002;{name};02-01-1990;002"])
    assert loaded.frame.select("nama", "tanggal_lahir", "rt").rows() == [
        ("AGUS", "01-01-1990", "001"),
        (whole, "02-01-1990", "002"),
    ]
    assert [note.en for note in loaded.sources[0].notes] == [
        "1 rows: the name was cut at the comma before a title; joined again."
    ]


@pytest.mark.parametrize("cells", ["SITI;AMINAH", "SITI;", "SITI;002", "SITI;S.Pd;AMINAH", "SITI;H;H;H;H"])
def test_another_cell_too_many_is_no_title(tmp_path: Path, cells: str) -> None:
    loaded = read(tmp_path, [HEADER, SOUND, SOUND, f"3298014101900002;{cells};02-01-1990;002"])
    assert loaded.frame["refused"].to_list() == [False, False, True]


def test_a_title_behind_another_cell_than_the_name_is_refused(tmp_path: Path) -> None:
    loaded = read(tmp_path, [HEADER, SOUND, SOUND, "3298014101900002;SITI;02-01-1990;S.Pd;002"])
    assert loaded.frame["refused"].to_list() == [False, False, True]
