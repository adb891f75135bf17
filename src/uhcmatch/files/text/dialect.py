"""How a text file separates its cells, found by which reading shows a header."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uhcmatch.files.header.find_header import SEARCHED, Found, Wanted, find
from uhcmatch.files.line.lines import DELIMITERS, Dialect, unwrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEP_LINE: Final = re.compile(r'^"?sep=(.)"?[;,\t|]*$', re.IGNORECASE)
HEADER_SPAN: Final = 30
"""Lines one header row may span: a spreadsheet's narrow columns break every name once or twice."""
MAX_HEADER_LINE: Final = 20_000
"""Letters of a line beyond which no header is looked for."""
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
    lines = [line[:MAX_HEADER_LINE] for line in lines]
    skipped = 1 if lines and _SEP_LINE.match(lines[0]) else 0
    stated = _SEP_LINE.match(lines[0]).group(1) if skipped else None  # type: ignore[union-attr]
    readings = [
        opening for dialect in _dialects(lines) if (opening := _read(lines[skipped:], skipped, dialect, wanted))
    ]
    return max(readings, key=lambda opening: _rank(opening, stated, lines), default=None)


def _rank(opening: Opening, stated: str | None, lines: Sequence[str]) -> tuple[int, int, bool, bool, bool]:
    """Order readings: most of a header, headers free of the other quote, the delimiter the file states, rows in quotes.

    The header may stand without quotes above rows that are all in `'`.
    """
    dialect = opening.dialect
    is_quoted = any(_in_quotes(name, *_QUOTES) for name in opening.found.heading.names)
    cells = [cell for line in lines[opening.lines :] for cell in line.split(dialect.delimiter) if cell.strip()]
    are_rows_quoted = 2 * sum(_in_quotes(cell.strip(), dialect.quote) for cell in cells) > len(cells)
    return (*opening.found.strength, not is_quoted, dialect.delimiter == stated, are_rows_quoted)


def _in_quotes(cell: str, *quotes: str) -> bool:
    return len(cell) > 1 and cell[0] == cell[-1] and cell[0] in quotes


def _dialects(lines: Sequence[str]) -> list[Dialect]:
    head = [line for line in lines[:SEARCHED] if line.strip()]
    quotes = _QUOTES if any(line.count("'") >= 4 for line in head) else _QUOTES[:1]
    plain = [Dialect(delimiter, quote) for quote, delimiter in itertools.product(quotes, DELIMITERS)]
    bare = [unwrapped(line) for line in head]
    is_wrapped = 2 * sum(one != line for one, line in zip(bare, head, strict=True)) > len(head)
    held = [delimiter for delimiter in DELIMITERS if is_wrapped and any(delimiter in one for one in bare)]
    return [Dialect(delimiter, is_wrapped=True) for delimiter in held] + plain


def _read(lines: Sequence[str], skipped: int, dialect: Dialect, wanted: Wanted) -> Opening | None:
    records = _records(lines[: SEARCHED + HEADER_SPAN], dialect)
    found = find([cells for _, cells in records], wanted)
    if found is None:
        return None
    after = found.at + found.height
    used = records[after][0] if after < len(records) else sum(1 for _ in lines[: SEARCHED + HEADER_SPAN])
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
        for more in range(2, HEADER_SPAN + 1):
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
