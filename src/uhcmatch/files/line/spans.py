"""Records that a quoted cell with line breaks spreads over several lines, told from stray quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.files.line.beside import LONG_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uhcmatch.files.line.lines import Dialect

MAX_SPAN: Final = 6
"""Lines one record may span: an address typed with line breaks has two or three."""


def spanning(
    lines: Sequence[tuple[int, str]], at: int, dialect: Dialect, width: int
) -> tuple[int, list[str] | None] | None:
    """Return how many lines the record at a suspect takes, with its cells; null if its quotes do not close below.

    A line inside that is a full row with a long number is a person between two stray quotes; one without can be a
    cell's text as well: then the lines are known and the cells are null.
    """
    if not dialect.opens(lines[at][1]):
        return None
    record, holds_row = lines[at][1], False
    for number, line in _following(lines, at):
        is_row = is_full_row(line, dialect, width)
        if "\0" in line or (is_row and LONG_NUMBER.search(line)):
            return None
        holds_row = holds_row or is_row
        record = f"{record}\n{line}"
        cells = dialect.strict(record)
        if cells is not None:
            taken = number - lines[at][0] + 1
            return (taken, None if holds_row else cells) if len(cells) == width else None
    return None


def goes_on_below(lines: Sequence[tuple[int, str]], at: int, dialect: Dialect, width: int) -> bool:
    """Return whether the last cell opens a quote and the next line is a mere fragment: the cell's end is down there."""
    last = lines[at][1].rpartition(dialect.delimiter)[2].strip()
    is_open = last.startswith(dialect.quote) and not last.endswith(dialect.quote)
    below = next(_following(lines, at), None)
    return is_open and below is not None and not is_full_row(below[1], dialect, width)


def is_full_row(line: str, dialect: Dialect, width: int) -> bool:
    """Return whether a line has the delimiters of a row."""
    return line.count(dialect.delimiter) == width - 1


def _following(lines: Sequence[tuple[int, str]], at: int) -> Iterator[tuple[int, str]]:
    first = lines[at][0]
    for step, (number, line) in enumerate(lines[at + 1 : at + MAX_SPAN], start=1):
        if number != first + step:
            return
        yield number, line
