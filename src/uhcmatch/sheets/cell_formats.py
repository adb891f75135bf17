"""How the cells of a workbook look: made once per book, shared by all its sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uhcmatch.sheets.sheet_columns import ENTRY

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from uhcmatch.sheets.sheet_columns import SheetColumn

DAY: Final = "dd-mm-yyyy"
_TEXT: Final = "@"
_FONT: Final = {"font_name": "Calibri", "font_size": 10}
_CELL: Final = {**_FONT, "border": 1, "border_color": "#BFBFBF", "valign": "vcenter", "text_wrap": True}
_SHADES: Final = ("#FFFFFF", "#E4EBF3")
"""Neighbouring doors alternate."""
_YELLOW: Final = "#FFF7C2"
_FILLED: Final = "#D9F0D3"
_FADED: Final = "#7F7F7F"
_DOOR_WIDE: Final = ("keluarga", "alamat", "no_kk", "terdaftar")
"""Columns that say the same for a whole door: bold on its first line, pale on the others."""
_CENTRED: Final = ("no", "keluarga", "jenis_kelamin", "umur", "desil")
_KINDS: Final[dict[str, dict[str, Any]]] = {
    "text": {"num_format": _TEXT},
    "hidden": {"num_format": _TEXT},
    "number": {"num_format": "0"},
    "day": {"num_format": DAY, "align": "center"},
    "choice": {"num_format": _TEXT},
    "visit": {"num_format": DAY, "align": "center"},
    "card": {"num_format": _TEXT},
    "remark": {"num_format": _TEXT},
}


class Formats:
    """The formats of one workbook, each made when first wanted."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Format] = {}
        self.title = book.add_format({**_FONT, "bold": True, "font_size": 13})
        self.note = book.add_format({**_FONT, "font_color": "#404040"})
        self.heading = book.add_format(
            {**_CELL, "bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "align": "center"}
        )
        self.filled = book.add_format({"bg_color": _FILLED})

    def cell(self, column: SheetColumn, *, is_shaded: bool, is_first: bool) -> Format:
        """Return the format of a person's cell; `is_first` is the first line of a door."""
        key = (column.key, is_shaded, is_first)
        if key not in self._made:
            self._made[key] = self._book.add_format(_looks(column, is_shaded=is_shaded, is_first=is_first))
        return self._made[key]


def _looks(column: SheetColumn, *, is_shaded: bool, is_first: bool) -> dict[str, Any]:
    # Excel sorts a protected sheet only where no cell is locked; typing over what is printed is refused otherwise.
    looks = {**_CELL, **_KINDS[column.kind], "bg_color": _SHADES[is_shaded], "locked": False}
    if column.kind in ENTRY:
        looks |= {"bg_color": _YELLOW}
    if column.key in _DOOR_WIDE:
        looks |= {"bold": True} if is_first else {"font_color": _FADED}
    if column.key in _CENTRED:
        looks |= {"align": "center"}
    if is_first:
        looks |= {"top": 2, "top_color": "#1F4E79"}
    return looks
