"""SWEEP → sheets to print: one small document per RT, put together per file with a table of contents.

One document for a whole kelurahan would be simpler, but the typesetter then needs gigabytes (it keeps 0.2 MB a line);
RT by RT the memory stays flat.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from functools import cache
from typing import TYPE_CHECKING

from uhcmatch import files
from uhcmatch.report import numbers
from uhcmatch.sheets.fitting import Ruler
from uhcmatch.sheets.letterhead import PRIVACY, TITLE
from uhcmatch.sheets.page_content import empty_content, section_content
from uhcmatch.sheets.sheet_names import section_names
from uhcmatch.sheets.typesetter import typeset

if TYPE_CHECKING:
    from pathlib import Path

    from uhcmatch.sheets.books import Book
    from uhcmatch.sheets.letterhead import Letterhead


def write_pdf(book: Book, head: Letterhead, path: Path) -> None:
    """Write one PDF, mode 0600, whole or not at all; every RT begins on a new page."""
    from pypdf import PdfWriter  # noqa: PLC0415 - only when one is written

    moment = datetime.combine(head.as_of, time(), UTC)
    sections = list(book.sections())
    names = section_names([section.area for section in sections], head.say(numbers.UNKNOWN))
    merged = PdfWriter()
    for section, name in zip(sections, names, strict=True):
        content = section_content(section, book.team, head, _ruler())
        merged.append(io.BytesIO(typeset(head.layout, content, moment)), outline_item=name)
    if not sections:
        merged.append(io.BytesIO(typeset(head.layout, empty_content(head, _ruler()), moment)))
    merged.add_metadata({"/Title": head.say(TITLE), "/Subject": head.say(PRIVACY), "/Keywords": head.run_id})
    with files.replacing(path) as file:
        merged.write(file)


@cache
def _ruler() -> Ruler:
    return Ruler()
