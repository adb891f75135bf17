from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.files.reading import HEADER, lines, names, read, reasons, refusal, row
from uhcmatch.files.line.decode import decode, first_invalid

ACCENTED = [HEADER, row(1), row(2, nama="JOSÉ"), row(3)]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
    ],
)
def test_every_encoding_gives_the_same_names(tmp_path: Path, encoding: str, told: str) -> None:
    loaded = read(tmp_path, "\n".join([*ACCENTED, ""]).encode(encoding))
    assert names(loaded) == ["SITI AMINAH", "JOSÉ", "SITI CMINAH"]
    assert loaded.sources[0].encoding == told


def test_windows_1252_is_said_with_byte_and_line(tmp_path: Path) -> None:
    content = "\n".join([*ACCENTED, ""]).encode("cp1252")
    loaded = read(tmp_path, content)
    at = content.index(b"\xc9")
    assert loaded.sources[0].notes[0].en == f"Not UTF-8 (byte {at}, line 3): read as Windows-1252."


def test_two_encodings_in_one_file_are_told_apart_by_line(tmp_path: Path) -> None:
    content = "\n".join([HEADER, row(1, nama="JOSÉ"), ""]).encode() + (row(2, nama="RENÉ") + "\n").encode("cp1252")
    loaded = read(tmp_path, content)
    assert names(loaded) == ["JOSÉ", "RENÉ"]
    assert "Two encodings in one file" in loaded.sources[0].notes[0].en


def test_a_byte_without_a_letter_refuses_its_row_only(tmp_path: Path) -> None:
    content = "\n".join([HEADER, row(1), ""]).encode() + row(2).encode().replace(b"SITI", b"S\x81TI") + b"\n"
    assert reasons(read(tmp_path, content)) == {3: "huruf_rusak"}


def test_mojibake_is_counted_and_left_alone(tmp_path: Path) -> None:
    loaded = read(tmp_path, [HEADER, row(1, nama="JOSÃ‰"), row(2)])
    assert names(loaded)[0] == "JOSÃ‰"
    assert loaded.sources[0].notes[0].en == "Column NAMA: 1 cells hold ruined letters (like Ã©); read as they are."


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_gives_the_same_rows(tmp_path: Path, line_end: str) -> None:
    loaded = read(tmp_path, line_end.join([*lines(12), ""]))
    assert loaded.frame.height == 12
    assert loaded.frame["source_line"].to_list() == list(range(2, 14))
    assert loaded.frame["alamat"][11] == "JL. MAWAR 12"


def test_mixed_line_ends_lose_nobody(tmp_path: Path) -> None:
    text = "".join(one + ("\n", "\r\n", "\r")[at % 3] for at, one in enumerate(lines(20)))
    assert read(tmp_path, text).frame.height == 20


def test_a_ctrl_z_at_the_end_is_dropped(tmp_path: Path) -> None:
    loaded = read(tmp_path, "\r\n".join([*lines(3), "\x1a"]))
    assert loaded.frame.height == 3
    assert loaded.sources[0].refused == 0


@pytest.mark.parametrize("cut", range(1, 4))
def test_an_invalid_byte_is_found_at_the_edge_of_a_piece(cut: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uhcmatch.files.line.decode._CHUNK", cut)
    assert first_invalid("aé€𝄞".encode()) is None
    assert first_invalid("aé".encode() + b"\xff") == 3
    assert first_invalid("aé€".encode()[:-1]) == 3


def test_letters_are_never_replaced_silently() -> None:
    text = decode("x.csv", b"nama\nS\x81TI\n")
    assert text.has_undecodable


def test_broken_utf_16_is_refused(tmp_path: Path) -> None:
    assert "UTF-16" in refusal(tmp_path, b"\xff\xfe" + b"\x00\xd8" * 20)
