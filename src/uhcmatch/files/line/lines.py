"""One line of a delimited file → its cells, in three readings from strict to forgiving."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

DELIMITERS: Final = (";", ",", "\t", "|")

WHITE: Final = " \t\u00a0\u2007\u202f\u3000\u200b\u200c\u200d\u2060\ufeff\r\n\x0b\x0c"
"""What is taken off both ends of a cell: white space, and the invisible letters polars leaves."""


@dataclass(frozen=True)
class Dialect:
    """How a text file separates its cells.

    `is_wrapped` each line is one quoted cell that holds the real line, as a spreadsheet writes a CSV it opened with
    the wrong delimiter.
    """

    delimiter: str
    quote: str = '"'
    is_wrapped: bool = False

    @cached_property
    def strict_pattern(self) -> str:
        """The regular expression of one well-formed cell, for Python and for polars alike."""
        return f"(?:{self.quote}(?:[^{self.quote}]|{self.quote * 2})*{self.quote}|[^{self.quote}{self.split_class}]*)"

    @cached_property
    def split_class(self) -> str:
        """The delimiter as it stands inside a character class."""
        return re.escape(self.delimiter)

    @cached_property
    def _blanks(self) -> str:
        """Return the white space that may stand between a quote and a delimiter."""
        return "[ ]" if self.delimiter == "\t" else r"[ \t]"

    @cached_property
    def _strict_line(self) -> re.Pattern[str]:
        cell = self.strict_pattern
        spaced = (
            rf"(?:{self._blanks}*{self.quote}(?:[^{self.quote}]|{self.quote * 2})*+{self.quote}{self._blanks}*+|{cell})"
        )
        return re.compile(f"{spaced}(?:{self.split_class}{spaced})*+", re.DOTALL)

    @cached_property
    def _strict_cell(self) -> re.Pattern[str]:
        inner = f"(?:[^{self.quote}]|{self.quote * 2})*+"
        return re.compile(
            rf"{self._blanks}*{self.quote}({inner}){self.quote}{self._blanks}*(?:{self.split_class}|$)"
            rf"|([^{self.split_class}]*)(?:{self.split_class}|$)",
            re.DOTALL,
        )

    @cached_property
    def _lenient_cell(self) -> re.Pattern[str]:
        return re.compile(
            rf"{self._blanks}*{self.quote}(.*?){self.quote}{self._blanks}*(?:{self.split_class}|$)"
            rf"|([^{self.split_class}]*)(?:{self.split_class}|$)",
            re.DOTALL,
        )

    def strict(self, line: str) -> list[str] | None:
        """Return the cells of a line whose quotes all stand where they should, else null."""
        if not self._strict_line.fullmatch(line):
            return None
        return [cell.replace(self.quote * 2, self.quote) for cell in self._cells(self._strict_cell, line)]

    def literal(self, line: str) -> list[str] | None:
        """Return the cells between the delimiters, quotes within taken as letters.

        Null when a quoted cell seems to hold a delimiter: then the quotes mean something.
        """
        cells = [cell.strip(WHITE) for cell in line.split(self.delimiter)]
        opened = False
        for cell in cells:
            starts, ends = cell.startswith(self.quote), cell.endswith(self.quote) and len(cell) > 1
            if opened and ends and not starts:
                return None
            opened = opened or (starts and not ends)
        is_quoted_line = 2 * sum(self._is_wrapped(cell) for cell in cells) >= len(cells)
        return [self._bare(cell, is_quoted_line) for cell in cells]

    def lenient(self, line: str) -> list[str] | None:
        """Return the cells when a quote closes only before a delimiter or the line's end; null if one stays open."""
        cells = self._cells(self._lenient_cell, line)
        if any(cell.startswith(self.quote) for cell in cells):
            return None
        return [self._unescaped(cell) for cell in cells]

    def opens(self, line: str) -> bool:
        """Return whether a quoted cell is still open at the end of the line."""
        cells = self._cells(self._strict_cell, line)
        return bool(cells) and line.count(self.quote) % 2 == 1

    def _cells(self, pattern: re.Pattern[str], line: str) -> list[str]:
        cells, at = [], 0
        while found := pattern.match(line, at):
            cells.append(found[1] if found[1] is not None else found[2])
            at = found.end()
            is_last = at >= len(line) and not line[found.start() : at].endswith(self.delimiter)
            if is_last:
                break
            if at >= len(line):
                cells.append("")
                break
        return cells

    def _is_wrapped(self, cell: str) -> bool:
        return len(cell) > 1 and cell.startswith(self.quote) and cell.endswith(self.quote)

    def _bare(self, cell: str, is_quoted_line: bool) -> str:
        """Take the quotes off a cell; a lone one at an edge lost its partner where the other cells are quoted."""
        if self._is_wrapped(cell):
            return self._unescaped(cell[1:-1])
        return cell.strip(self.quote) if is_quoted_line else cell

    def _unescaped(self, cell: str) -> str:
        return cell.replace(f"\\{self.quote}", self.quote).replace(self.quote * 2, self.quote)


_WRAPPED: Final = re.compile(r'\s*"((?:[^"]|"")*+)"[;,\t| ]*')


def unwrapped(line: str) -> str:
    """Return what a line that is one single quoted cell holds; any other line as it is."""
    found = _WRAPPED.fullmatch(line)
    return found[1].replace('""', '"') if found else line


def bare_row(line: str, dialect: Dialect, width: int) -> str:
    """Return a row of `width` cells that stands in one quoted cell without it, as spreadsheets write some rows.

    Any other line is returned as it is.
    """
    inner = unwrapped(line)
    cells = dialect.strict(inner) if inner != line else None
    return inner if cells is not None and len(cells) == width > 1 else line
