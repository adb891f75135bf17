"""The independent check of every line of a delimited file, before any CSV reader sees it.

CSV readers pad short rows, shift cells and swallow thousands of people between two stray quotes without an error
(FAULTS §2a). So each physical line is measured on its own: a line is sound when its quotes stand where they should and
its cells are as many as the header's. Everything else is a suspect and is looked at one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.files.header.table import cell_columns
from uhcmatch.files.line.line_bytes import line_bytes

if TYPE_CHECKING:
    import numpy.typing as npt

    from uhcmatch.files.line.lines import Dialect

MAX_LINE: Final = 8192
"""Bytes of a line above which it is looked at by itself."""


@dataclass(frozen=True)
class Audit:
    """The lines below the header, one row per line in order.

    `lines` has `line` (from 1 at the top of the file), `start` and `end` (byte positions without the line end) and
    `sound`; `line_end` is the bytes of a line end; `padded` are the columns that need trimming.
    """

    lines: pl.DataFrame
    above: int
    line_end: int
    padded: frozenset[int]

    @property
    def suspects(self) -> pl.DataFrame:
        """Lines that are not sound."""
        return self.lines.filter(~pl.col("sound"))


def audit(text: bytes, dialect: Dialect, width: int, above: int) -> Audit:
    """Measure every line but the first `above` of a text against a table of `width` cells.

    The line ends must be all LF or all CRLF (`decode`).
    """
    seen = line_bytes(text, dialect, width)
    sound = seen.delimiters == width - 1
    if seen.quoted.any():
        sound[seen.quoted] = _sound_quoted(text, dialect, width)
    sound &= (seen.ends - seen.starts <= MAX_LINE) & ~seen.nul
    lines = pl.DataFrame(
        {
            "line": np.arange(1, len(sound) + 1, dtype=np.int64),
            "start": seen.starts,
            "end": seen.ends,
            "sound": sound,
        }
    )
    return Audit(lines.slice(above), above, 2 if b"\r" in text else 1, seen.padded)


def _sound_quoted(text: bytes, dialect: Dialect, width: int) -> npt.NDArray[np.bool_]:
    """Return for each line with a quote, in order, whether its quotes stand where they should and its cells are right.

    The streaming engine may hand lines on out of order.
    """
    quoted = pl.scan_lines(text, row_index_name="number").filter(
        pl.col("line").str.contains(dialect.quote, literal=True)
    )
    judged = quoted.select("number", sound=_is_sound_quoted(dialect, width)).collect(engine="streaming")
    return judged.sort("number")["sound"].to_numpy()


def _is_sound_quoted(dialect: Dialect, width: int) -> pl.Expr:
    line, cell, quote = pl.col("line"), dialect.strict_pattern, dialect.quote
    outside = line.str.replace_all(f"{quote}[^{quote}]*{quote}", "").str.count_matches(dialect.delimiter, literal=True)
    return line.str.contains(f"^{cell}(?:{dialect.split_class}{cell})*$") & (outside == width - 1)


def sound_rows(text: bytes, checked: Audit, dialect: Dialect, width: int) -> pl.DataFrame:
    """Read the sound lines: `line` and c0, c1, … as text.

    The reader gets these lines only, and must give back exactly as many rows as there are lines.
    """
    numbers = checked.lines.filter("sound").select("line")
    columns = cell_columns(width)
    if numbers.is_empty():
        return pl.DataFrame(schema={"line": pl.Int64} | dict.fromkeys(columns, pl.String))
    is_clean = numbers.height == checked.lines.height
    cells = pl.read_csv(
        text if is_clean else without_suspects(text, checked),
        skip_lines=checked.above if is_clean else 0,
        separator=dialect.delimiter,
        quote_char=dialect.quote if dialect.quote.encode() in text else None,
        has_header=False,
        schema=dict.fromkeys(columns, pl.String()),
        infer_schema=False,
    )
    if cells.height != numbers.height:
        raise AssertionError(f"{cells.height} rows were read from {numbers.height} lines")
    return numbers.hstack(cells)


def without_suspects(text: bytes, checked: Audit) -> bytes:
    """Return the text below the header without its suspect lines."""
    pieces, at = [], int(checked.lines["start"][0])
    for start, end in checked.suspects.select("start", "end").iter_rows():
        pieces.append(memoryview(text)[at:start])
        at = end + checked.line_end
    return b"".join([*pieces, memoryview(text)[at:]])


def suspect_lines(text: bytes, checked: Audit) -> list[tuple[int, str]]:
    """Return number and text of each suspect line."""
    spans = checked.suspects.select("line", "start", "end").iter_rows()
    return [(number, text[start:end].decode()) for number, start, end in spans]
