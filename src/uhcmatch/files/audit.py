"""The independent check of every line of a delimited file, before any CSV reader sees it.

CSV readers pad short rows, shift cells and swallow thousands of people between two stray quotes without an error
(FAULTS §2a). So each physical line is measured on its own: a line is sound when its quotes stand where they should and
its cells are as many as the header's. Everything else is a suspect and is looked at one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.files.table import cell_columns

if TYPE_CHECKING:
    from uhcmatch.files.lines import Dialect

MAX_LINE: Final = 8192
"""Bytes of a line above which it is looked at by itself."""


@dataclass(frozen=True)
class Audit:
    """The lines of a text: `sound` one row per line (`line` from 1, `size` bytes, `sound`), in order."""

    lines: pl.DataFrame

    @property
    def suspects(self) -> pl.DataFrame:
        """Lines that are not sound, with `start` and `end` as byte positions."""
        return self.lines.filter(~pl.col("sound"))


def audit(text: bytes, dialect: Dialect, width: int) -> Audit:
    """Measure every line of a text with LF line ends against a table of `width` cells."""
    line = pl.col("line")
    measured = (
        pl.scan_lines(text, row_index_name="number")
        .select(
            pl.col("number").cast(pl.Int64) + 1,
            line.str.len_bytes().cast(pl.Int64).alias("size"),
            (_is_sound(text, dialect, width) & (line.str.len_bytes() <= MAX_LINE)).alias("sound"),
        )
        .collect(engine="streaming")
        .sort("number")
        .rename({"number": "line"})
    )
    ends = pl.col("size").cum_sum() + pl.col("line")
    return Audit(measured.with_columns(start=ends - pl.col("size") - 1, end=ends - 1))


def _is_sound(text: bytes, dialect: Dialect, width: int) -> pl.Expr:
    line = pl.col("line")
    separators = line.str.count_matches(dialect.delimiter, literal=True)
    sound = separators == width - 1
    if dialect.quote.encode() in text:
        is_quoted = line.str.contains(dialect.quote, literal=True)
        sound = pl.when(is_quoted).then(_is_sound_quoted(dialect, width)).otherwise(sound)
    if b"\0" in text:
        sound &= ~line.str.contains("\0", literal=True)
    return sound


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
    cells = pl.read_csv(
        without_suspects(text, checked),
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
    """Return the text without its suspect lines."""
    pieces, at = [], 0
    for start, end in checked.suspects.select("start", "end").iter_rows():
        pieces.append(text[at:start])
        at = end + 1
    return b"".join([*pieces, text[at:]]) if pieces else text


def suspect_lines(text: bytes, checked: Audit) -> list[tuple[int, str]]:
    """Return number and text of each suspect line."""
    spans = checked.suspects.select("line", "start", "end").iter_rows()
    return [(number, text[start:end].decode()) for number, start, end in spans]
