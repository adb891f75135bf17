"""What every reader hands on: one table with its header found, its rows still as written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from uhcmatch.files.line.lines import WHITE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from uhcmatch.files.header.heading import Heading
    from uhcmatch.words import Words

LISTED: Final[dict[str, pl.DataType]] = {"line": pl.Int64(), "reason": pl.String()}
"""Lines set aside with their reason code."""


def cell_columns(width: int) -> list[str]:
    """Return the column names of a table's cells: c0, c1, …"""
    return [f"c{place}" for place in range(width)]


def listed(lines: Sequence[tuple[int, str]]) -> pl.DataFrame:
    """Return lines with reasons as a frame of LISTED."""
    return pl.DataFrame(list(lines), schema=LISTED, orient="row")


def above_header(texts: Sequence[str], first_line: int) -> pl.DataFrame:
    """Return the lines above a header as asides: `line`, `text`."""
    told = [(line, text) for line, text in enumerate(texts, start=first_line) if text.strip()]
    return pl.DataFrame(told, schema={"line": pl.Int64, "text": pl.String}, orient="row")


def trimmed(rows: pl.DataFrame, padded: Collection[str] | None = None) -> pl.DataFrame:
    """Return text cells without white space and unseen letters around them; blank cells are null.

    `padded` names the columns that may have any; null stands for all.
    """
    columns = [name for name in _texts(rows) if padded is None or name in padded]
    bare = rows.with_columns(pl.col(columns).str.strip_chars())
    # Naming the letters to strip is eight times as slow, and only other alphabets need it.
    foreign = [name for name in columns if (bare[name].str.len_bytes() != bare[name].str.len_chars()).any()]
    bare = bare.with_columns(pl.col(foreign).str.strip_chars(WHITE))
    blank = [name for name in _texts(bare) if (bare[name] == "").any()]
    return bare.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in blank)


def _texts(rows: pl.DataFrame) -> list[str]:
    return [name for name, dtype in rows.schema.items() if dtype == pl.String]


@dataclass(frozen=True)
class Table:
    """One table of a file.

    `rows` one per row that was read: `line` and c0, c1, … as text, blank is null, in file order · `refused`, `skipped`
    LISTED: the other lines below the header · `asides` `line`, `text`: what stands on lines outside the table's shape ·
    `stray_breaks` lines that begin behind a lone CR, ascending: they count here and not in the file (`decode`) ·
    `numeric` cell column → lines on which a workbook holds a long number there as a number, not as text.
    """

    name: str
    heading: Heading
    header_line: int
    rows: pl.DataFrame
    refused: pl.DataFrame
    skipped: pl.DataFrame
    asides: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema={"line": pl.Int64, "text": pl.String}))
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    notes: tuple[Words, ...] = ()
    stray_breaks: tuple[int, ...] = ()
    numeric: Mapping[str, pl.Series] = field(default_factory=dict)

    @property
    def cells(self) -> list[str]:
        """The names of the cell columns."""
        return [name for name in self.rows.columns if name != "line"]

    def place(self, canonical: str) -> str | None:
        """Return the cell column of a field, the first where it has several; null if the file lacks it."""
        places = self.heading.fields.get(canonical)
        return f"c{places[0]}" if places else None

    def text(self, canonical: str) -> pl.Expr | None:
        """Return all columns of a field as one text, null where all are blank; null if the file lacks it."""
        places = self.heading.fields.get(canonical)
        if not places:
            return None
        cells = [pl.col(f"c{place}") for place in places]
        if len(cells) == 1:
            return cells[0]
        joined = pl.concat_str(cells, separator=" ", ignore_nulls=True)
        return pl.when(joined != "").then(joined)

    def source_line(self) -> pl.Expr:
        """Return the number of a line as an editor shows it."""
        line = pl.col("line")
        if not self.stray_breaks:
            return line
        return line - pl.lit(pl.Series(self.stray_breaks)).search_sorted(line, side="right").cast(pl.Int64)

    def with_field(self, canonical: str, cells: pl.Series, places: Collection[int], note: Words) -> Table:
        """Return the table with a column for a field it lacks, made of the columns at `places`, and a note on that.

        `cells` stand beside `rows`, row by row.
        """
        names = [*self.heading.names, *[""] * (len(self.cells) - len(self.heading.names))]
        made_of = " + ".join(names[place] for place in places)
        kept = ["" if place in places else name for place, name in enumerate(names)]
        fields = self.heading.fields | {canonical: (len(names),)}
        heading = replace(self.heading, names=(*kept, made_of), fields=fields)
        rows = self.rows.with_columns(cells.alias(f"c{len(names)}"))
        return self.changed(rows=rows, heading=heading, notes=(*self.notes, note))

    def changed(self, **changes: Any) -> Table:  # noqa: ANN401 - forwarded to dataclasses.replace
        """Return the table with some parts replaced."""
        return replace(self, **changes)

    def without(self, lines: pl.DataFrame, part: str) -> Table:
        """Return the table with rows moved to `refused` or `skipped`; `lines` is LISTED."""
        if lines.is_empty():
            return self
        kept = self.rows.filter(~pl.col("line").is_in(lines["line"].implode()))
        grown = pl.concat([getattr(self, part), lines.select(pl.col("line").cast(pl.Int64), "reason")])
        return self.changed(rows=kept, **{part: grown})
