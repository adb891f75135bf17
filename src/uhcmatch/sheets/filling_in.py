"""What keeps a workbook fit to be read back: choices, plausible days, card numbers as text, nothing else typed over."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from uhcmatch.sheets.sheet_columns import ENTRY
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from uhcmatch.sheets.cell_formats import Formats
    from uhcmatch.sheets.letterhead import Letterhead
    from uhcmatch.sheets.sheet_columns import SheetColumn

LISTS: Final = "_daftar"
"""Hidden sheet: the outcomes (code, letter, words), and which run the file is of."""
RUN: Final = "run_id"
TEAM: Final = "tim"
"""What stands beside a fact on the hidden sheet."""
CHOICES: Final = "hasil_kunjungan"
"""Name under which the words of the outcomes are found."""
_YEARS: Final = 3
"""How long after its run a list is still walked, at most."""
_CARD_DIGITS: Final = 13
_ALLOWED: Final = {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True}
_CHECK: Final = Words("Periksa isian", "Check this cell")
_NOT_HERE: Final = Words("Isi kolom kuning saja.", "Fill in the yellow columns only.")
_WRONG_CHOICE: Final = Words("Pilih salah satu dari daftar.", "Choose one of the list.")
_WRONG_DAY: Final = Words(
    "Tulis tanggal kunjungan, misalnya 05-12-2026; tidak sebelum tanggal data.",
    "Write the day of the visit; not before the day of the list.",
)
_WRONG_CARD: Final = Words(
    "Nomor kartu JKN terdiri atas 13 angka. Tetap dipakai?", "A card number has 13 digits. Keep it?"
)


def add_lists(workbook: Workbook, head: Letterhead, team: int | None) -> None:
    """Add the hidden sheet; it comes last, so that people see their RT first."""
    sheet = workbook.add_worksheet(LISTS)
    told = {RUN: head.run_id, "tanggal": head.as_of.isoformat(), TEAM: "" if team is None else str(team)}
    rows = [("kode", "huruf", "hasil"), *((each.code, each.letter, head.say(each.words)) for each in head.outcomes)]
    facts = list(told.items())
    for at, row in enumerate(rows):
        fact = facts[at] if at < len(facts) else ("", "")
        for column, text in enumerate((*row, *fact)):
            sheet.write_string(at, column, text)
    workbook.define_name(CHOICES, f"={LISTS}!$C$2:$C${len(rows)}")
    sheet.protect("", {})
    sheet.hide()


def guard(
    sheet: Worksheet, columns: Sequence[SheetColumn], rows: tuple[int, int], formats: Formats, head: Letterhead
) -> None:
    """Set the rules of the cells (`rows` first and last): what may be filled in, and that nothing else is typed over.

    Filter, sort and widths stay free. Cells that are filled turn green. There is no password, and what was pasted over
    a name is found when the file comes back: the guard is against slips, not against people.
    """
    first, last = rows
    for at, column in enumerate(columns):
        if column.kind in _RULES or column.kind not in ENTRY:
            sheet.data_validation(first, at, last, at, _RULES.get(column.kind, _printed)(head))
        if column.kind in ("choice", "visit", "card", "remark"):
            rule = {"type": "no_blanks", "format": formats.filled}
            sheet.conditional_format(first, at, last, at, rule)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}", "two_digit_text_year": f"A1:XFD{last + 1}"})
    sheet.protect("", _ALLOWED)


def _printed(head: Letterhead) -> dict[str, Any]:
    return {"validate": "custom", "value": "=FALSE", **_told(head, _NOT_HERE)}


def _choice(head: Letterhead) -> dict[str, Any]:
    return {"validate": "list", "source": f"={CHOICES}", **_told(head, _WRONG_CHOICE)}


def _visit(head: Letterhead) -> dict[str, Any]:
    last = date(head.as_of.year + _YEARS, 12, 31)
    between = {"validate": "date", "criteria": "between", "minimum": head.as_of, "maximum": last}
    return {**between, **_told(head, _WRONG_DAY)}


def _card(head: Letterhead) -> dict[str, Any]:
    rule = {"validate": "length", "criteria": "==", "value": _CARD_DIGITS, "error_type": "warning"}
    return {**rule, **_told(head, _WRONG_CARD)}


def _told(head: Letterhead, words: Words) -> dict[str, Any]:
    return {"error_title": head.say(_CHECK), "error_message": head.say(words)}


_RULES: Final[dict[str, Callable[[Letterhead], dict[str, Any]]]] = {"choice": _choice, "visit": _visit, "card": _card}
