"""Plain aligned tables at a given width.

Not Rich's: it takes seconds per thousand rows, understands names as markup and lets escape sequences through; a sweep
list has tens of thousands of rows, and its cells are other people's words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size

from uhcmatch.report.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.words import Language

_GAP: Final = "  "
_LEAST: Final = 6
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


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], page: Page, *, has_total: bool = False) -> str:
    """Return a table as text; with `has_total` the last row stands below a line."""
    cells = [[clean(cell) for cell in row] for row in rows]
    headings = _heading_lines(columns)
    widths = _widths(columns, [*headings, *cells], page.width)
    lines = [page.bold(_line(columns, heading, widths)) for heading in headings]
    rule = (_rule("─" if page.is_dressed else "-", widths)) if headings else None
    if rule:
        lines.append(page.dim(rule))
    body = [_line(columns, row, widths) for row in cells]
    if has_total and body and rule:
        body[-1:] = [page.dim(rule), page.bold(body[-1])]
    return "\n".join([*lines, *body])


def _heading_lines(columns: Sequence[Column]) -> list[list[str]]:
    parts = [column.heading.split("\n") for column in columns]
    deepest = max(len(part) for part in parts)
    padded = [[""] * (deepest - len(part)) + part for part in parts]
    return [list(line) for line in zip(*padded, strict=True)] if any(map(any, parts)) else []


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], limit: int | None) -> list[int]:
    """Return each column's width; those that may be cut give way, the widest first, until the line fits."""
    widths = [max((cell_len(row[at]) for row in rows), default=0) for at in range(len(columns))]
    spare = 0 if limit is None else sum(widths) + len(_GAP) * (len(widths) - 1) - limit
    while spare > 0:
        giving = [at for at, column in enumerate(columns) if column.may_shrink and widths[at] > _LEAST]
        if not giving:
            break
        widest = max(giving, key=lambda at: widths[at])
        widths[widest] -= 1
        spare -= 1
    return widths


def _line(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int]) -> str:
    fitted = (
        _fit(cell, width, column.is_number) for cell, width, column in zip(row, widths, columns, strict=True)
    )
    return _GAP.join(fitted).rstrip()


def _fit(cell: str, width: int, is_number: bool) -> str:
    length = len(cell) if cell.isascii() else cell_len(cell)
    if length > width:
        return set_cell_size(cell, width - 1) + "…"
    return " " * (width - length) + cell if is_number else cell + " " * (width - length)


def _rule(stroke: str, widths: Sequence[int]) -> str:
    return stroke * (sum(widths) + len(_GAP) * (len(widths) - 1))
