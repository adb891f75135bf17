"""Sweep lists for those who go: workbooks to fill in, sheets to print."""

from __future__ import annotations

from uhcmatch.sheets.books import Book, Door, Section, book_level, books
from uhcmatch.sheets.lacking import refuse_lacking
from uhcmatch.sheets.letterhead import Layout, Letterhead
from uhcmatch.sheets.pdf import write_pdf
from uhcmatch.sheets.workbook import write_xlsx

__all__ = [
    "Book",
    "Door",
    "Layout",
    "Letterhead",
    "Section",
    "book_level",
    "books",
    "refuse_lacking",
    "write_pdf",
    "write_xlsx",
]
