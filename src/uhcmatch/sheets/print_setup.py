"""How a workbook's sheets come out of a printer: A4 across, all columns on one page, headings on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.sheets.letterhead import PRIVACY
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from uhcmatch.sheets.books import Section
    from uhcmatch.sheets.letterhead import Letterhead
    from uhcmatch.sheets.sheet_columns import SheetColumn

_A4: Final = 9
_LONGEST: Final = 120
"""A header or footer holds 255 letters, its codes and doubled signs included."""
_LAST_PRINTED: Final = "remark"
_PAGE: Final = Words("Hal &P dari &N", "Page &P of &N")


def set_up_print(
    sheet: Worksheet, columns: Sequence[SheetColumn], rows: tuple[int, int], section: Section, head: Letterhead
) -> None:
    """Set paper, margins, repeated headings (`rows`: that of the headings, the last one), header and footer."""
    heading, last = rows
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(heading)
    printed = [column.kind for column in columns].index(_LAST_PRINTED)
    sheet.print_area(0, 0, last, printed)
    place = f"{section.numbers(head.language)}, {section.place(head.language)}"
    sheet.set_header(f"&R&9{_plain(place[:_LONGEST])}")
    sheet.set_footer(f"&L&9{head.say(PRIVACY)} · {_plain(head.run_id)}&R&9{head.say(_PAGE)}")


def _plain(text: str) -> str:
    """Return a text in which no letter is a code of the header."""
    return text.replace("&", "&&")
