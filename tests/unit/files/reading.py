"""Small files and their reading, for the tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from uhcmatch.errors import InputRefused
from uhcmatch.files import Loaded, read_inputs

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from uhcmatch.columns import Role

HEADER = "NO;NIK;NAMA;TGL LAHIR;ALAMAT"


def row(number: int, **cells: str) -> str:
    """Return a line below HEADER."""
    person = {
        "nik": f"32980101019000{number:02d}",
        "nama": f"SITI {chr(64 + number % 26)}MINAH",
        "lahir": "01-01-1990",
        "alamat": f"JL. MAWAR {number}",
    }
    return ";".join([str(number), *(person | cells).values()])


def lines(count: int) -> list[str]:
    """Return a header and so many rows."""
    return [HEADER, *(row(number) for number in range(1, count + 1))]


def write(folder: Path, content: str | bytes | list[str], name: str = "data.csv") -> Path:
    """Write a file; a list is its lines."""
    text = "\n".join([*content, ""]) if isinstance(content, list) else content
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(
    folder: Path,
    content: str | bytes | list[str],
    role: Role = "population",
    columns: Mapping[str, str | list[str]] | None = None,
    name: str = "data.csv",
) -> Loaded:
    """Read one file of that content."""
    return read_inputs([write(folder, content, name)], role, columns or {})


def refusal(folder: Path, content: str | bytes | list[str], role: Role = "population", name: str = "data.csv") -> str:
    """Return the English sentence with which a file is refused."""
    with pytest.raises(InputRefused) as caught:
        read(folder, content, role, name=name)
    assert caught.value.exit_code == 11
    return caught.value.words.en


def reasons(loaded: Loaded) -> dict[int, str]:
    """Return line → reason of the refused rows."""
    return dict(loaded.frame.filter("refused").select("source_line", "reason").iter_rows())


def skipped(loaded: Loaded) -> dict[int, str]:
    """Return line → reason of the listed lines that are no data rows."""
    return dict(loaded.skipped.select("source_line", "reason").iter_rows())


def names(loaded: Loaded) -> list[str | None]:
    """Return the names read, refused rows aside."""
    return loaded.frame.filter(~loaded.frame["refused"])["nama"].to_list()
