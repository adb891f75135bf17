"""Sex told by which of two columns is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.files.reading import read

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = [("3298010101900001", "AGUS", "L"), ("3298014101900002", "SITI", "P"), ("3298014101910003", "DEWI", "P")]


def rows(sign: str) -> list[str]:
    return [f"{nik};{name};{sign if sex == 'L' else ''};{sign if sex == 'P' else ''}" for nik, name, sex in PEOPLE]


@pytest.mark.parametrize("header", ["L;P", "LK;PR", "LAKI-LAKI;PEREMPUAN", "JENIS KELAMIN L;JENIS KELAMIN P"])
@pytest.mark.parametrize("sign", ["v", "1", "34", "√"])
def test_the_filled_one_of_two_columns_is_the_sex(tmp_path: Path, header: str, sign: str) -> None:
    loaded = read(tmp_path, [f"NIK;NAMA;{header}", *rows(sign)])
    assert loaded.frame["jenis_kelamin"].to_list() == ["L", "P", "P"]
    assert loaded.sources[0].unknown == {}
    assert [note.en.split(" columns ")[0] for note in loaded.sources[0].notes] == ["Sex is read from the"]


def test_a_group_over_both_is_read_too(tmp_path: Path) -> None:
    loaded = read(tmp_path, ["NIK;NAMA;JENIS KELAMIN;", ";;L;P", *rows("v")])
    assert loaded.frame["jenis_kelamin"].to_list() == ["L", "P", "P"]


def test_two_columns_that_are_filled_together_tell_no_sex(tmp_path: Path) -> None:
    loaded = read(tmp_path, ["NIK;NAMA;L;P", *[f"{nik};{name};1;2" for nik, name, _ in PEOPLE]])
    assert "jenis_kelamin" not in loaded.frame.columns
    assert loaded.sources[0].unknown == {"L": None, "P": None}


def test_a_column_for_the_sex_goes_before_two(tmp_path: Path) -> None:
    loaded = read(tmp_path, ["NIK;NAMA;L;P;JK", *[f"{row};P" for row in rows("v")]])
    assert loaded.frame["jenis_kelamin"].to_list() == ["P"] * 3
