"""What reading gives back: the rows, and per file what it looked like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from uhcmatch.columns import Role
    from uhcmatch.words import Words


@dataclass(frozen=True)
class Source:
    """One file, sheet or archive member that was read.

    `columns` canonical field → header(s) as written · `unknown` header that was not used → nearest known alias, if one
    is near · `rows` data rows, refused ones included · `skipped` lines that are no data rows, counted per reason code.
    """

    name: str
    role: Role
    sha256: str
    size: int
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    header_line: int
    columns: dict[str, tuple[str, ...]]
    unknown: dict[str, str | None]
    rows: int
    refused: int
    skipped: dict[str, int]
    notes: tuple[Words, ...]


@dataclass(frozen=True)
class Loaded:
    """All files of one side.

    `frame` RAW (columns.py): one row per data row, refused ones too, files stacked in order · `sources` one per file or
    sheet · `skipped` one row per line that is no data row (`source_file`, `source_line`, `reason`), blank lines aside.
    """

    frame: pl.DataFrame
    sources: tuple[Source, ...]
    skipped: pl.DataFrame
