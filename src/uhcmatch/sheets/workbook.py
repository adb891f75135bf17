"""SWEEP → a workbook to fill in: one sheet per RT, every cell of a person typed as what it is, nothing a formula."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from uhcmatch import files
from uhcmatch.report import numbers
from uhcmatch.sheets.cell_formats import Formats
from uhcmatch.sheets.filling_in import add_lists, guard
from uhcmatch.sheets.letterhead import NOBODY, PEOPLE, PRIVACY, RUN, TEAM, TITLE
from uhcmatch.sheets.print_setup import set_up_print
from uhcmatch.sheets.row_heights import LINE, height
from uhcmatch.sheets.sheet_columns import columns_for
from uhcmatch.sheets.sheet_names import section_names
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from uhcmatch.sheets.books import Book, Section
    from uhcmatch.sheets.letterhead import Letterhead
    from uhcmatch.sheets.sheet_columns import SheetColumn

HEADING_ROW: Final = 3
_FROZEN: Final = 4
"""Columns up to the name stay in sight."""
_FIRST_DAY: Final = date(1900, 3, 1)
"""Spreadsheets know no earlier day, or one day wrong: those are written as text."""
_HOW: Final = Words(
    "Isi kolom kuning: pilih hasil dari daftarnya. Saring dan urutkan dengan panah di judul kolom.",
    "Fill in the yellow columns: choose the outcome from its list. Filter and sort by the arrows.",
)


def write_xlsx(book: Book, head: Letterhead, path: Path) -> None:
    """Write one workbook, mode 0600, whole or not at all."""
    with files.replacing(path) as file, tempfile.TemporaryDirectory(dir=path.parent, prefix=".uhcmatch-") as private:
        _put(book, head, file, private)


def _put(book: Book, head: Letterhead, file: BinaryIO, private: str) -> None:
    from xlsxwriter import Workbook  # noqa: PLC0415 - only when one is written

    # Rows are kept in files while a book is made: in a folder that vanishes with it, not where everybody's are.
    options = {"constant_memory": True, "tmpdir": private}
    options |= dict.fromkeys(("strings_to_numbers", "strings_to_formulas", "strings_to_urls"), False)
    with Workbook(file, options) as workbook:
        _describe(workbook, book, head)
        formats = Formats(workbook)
        sections = list(book.sections())
        unknown = head.say(numbers.UNKNOWN)
        for section, name in zip(sections, section_names([each.area for each in sections], unknown), strict=True):
            _Sheet(workbook.add_worksheet(name), formats, columns_for(book.people), head).put(section, book.team)
        if not sections:
            workbook.add_worksheet(TITLE.said(head.language).title()).write_string(0, 0, head.say(NOBODY))
        add_lists(workbook, head, book.team)


def _describe(workbook: Workbook, book: Book, head: Letterhead) -> None:
    day = datetime.combine(head.as_of, time(), UTC).replace(tzinfo=None)
    workbook.set_properties({"title": head.say(TITLE), "comments": head.say(PRIVACY), "created": day})
    workbook.set_custom_property("uhcmatch_run", head.run_id, "text")
    workbook.set_custom_property("uhcmatch_tim", "" if book.team is None else str(book.team), "text")


class _Sheet:
    """One RT's sheet while it is written, top to bottom."""

    def __init__(self, sheet: Worksheet, formats: Formats, columns: Sequence[SheetColumn], head: Letterhead) -> None:
        self._sheet, self._formats, self._columns, self._head = sheet, formats, columns, head

    def put(self, section: Section, team: int | None) -> None:
        """Write title, headings and people, then what guards them."""
        self._set_widths()
        self._put_title(section, team)
        self._sheet.set_row(HEADING_ROW, 2 * LINE + 3)
        for at, column in enumerate(self._columns):
            self._sheet.write_string(HEADING_ROW, at, self._head.say(column.heading), self._formats.heading)
        last = HEADING_ROW
        for last, (person, looks) in enumerate(_lines(section), start=HEADING_ROW + 1):
            self._put_person(last, person, looks)
        self._sheet.freeze_panes(HEADING_ROW + 1, _FROZEN)
        self._sheet.autofilter(HEADING_ROW, 0, last, len(self._columns) - 1)
        guard(self._sheet, self._columns, (HEADING_ROW + 1, last), self._formats, self._head)
        set_up_print(self._sheet, self._columns, (HEADING_ROW, last), section, self._head)

    def _set_widths(self) -> None:
        for at, column in enumerate(self._columns):
            self._sheet.set_column(at, at, column.width, None, {"hidden": column.kind == "hidden"})

    def _put_title(self, section: Section, team: int | None) -> None:
        head, language = self._head, self._head.language
        place = f"{section.numbers(language)}, {section.place(language)}"
        told = [
            head.say(PEOPLE, people=numbers.count(section.people, language), doors=len(section.doors)),
            head.say(RUN, run=head.run_id, day=numbers.day(head.as_of)),
            *([] if team is None else [head.say(TEAM, team=team)]),
        ]
        self._sheet.write_string(0, 0, f"{head.say(TITLE)}: {place}", self._formats.title)
        self._sheet.write_string(1, 0, " · ".join(told), self._formats.note)
        self._sheet.write_string(2, 0, f"{head.say(_HOW)} {head.say(PRIVACY)}.", self._formats.note)

    def _put_person(self, row: int, person: dict[str, Any], looks: dict[str, bool]) -> None:
        values = [column.value(person, self._head) for column in self._columns]
        texts = [(value, column.width) for value, column in zip(values, self._columns, strict=True)]
        self._sheet.set_row(row, height((value, width) for value, width in texts if isinstance(value, str)))
        for at, (value, column) in enumerate(zip(values, self._columns, strict=True)):
            self._put_cell(row, at, value, self._formats.cell(column, **looks))

    def _put_cell(self, row: int, at: int, value: Any, looks: Format) -> None:  # noqa: ANN401 - what a column holds
        if isinstance(value, date) and value >= _FIRST_DAY:
            self._sheet.write_datetime(row, at, value, looks)
        elif isinstance(value, int):
            self._sheet.write_number(row, at, value, looks)
        elif value is None or value == "":
            self._sheet.write_blank(row, at, None, looks)
        else:
            self._sheet.write_string(row, at, numbers.day(value) if isinstance(value, date) else value, looks)


def _lines(section: Section) -> Iterator[tuple[dict[str, Any], dict[str, bool]]]:
    """Yield each person with the number of the line, and how the line looks."""
    number = 0
    for at, door in enumerate(section.doors):
        for person in door.people:
            number += 1
            yield {**person, "no": number}, {"is_shaded": at % 2 == 1, "is_first": person is door.first}
