from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.unit.files.reading import lines, write
from uhcmatch.errors import InputRefused
from uhcmatch.files import read_inputs
from uhcmatch.files.container.paths import expand, labelled


def refused(*paths: str | Path) -> str:
    with pytest.raises(InputRefused) as caught:
        expand(paths)
    return caught.value.words.en


def test_a_folder_gives_its_readable_files_sorted(tmp_path: Path) -> None:
    for name in ("b.csv", "a.XLSX", "c.pdf", ".hidden.csv", "~$a.xlsx"):
        write(tmp_path, "x", name)
    assert [path.name for path in expand([tmp_path])] == ["a.XLSX", "b.csv"]


def test_a_glob_is_expanded_by_us_and_sorted(tmp_path: Path) -> None:
    for name in ("b1.csv", "b2.csv", "a.csv"):
        write(tmp_path, "x", name)
    assert [path.name for path in expand([f"{tmp_path}/b*.csv"])] == ["b1.csv", "b2.csv"]


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    write(tmp_path, "x", "y1.csv")
    write(tmp_path, "x", "y*.csv")
    assert [path.name for path in expand([f"{tmp_path}/y*.csv"])] == ["y*.csv"]


def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert refused(tmp_path / "pipe.csv") == "pipe.csv is not a regular file."
    assert refused("/dev/zero") == "zero is not a regular file."
    assert refused("http://example.org/a.csv") == "http://example.org/a.csv is a network address, not a file."
    assert refused(tmp_path / "absent.csv") == "absent.csv was not found."
    assert refused(f"{tmp_path}/*.tsv") == "*.tsv matches no file."
    assert "no readable file" in refused(_empty(tmp_path))


def _empty(folder: Path) -> Path:
    (folder / "empty").mkdir()
    return folder / "empty"


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    assert refused(tmp_path / "loop.csv") == "loop.csv cannot be opened."


def test_files_of_one_name_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    for folder in ("kec1", "kec2"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, "x")
    given = expand([tmp_path / "kec1", tmp_path / "kec2"])
    assert [name for _, name in labelled(given)] == ["kec1/data.csv", "kec2/data.csv"]


def test_the_same_file_twice_is_refused(tmp_path: Path) -> None:
    write(tmp_path, lines(3), "a.csv")
    write(tmp_path, lines(3), "b.csv")
    with pytest.raises(InputRefused) as caught:
        read_inputs([tmp_path], "population", {})
    assert caught.value.words.en == "a.csv and b.csv are the same file."


def test_several_files_are_stacked_by_field_name(tmp_path: Path) -> None:
    write(tmp_path, ["NIK;NAMA;RT", "3298010101900001;SITI;001"], "a.csv")
    write(tmp_path, ["NAMA;KELURAHAN;NIK", "UJANG;CIKARET;3298010101900002"], "b.csv")
    told: list[str] = []
    loaded = read_inputs([tmp_path], "population", {}, progress=told.append)
    assert loaded.frame["nama"].to_list() == ["SITI", "UJANG"]
    assert loaded.frame["rt"].to_list() == ["001", None]
    assert loaded.frame["source_row"].to_list() == [1, 1]
    assert told == ["a.csv", "b.csv"]


def test_a_name_that_is_no_utf8_goes_by_a_text(tmp_path: Path) -> None:
    names = [os.fsdecode(name) for name in (b"a\xff.csv", b"a\xfe.csv")]
    assert [label for _, label in labelled([tmp_path / name for name in names])] == [r"a\xff.csv", r"a\xfe.csv"]
