"""Bytes of a text file → UTF-8 with one kind of line end, decided over the whole file and never lossy.

Strict UTF-8 (with or without BOM), UTF-16 or UTF-32 with BOM, else Windows-1252. A file in which some lines are UTF-8
and others are not is decoded line by line. The five bytes Windows-1252 does not know become U+FFFD and their lines are
refused later, so nothing is guessed.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Final

import numpy as np

from uhcmatch.files.line.line_bytes import has_one_line_end
from uhcmatch.files.refusals import is_really
from uhcmatch.words import Words

UNDECODABLE: Final = "\ufffd"
_CHUNK: Final = 1 << 15
STRAY: Final = 0.1
"""Share of line ends up to which lone CRs stand inside cells; a file with more of them ends its lines so."""
_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CP1252: Final = "".join(
    bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else UNDECODABLE for byte in range(256)
)
_CTRL_Z: Final = b"\x1a"


@dataclass(frozen=True)
class Text:
    """A text file made uniform: UTF-8 without BOM, line ends all LF or all CRLF.

    `has_undecodable` some bytes had no letter and stand as U+FFFD · `ends_with_newline` the file's last line is
    complete · `stray_breaks` lines of the uniform text that begin behind a lone CR in a file whose lines end otherwise:
    no editor counts them.
    """

    content: bytes
    encoding: str
    has_undecodable: bool
    ends_with_newline: bool
    notes: tuple[Words, ...]
    stray_breaks: tuple[int, ...] = ()


def decode(name: str, content: bytes) -> Text:
    """Return the uniform text; raises `InputRefused` for bytes that are no text."""
    utf8, encoding, notes = _as_utf8(name, content)
    has_undecodable = encoding in {"cp1252", "utf-8 + cp1252"} and UNDECODABLE.encode() in utf8
    utf8, end_notes = _without_ctrl_z(utf8)
    breaks: tuple[int, ...] = ()
    if not has_one_line_end(utf8):
        utf8 = _with_line_feeds(utf8)
        breaks = _stray_breaks(utf8)
        utf8 = utf8.replace(b"\r", b"\n")
    return Text(utf8, encoding, has_undecodable, utf8.endswith(b"\n"), (*notes, *end_notes), breaks)


def _with_line_feeds(content: bytes) -> bytes:
    """Return the text with LF for CR LF; CR CR LF is one line end that was translated twice."""
    return content.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n")


def _stray_breaks(content: bytes) -> tuple[int, ...]:
    """Return the numbers of the lines that lone CRs begin, where nearly all lines end in LF."""
    letters = np.frombuffer(content, dtype=np.uint8)
    ends = letters[(letters == ord("\r")) | (letters == ord("\n"))]
    strays = np.flatnonzero(ends == ord("\r"))
    return tuple((strays + 2).tolist()) if len(strays) <= STRAY * len(ends) else ()


def _as_utf8(name: str, content: bytes) -> tuple[bytes, str, tuple[Words, ...]]:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _from_wide(name, content[len(bom) :], encoding)
    if wide := _unmarked_utf16(content):
        return _from_wide(name, content, wide)
    bare = content.removeprefix(codecs.BOM_UTF8)
    encoding = "utf-8-sig" if len(bare) < len(content) else "utf-8"
    bad = first_invalid(bare)
    if bad is None:
        return bare, encoding, ()
    _refuse_binary(name, bare)
    return _from_cp1252(bare, bad, len(content) - len(bare))


def first_invalid(content: bytes) -> int | None:
    """Return the position of the first byte that is no UTF-8, or null; pieces of plain ASCII are not decoded."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    pending = 0
    for start in range(0, len(content), _CHUNK):
        piece = content[start : start + _CHUNK]
        if not pending and piece.isascii():
            continue
        try:
            decoder.decode(piece)
        except UnicodeDecodeError as error:
            return start - pending + error.start
        pending = len(decoder.getstate()[0])
    return len(content) - pending if pending else None


def _from_wide(name: str, content: bytes, encoding: str) -> tuple[bytes, str, tuple[Words, ...]]:
    width = 4 if "32" in encoding else 2
    whole = content[: len(content) - len(content) % width]
    try:
        return whole.decode(encoding).encode(), encoding[:6], ()
    except UnicodeError as error:
        raise is_really(name, "bukan teks UTF-16 yang sah", "is not valid UTF-16 text") from error


def _unmarked_utf16(content: bytes) -> str | None:
    """Return the UTF-16 flavour of a text without BOM: every other byte is NUL in Latin text."""
    head = content[:4096]
    if len(head) < 8 or head.count(0) < len(head) * 0.4:
        return None
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if min(odd, even) > 0.05 * max(odd, even):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _refuse_binary(name: str, content: bytes) -> None:
    head = content[:65536]
    controls = sum(head.count(byte) for byte in (*range(1, 9), *range(14, 26), *range(27, 32)))
    if controls > 0.01 * len(head) or head.count(0) > 0.1 * len(head):
        raise is_really(name, "adalah berkas biner, bukan tabel", "is a binary file, not a table")


def _from_cp1252(content: bytes, bad: int, offset: int) -> tuple[bytes, str, tuple[Words, ...]]:
    line = content.count(b"\n", 0, bad) + 1
    lines = _with_line_feeds(content).splitlines(keepends=True)
    is_foreign = [not one.isascii() and first_invalid(one) is not None for one in lines]
    is_mixed = any(not foreign and not one.isascii() for one, foreign in zip(lines, is_foreign, strict=True))
    note = Words(
        "Bukan UTF-8 (byte {at}, baris {line}): dibaca sebagai {encoding}.",
        "Not UTF-8 (byte {at}, line {line}): read as {encoding}.",
    )
    if not is_mixed:
        return _cp1252(content), "cp1252", (note.fill(at=bad + offset, line=line, encoding="Windows-1252"),)
    mended = b"".join(_cp1252(one) if foreign else one for one, foreign in zip(lines, is_foreign, strict=True))
    mixed = Words(
        "Dua pengodean dalam satu berkas (byte {at}, baris {line}): {count} baris dibaca sebagai Windows-1252.",
        "Two encodings in one file (byte {at}, line {line}): {count} lines read as Windows-1252.",
    )
    return mended, "utf-8 + cp1252", (mixed.fill(at=bad + offset, line=line, count=sum(is_foreign)),)


def _cp1252(content: bytes) -> bytes:
    return codecs.charmap_decode(content, "strict", _CP1252)[0].encode()


def _without_ctrl_z(content: bytes) -> tuple[bytes, tuple[Words, ...]]:
    if not content[-64:].rstrip(b"\r\n").endswith(_CTRL_Z):
        return content, ()
    note = Words("Ctrl-Z di akhir berkas dibuang.", "A Ctrl-Z at the end of the file was dropped.")
    return content.rstrip(b"\r\n").rstrip(_CTRL_Z), (note,)
