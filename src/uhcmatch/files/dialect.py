"""How a text file separates its cells, found by which reading shows a header."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uhcmatch.files.find_header import SEARCHED, Found, Wanted, find
from uhcmatch.files.lines import Dialect, unwrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

DELIMITERS: Final = (";", ",", "\t", "|")
_SEP_LINE: Final = re.compile(r'^"?sep=(.)"?[;,\t|]*$', re.IGNORECASE)
_HEADER_SPAN: Final = 5
_QUOTES: Final = ('"', "'")


@dataclass(frozen=True)
class Opening:
    """The beginning of a text understood: dialect, header, and the number of physical lines up to and with it.

    `first` the header's physical line, from 1.
    """

    dialect: Dialect
    found: Found
    first: int
    lines: int


def open_text(lines: Sequence[str], wanted: Wanted) -> Opening | None:
    """Return the reading of the first lines that shows most of a header, or null if none shows one."""
    skipped = 1 if lines and _SEP_LINE.match(lines[0]) else 0
    stated = _SEP_LINE.match(lines[0]).group(1) if skipped else None  # type: ignore[union-attr]
    readings = [
        opening for dialect in _dialects(lines) if (opening := _read(lines[skipped:], skipped, dialect, wanted))
    ]
    return max(readings, key=lambda opening: _rank(opening, stated), default=None)


def _rank(opening: Opening, stated: str | None) -> tuple[int, int, bool, bool]:
    """Order readings: most of a header, headers free of the other quote, the delimiter the file states."""
    names = [name for name in opening.found.heading.names if name]
    is_quoted = any(name[0] == name[-1] and name[0] in _QUOTES and len(name) > 1 for name in names)
    return (*opening.found.strength, not is_quoted, opening.dialect.delimiter == stated)


def _dialects(lines: Sequence[str]) -> list[Dialect]:
    head = [line for line in lines[:SEARCHED] if line.strip()]
    quotes = _QUOTES if any(line.count("'") >= 4 for line in head) else _QUOTES[:1]
    plain = [Dialect(delimiter, quote) for quote, delimiter in itertools.product(quotes, DELIMITERS)]
    bare = [unwrapped(line) for line in head]
    is_wrapped = 2 * sum(one != line for one, line in zip(bare, head, strict=True)) > len(head)
    held = [delimiter for delimiter in DELIMITERS if is_wrapped and any(delimiter in one for one in bare)]
    return [Dialect(delimiter, is_wrapped=True) for delimiter in held] + plain


def _read(lines: Sequence[str], skipped: int, dialect: Dialect, wanted: Wanted) -> Opening | None:
    records = _records(lines[: SEARCHED + _HEADER_SPAN], dialect)
    found = find([cells for _, cells in records], wanted)
    if found is None:
        return None
    after = found.at + found.height
    used = records[after][0] if after < len(records) else sum(1 for _ in lines[: SEARCHED + _HEADER_SPAN])
    return Opening(dialect, found, skipped + records[found.at][0] + 1, skipped + used)


def _records(lines: Sequence[str], dialect: Dialect) -> list[tuple[int, list[str]]]:
    """Return the first records with the index of their first line; a header cell may hold line breaks."""
    records: list[tuple[int, list[str]]] = []
    at = 0
    while at < len(lines):
        taken, cells = _record(lines, at, dialect)
        records.append((at, cells))
        at += taken
    return records


def _record(lines: Sequence[str], at: int, dialect: Dialect) -> tuple[int, list[str]]:
    line = unwrapped(lines[at]) if dialect.is_wrapped else lines[at]
    cells = dialect.strict(line)
    if cells is None and dialect.opens(line):
        for more in range(2, _HEADER_SPAN + 1):
            joined = dialect.strict("\n".join(lines[at : at + more]))
            if joined is not None and len(joined) > 1 and find([joined], Wanted("population", {})):
                return more, joined
    if cells is None:
        cells = dialect.literal(line) or dialect.lenient(line) or line.split(dialect.delimiter)
    return 1, [cell.strip() for cell in cells]


def usual_width(lines: Sequence[str], dialect: Dialect, names: Sequence[str]) -> int:
    """Return how many cells the rows have: the header's number, or what most of the first rows agree on instead.

    Rows that all end in one delimiter more than the header, or that leave out its nameless last columns, are habits of
    some exporters.
    """
    widths = Counter(
        len(cells) for line in lines if line.strip() and (cells := dialect.strict(line) or dialect.literal(line))
    )
    named = max((place for place, name in enumerate(names, start=1) if name), default=0)
    width, count = widths.most_common(1)[0] if widths else (len(names), 0)
    is_habit = count >= 3 and count >= 0.5 * widths.total() and count > widths[len(names)]
    return width if is_habit and width >= named else len(names)
