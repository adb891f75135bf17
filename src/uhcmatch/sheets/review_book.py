"""Uncertain pairs → a workbook to decide them in: both records side by side, differing letters marked."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any, Final

from uhcmatch import files
from uhcmatch.reference.verdicts import VERDICTS
from uhcmatch.report import numbers
from uhcmatch.sheets.differing import differing
from uhcmatch.sheets.letterhead import PRIVACY
from uhcmatch.sheets.review_columns import COLUMNS
from uhcmatch.sheets.row_heights import LINE, height
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from uhcmatch.review import ReviewLine
    from uhcmatch.sheets.differing import Piece
    from uhcmatch.words import Language

_TITLE: Final = Words("VERIFIKASI PASANGAN", "PAIRS TO VERIFY")
_RUN: Final = Words("{pairs} pasangan, hasil {run}, data per {day}", "{pairs} pairs, run {run}, as of {day}")
_HOW: Final = Words(
    "Pilih SAMA (satu orang), BEDA (orang lain), atau RAGU di kolom kuning; tulis nama Anda dan alasannya. "
    "Yang dikosongkan tetap ditanyakan. Huruf merah berbeda antara penduduk dan kartu.",
    "Choose SAMA (one person), BEDA (two people) or RAGU (unsure) in the yellow column; add your name and why. "
    "What is left empty stays a question. Red letters differ between resident and card.",
)
_CHECK: Final = Words("Pilih SAMA, BEDA, atau RAGU.", "Choose SAMA, BEDA or RAGU.")
_HEADING_ROW: Final = 3
_FROZEN: Final = 2
_FONT: Final = {"font_name": "Calibri", "font_size": 10}
_CELL: Final = {
    **_FONT,
    "border": 1,
    "border_color": "#BFBFBF",
    "valign": "vcenter",
    "text_wrap": True,
    "num_format": "@",
}
_ALLOWED: Final = {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True}


def write_review(lines: Sequence[ReviewLine], run_id: str, as_of: date, language: Language, path: Path) -> None:
    """Write one workbook, mode 0600, whole or not at all."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only when one is written

    options: dict[str, Any] = dict.fromkeys(("strings_to_numbers", "strings_to_formulas", "strings_to_urls"), False)
    with (
        files.replacing(path) as file,
        tempfile.TemporaryDirectory(dir=path.parent, prefix=".uhcmatch-") as private,
        Workbook(file, {"constant_memory": True, "tmpdir": private, **options}) as workbook,
    ):
        workbook.set_properties({"title": _TITLE.said(language), "comments": PRIVACY.said(language)})
        workbook.set_custom_property("uhcmatch_run", run_id, "text")
        told = _RUN.fill(pairs=numbers.count(len(lines), language), run=run_id, day=numbers.day(as_of))
        _Sheet(workbook, language).put(lines, told)


class _Sheet:
    """The one sheet while it is written, top to bottom."""

    def __init__(self, workbook: Workbook, language: Language) -> None:
        self._language = language
        self._sheet: Worksheet = workbook.add_worksheet(_TITLE.said(language).capitalize())
        made = workbook.add_format
        self._title, self._note = made({**_FONT, "bold": True, "font_size": 13}), made({**_FONT, "text_wrap": False})
        self._heading = made({**_CELL, "bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "align": "center"})
        self._plain = made(_FONT)
        self._other = made({**_FONT, "bold": True, "font_color": "#C00000", "underline": 1})
        shades = ("#FFFFFF", "#E4EBF3")
        self._cells = [made({**_CELL, "bg_color": shade}) for shade in shades]
        self._entry = made({**_CELL, "bg_color": "#FFF7C2", "locked": False})
        self._filled = made({"bg_color": "#D9F0D3"})

    def put(self, lines: Sequence[ReviewLine], told: Words) -> None:
        """Write title, headings and pairs, then what guards them."""
        language = self._language
        for at, column in enumerate(COLUMNS):
            self._sheet.set_column(at, at, column.width, None, {"hidden": column.kind == "hidden"})
        self._sheet.write_string(0, 0, _TITLE.said(language), self._title)
        self._sheet.write_string(1, 0, f"{told.said(language)} · {PRIVACY.said(language)}", self._note)
        self._sheet.write_string(2, 0, _HOW.said(language), self._note)
        self._sheet.set_row(_HEADING_ROW, 2 * LINE + 3)
        for at, column in enumerate(COLUMNS):
            self._sheet.write_string(_HEADING_ROW, at, column.heading.said(language), self._heading)
        last, shade, resident = _HEADING_ROW, 0, None
        for last, line in enumerate(lines, start=_HEADING_ROW + 1):
            row = (line.resident or {}).get("resident_row")
            shade, resident = (shade if row == resident else 1 - shade), row
            self._put_pair(last, line, self._cells[shade])
        self._sheet.freeze_panes(_HEADING_ROW + 1, _FROZEN)
        self._sheet.autofilter(_HEADING_ROW, 0, last, len(COLUMNS) - 1)
        self._guard(last)

    def _put_pair(self, row: int, line: ReviewLine, looks: Format) -> None:
        texts = {column.key: column.text(line, self._language) or "" for column in COLUMNS}
        self._sheet.set_row(
            row, height((texts[column.key], column.width) for column in COLUMNS if column.kind == "text")
        )
        for at, column in enumerate(COLUMNS):
            text = texts[column.key]
            if column.kind in ("verdict", "entry"):
                self._sheet.write_blank(row, at, None, self._entry)
            elif column.beside and text and texts[column.beside]:
                self._put_marked(row, at, differing(text, texts[column.beside])[0], looks)
            else:
                self._sheet.write_string(row, at, text, looks)

    def _put_marked(self, row: int, at: int, pieces: Sequence[Piece], looks: Format) -> None:
        """Write a text with the pieces that differ marked; one that is all of a kind needs no pieces."""
        text = "".join(piece for piece, _ in pieces)
        if len(pieces) < 2:
            self._sheet.write_string(row, at, text, looks)
            return
        parts = [part for piece, is_other in pieces for part in (self._other if is_other else self._plain, piece)]
        self._sheet.write_rich_string(row, at, *parts, looks)

    def _guard(self, last: int) -> None:
        """Offer the verdicts, colour what is filled in, and lock the rest against slips."""
        first = _HEADING_ROW + 1
        for at, column in enumerate(COLUMNS):
            if column.kind == "verdict" and last >= first:
                rule = {"validate": "list", "source": list(VERDICTS), "error_message": _CHECK.said(self._language)}
                self._sheet.data_validation(first, at, last, at, rule)
            if column.kind in ("verdict", "entry") and last >= first:
                self._sheet.conditional_format(first, at, last, at, {"type": "no_blanks", "format": self._filled})
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(_HEADING_ROW)
        self._sheet.protect("", _ALLOWED)
