"""Suspect lines looked at one by one: what can be read without guessing is read, the rest refused with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from uhcmatch.files.beside import is_few_words, reason_beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uhcmatch.files.lines import Dialect

MAX_SPAN: Final = 6
"""Lines one record may span: an address typed with line breaks has two or three."""
MAX_CELL: Final = 1000
"""Letters a cell may have; the longest legal name has 60, a person's address some 200."""


@dataclass
class Examined:
    """What came of the suspects; lines are physical line numbers.

    `rows` records with the table's number of cells · `ragged` records whose surplus or missing cells at the end are
    all blank · `refused`, `skipped` lines with a reason code · `asides` texts of lines outside the table's shape ·
    `fragments` refused lines without any delimiter: the row before or after may have been broken there · `stray`,
    `broken` records read in spite of a stray quote, or over several lines · `joined` the surplus lines of the latter.
    """

    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    ragged: list[tuple[int, list[str]]] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    asides: list[tuple[int, str]] = field(default_factory=list)
    fragments: list[int] = field(default_factory=list)
    stray: int = 0
    broken: int = 0
    joined: int = 0


def examine(suspects: Sequence[tuple[int, str]], dialect: Dialect, width: int, header: Sequence[str]) -> Examined:
    """Decide each suspect line of a table `width` cells wide."""
    found = Examined()
    lines = list(suspects)
    at = 0
    while at < len(lines):
        at += _decide(lines, at, dialect, width, header, found)
    return found


def _decide(  # noqa: PLR0913 - the state of one walk over the suspects
    lines: list[tuple[int, str]], at: int, dialect: Dialect, width: int, header: Sequence[str], found: Examined
) -> int:
    """Decide the record that starts at one suspect; return how many lines it took."""
    number, line = lines[at]
    if "\0" in line:
        found.refused.append((number, "nul"))
        return 1
    cells = dialect.strict(line)
    if cells is None and (span := _spanning(lines, at, dialect, width)):
        taken, record = span
        found.broken += 1
        found.joined += taken - 1
        _accept(number, record, found)
        return taken
    if cells is None:
        cells = _despite_stray_quotes(line, dialect, width)
        if cells is not None and _goes_on_below(lines, at, dialect, width):
            found.refused.append((number, "ganti_baris"))
            return 1
        found.stray += cells is not None
    _place(number, line, cells, width, header, found, dialect)
    return 1


def _despite_stray_quotes(line: str, dialect: Dialect, width: int) -> list[str] | None:
    for reading in (dialect.literal(line), dialect.lenient(line)):
        if reading is not None and len(reading) == width:
            return reading
    return None


def _goes_on_below(lines: list[tuple[int, str]], at: int, dialect: Dialect, width: int) -> bool:
    """Return whether the last cell opens a quote and the next line is a mere fragment: the cell's end is down there."""
    last = lines[at][1].rpartition(dialect.delimiter)[2].strip()
    is_open = last.startswith(dialect.quote) and not last.endswith(dialect.quote)
    below = next(_following(lines, at), None)
    return is_open and below is not None and not _is_full_row(below[1], dialect, width)


def _spanning(lines: list[tuple[int, str]], at: int, dialect: Dialect, width: int) -> tuple[int, list[str]] | None:
    """Return the record that a quoted cell with line breaks spreads over the next lines.

    Each line but the first must be a mere fragment: one that is a full row by itself was swallowed by a stray quote.
    """
    if not dialect.opens(lines[at][1]):
        return None
    record = lines[at][1]
    for number, line in _following(lines, at):
        if _is_full_row(line, dialect, width) or "\0" in line:
            return None
        record = f"{record}\n{line}"
        cells = dialect.strict(record)
        if cells is not None:
            return (number - lines[at][0] + 1, cells) if len(cells) == width else None
    return None


def _following(lines: list[tuple[int, str]], at: int) -> Iterator[tuple[int, str]]:
    first = lines[at][0]
    for step, (number, line) in enumerate(lines[at + 1 : at + MAX_SPAN], start=1):
        if number != first + step:
            return
        yield number, line


def _is_full_row(line: str, dialect: Dialect, width: int) -> bool:
    return line.count(dialect.delimiter) == width - 1


def _accept(number: int, cells: list[str], found: Examined) -> None:
    if any(len(cell) > MAX_CELL for cell in cells):
        found.refused.append((number, "sel_terlalu_panjang"))
    else:
        found.rows.append((number, cells))


def _place(  # noqa: PLR0913 - the state of one walk over the suspects
    number: int,
    line: str,
    cells: list[str] | None,
    width: int,
    header: Sequence[str],
    found: Examined,
    dialect: Dialect,
) -> None:
    shown = cells if cells is not None else line.split(dialect.delimiter)
    beside = reason_beside(shown, header)
    if beside is not None and (cells is None or len(cells) != width):
        found.skipped.append((number, beside))
        if beside != "kosong":
            found.asides.append((number, " ".join(shown)))
    elif cells is None:
        _refuse(number, shown, "tanda_kutip", found)
    elif len(cells) == width:
        _accept(number, cells, found)
    elif _is_ragged(cells, width):
        found.ragged.append((number, cells))
    else:
        _refuse(number, shown, "jumlah_kolom", found)


def _refuse(number: int, cells: Sequence[str], reason: str, found: Examined) -> None:
    """Refuse a line; one of few plain words is kept as an aside, it may prove to be a note below the table."""
    found.refused.append((number, reason))
    if len(cells) == 1:
        found.fragments.append(number)
    if is_few_words(cells):
        found.asides.append((number, " ".join(cells)))


def _is_ragged(cells: list[str], width: int) -> bool:
    if len(cells) < width:
        return not is_few_words(cells)
    return not any(cell.strip() for cell in cells[width:])
