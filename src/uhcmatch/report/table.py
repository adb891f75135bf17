"""Plain aligned tables at a given width.

Not Rich's: it takes seconds per thousand rows, understands names as markup and lets escape sequences through; a sweep
list has tens of thousands of rows, and its cells are other people's words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size

from uhcmatch.words import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.words import Language

_GAP: Final = "  "
_NARROW: Final = " "
_LEAST: Final = 6
CUT: Final = "…"
"""Where a text had to be cut."""
_BOLD: Final = "\x1b[1m"
_DIM: Final = "\x1b[2m"
_PLAIN: Final = "\x1b[0m"


@dataclass(frozen=True)
class Page:
    """Where something is shown: width in cells (None: as wide as it gets), whether it takes colour, language."""

    width: int | None
    is_dressed: bool
    language: Language

    def bold(self, text: str) -> str:
        """Return a text that stands out, where that is possible."""
        return f"{_BOLD}{text}{_PLAIN}" if self.is_dressed else text

    def dim(self, text: str) -> str:
        """Return a text that steps back, where that is possible."""
        return f"{_DIM}{text}{_PLAIN}" if self.is_dressed else text


@dataclass(frozen=True)
class Column:
    """A column: its heading (lines separated by line ends), numbers to the right, and whether it may be cut."""

    heading: str
    is_number: bool = False
    may_shrink: bool = False


@dataclass(frozen=True)
class Lines:
    """A table as lines: its heading with the rule below, and one line per row."""

    heading: list[str]
    rows: list[str]


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], page: Page, *, has_total: bool = False) -> str:
    """Return a table as text; with `has_total` the last row stands below a line."""
    lines = table_lines(columns, rows, page)
    body = list(lines.rows)
    if has_total and body and lines.heading:
        body[-1:] = [lines.heading[-1], page.bold(body[-1])]
    return "\n".join([*lines.heading, *body])


def table_lines(columns: Sequence[Column], rows: Sequence[Sequence[str]], page: Page) -> Lines:
    """Return a table line by line; a table without headings has no rule either."""
    cells = [[clean(cell) for cell in row] for row in rows]
    headings = _heading_lines(columns)
    widths, gap = _widths(columns, [*headings, *cells], page.width)
    heading = [page.bold(_line(columns, line, widths, gap)) for line in headings]
    if heading:
        heading.append(page.dim(("─" if page.is_dressed else "-") * _total(widths, gap)))
    return Lines(heading, [_line(columns, row, widths, gap) for row in cells])


def _heading_lines(columns: Sequence[Column]) -> list[list[str]]:
    parts = [column.heading.split("\n") for column in columns]
    deepest = max(len(part) for part in parts)
    padded = [[""] * (deepest - len(part)) + part for part in parts]
    return [list(line) for line in zip(*padded, strict=True)] if any(map(any, parts)) else []


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], limit: int | None) -> tuple[list[int], str]:
    """Return each column's width and the gap between them.

    Where a line would be too long the gap gives way first, then the columns that may be cut, the widest first.
    """
    widths = [max((_length(row[at]) for row in rows), default=0) for at in range(len(columns))]
    gap = _GAP if limit is None or _total(widths, _GAP) <= limit else _NARROW
    while limit is not None and _total(widths, gap) > limit:
        giving = [at for at, column in enumerate(columns) if column.may_shrink and widths[at] > _LEAST]
        if not giving:
            break
        widths[max(giving, key=lambda at: widths[at])] -= 1
    return widths, gap


def _total(widths: Sequence[int], gap: str) -> int:
    return sum(widths) + len(gap) * (len(widths) - 1)


def _line(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int], gap: str) -> str:
    fitted = (fit(cell, width, column.is_number) for cell, width, column in zip(row, widths, columns, strict=True))
    return gap.join(fitted).rstrip()


def fit(cell: str, width: int, is_number: bool = False) -> str:
    """Return a text at exactly a width: filled up, or cut with an ellipsis."""
    length = _length(cell)
    if length > width:
        return set_cell_size(cell, width - 1) + CUT
    return " " * (width - length) + cell if is_number else cell + " " * (width - length)


def _length(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)
