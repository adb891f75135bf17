"""Suspect lines looked at one by one: what can be read without guessing is read, the rest refused with its reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from uhcmatch.files.line.beside import is_few_words, reason_beside
from uhcmatch.files.line.cut_names import with_title
from uhcmatch.files.line.lines import DELIMITERS, bare_row
from uhcmatch.files.line.spans import goes_on_below, spanning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.files.line.lines import Dialect

MAX_CELL: Final = 1000
"""Letters a cell may have; the longest legal name has 60, a person's address some 200."""


MAX_ROW: Final = 50_000
"""Letters of a line above which nobody looks for cells in it."""
_ANY: Final = re.compile(r"\w")


@dataclass
class Examined:
    """What came of the suspects; lines are physical line numbers.

    `rows` records with the table's number of cells · `ragged` records whose surplus or missing cells at the end are
    all blank · `refused`, `skipped` lines with a reason code · `asides` texts of lines outside the table's shape ·
    `fragments` refused lines without any delimiter: the row before or after may have been broken there · `stray`,
    `broken` records read in spite of a stray quote, or over several lines · `titled` those whose name was cut at the
    comma before a title · `joined` the surplus lines of records over several.
    """

    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    ragged: list[tuple[int, list[str]]] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    asides: list[tuple[int, str]] = field(default_factory=list)
    fragments: list[int] = field(default_factory=list)
    stray: int = 0
    broken: int = 0
    titled: int = 0
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
    if len(line) > MAX_ROW:
        (found.refused if _ANY.search(line) else found.skipped).append(
            (number, "sel_terlalu_panjang" if _ANY.search(line) else "kosong")
        )
        return 1
    cells = dialect.strict(bare_row(line, dialect, width))
    if cells is None and (span := spanning(lines, at, dialect, width)):
        taken, record = span
        if record is None:
            found.refused += [(one, "tanda_kutip") for one in range(number, number + taken)]
            return taken
        found.broken += 1
        found.joined += taken - 1
        _accept(number, record, found)
        return taken
    if cells is None:
        cells = _despite_stray_quotes(line, dialect, width)
        if cells is not None and goes_on_below(lines, at, dialect, width):
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
    if _is_row_of_others(line, dialect, width):
        found.refused.append((number, "jumlah_kolom"))
        return
    beside = reason_beside(shown, header)
    if beside is not None and (cells is None or len(cells) != width):
        found.skipped.append((number, beside))
        if beside != "kosong":
            found.asides.append((number, " | ".join(cell for cell in shown if cell.strip())))
    elif cells is None:
        _refuse(number, shown, "tanda_kutip", found)
    elif len(cells) == width:
        _accept(number, cells, found)
    elif mended := with_title(cells, width, header):
        found.titled += 1
        _accept(number, mended, found)
    elif _is_ragged(cells, width):
        found.ragged.append((number, cells))
    else:
        _refuse(number, shown, "jumlah_kolom", found)


def _is_row_of_others(line: str, dialect: Dialect, width: int) -> bool:
    """Return whether another delimiter cuts a line into as many cells as the table has: a row, never a note."""
    others = [delimiter for delimiter in DELIMITERS if delimiter != dialect.delimiter]
    has_own = line.count(dialect.delimiter) >= width - 1
    return width > 3 and not has_own and any(line.count(delimiter) >= width - 1 for delimiter in others)


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
