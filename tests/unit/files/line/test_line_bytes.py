"""Measuring lines by their bytes, against the obvious way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uhcmatch.files.line import line_bytes as measuring
from uhcmatch.files.line.line_bytes import has_one_line_end, line_bytes
from uhcmatch.files.line.lines import Dialect

LINES = st.lists(st.text(alphabet='ab; \t"é\0', max_size=9), min_size=1, max_size=8)


def is_odd_at_its_edge(cell: bytes) -> bool:
    return any(byte <= 0x20 or byte >= 0x80 or byte == ord('"') for byte in cell[:1] + cell[-1:])


@given(LINES, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.integers(1, 5), st.sampled_from([1, 7, 1 << 18]))
def test_lines_are_measured_whatever_the_pieces(
    lines: list[str], line_end: str, is_closed: bool, width: int, piece: int
) -> None:
    text = (line_end.join(lines) + line_end * (is_closed or not lines[-1])).encode()
    own = [line.encode() for line in lines]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measuring, "_PIECE", piece)
        seen = line_bytes(text, Dialect(";"), width)
    assert [text[start:end] for start, end in zip(seen.starts, seen.ends, strict=True)] == own
    assert seen.delimiters.tolist() == [line.count(b";") for line in own]
    assert seen.quoted.tolist() == [b'"' in line for line in own]
    assert seen.nul.tolist() == [b"\0" in line for line in own]
    columns = [line.split(b";")[:width] for line in own]
    assert seen.padded == {at for row in columns for at, cell in enumerate(row) if is_odd_at_its_edge(cell)}


@given(st.lists(st.sampled_from([b"\r\n", b"\n", b"\r", b"a"]), max_size=6))
def test_one_kind_of_line_end(parts: list[bytes]) -> None:
    content = b"".join(parts)
    pairs = content.count(b"\r\n")
    is_one = b"\r" not in content or content.count(b"\r") == content.count(b"\n") == pairs
    assert has_one_line_end(content) == is_one
