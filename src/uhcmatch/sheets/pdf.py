"""SWEEP → sheets to print: one small document per RT, put together per file with a table of contents.

One document for a whole kelurahan would be simpler, but the typesetter then needs gigabytes (it keeps 0.2 MB a line);
RT by RT the memory stays flat. Names reach it as JSON in memory: nothing of them is ever in a file of its own.
"""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, time
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from uhcmatch import files
from uhcmatch.report import numbers
from uhcmatch.sheets.letterhead import PRIVACY, TITLE
from uhcmatch.sheets.page_content import empty_content, section_content
from uhcmatch.sheets.sheet_names import section_names

if TYPE_CHECKING:
    from pathlib import Path

    from typst import Fonts

    from uhcmatch.sheets.books import Book
    from uhcmatch.sheets.letterhead import Layout, Letterhead

_HERE: Final = resources.files("uhcmatch.sheets")


def write_pdf(book: Book, head: Letterhead, path: Path) -> None:
    """Write one PDF, mode 0600, whole or not at all; every RT begins on a new page."""
    from pypdf import PdfWriter  # noqa: PLC0415 - only when one is written

    sections = list(book.sections())
    names = section_names([section.area for section in sections], head.say(numbers.UNKNOWN))
    merged = PdfWriter()
    for section, name in zip(sections, names, strict=True):
        merged.append(io.BytesIO(typeset(section_content(section, book.team, head), head)), outline_item=name)
    if not sections:
        merged.append(io.BytesIO(typeset(empty_content(head), head)))
    merged.add_metadata({"/Title": head.say(TITLE), "/Subject": head.say(PRIVACY), "/Keywords": head.run_id})
    with files.replacing(path) as file:
        merged.write(file)


def typeset(content: dict[str, Any], head: Letterhead) -> bytes:
    """Return the PDF of one section."""
    import typst  # noqa: PLC0415 - 30 MB, only when paper is made

    pages = {**_templates(head.layout), "content.json": json.dumps(content, ensure_ascii=False).encode()}
    moment = datetime.combine(head.as_of, time(), UTC)
    made = typst.compile(  # type: ignore[call-overload]  # its stub forgets that it takes files in memory
        pages, format="pdf", font_paths=_fonts(), pdf_tags=False, timestamp=moment
    )
    return bytes(made)


@cache
def _templates(layout: Layout) -> dict[str, bytes]:
    """Return the template of a layout as `main.typ`, and what both share."""
    folder = _HERE / "templates"
    return {"main.typ": (folder / f"{layout}.typ").read_bytes(), "page.typ": (folder / "page.typ").read_bytes()}


@cache
def _fonts() -> Fonts:
    """Return the fonts to print with: ours and the typesetter's own, never the machine's, so that all print alike."""
    import typst  # noqa: PLC0415 - likewise

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(_HERE / "fonts")])
