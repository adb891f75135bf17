"""Where what stands on a page, in millimetres and points: the templates draw it, the texts are fitted to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.sheets.fitting import Place

if TYPE_CHECKING:
    from uhcmatch.sheets.letterhead import Layout

COLUMNS: Final[dict[Layout, dict[str, float]]] = {
    "ringkas": {
        "no": 7, "name": 46, "sex": 7, "born": 17, "age": 8, "relation": 23, "nik": 30, "way": 40, "outcome": 49,
        "remark": 38, "id": 16,
    },
    "lengkap": {"no": 8, "who": 62, "advice": 56, "outcome": 103, "filled": 52},
}  # fmt: skip
"""Widths; they add up to the 281 mm between the margins."""
ROW: Final[dict[Layout, float]] = {"ringkas": 4.7, "lengkap": 15.6}
"""Height of a person's line."""
DOOR: Final[dict[Layout, float]] = {"ringkas": 4.7, "lengkap": 5.4}
BEFORE: Final = 4.2
"""Height of the line that tells of earlier visits, under the person's own."""
PEOPLE_A_PAGE: Final[dict[Layout, int]] = {"ringkas": 34, "lengkap": 9}
"""Persons of one door that surely fit on a page; a larger door goes on under a heading of its own."""
_SIDES: Final = 2.0
"""Blank to both sides of a cell together."""

TITLE: Final = Place(225, 6, 13, is_bold=True)
AREA: Final = Place(130, 4.6, 10)
LEGEND: Final = Place(255, 8.4, 8)
ADDRESS: Final = Place(130, 3.9, 8.5)
TOLD: Final = Place(110, 3.9, 8.5)
TEXTS: Final[dict[Layout, dict[str, Place]]] = {
    "ringkas": {
        name: Place(COLUMNS["ringkas"][name] - _SIDES, ROW["ringkas"] - 0.8, 8.5)
        for name in ("name", "relation", "nik", "way", "id")
    }
    | {"before": Place(260, 3.6, 8)},
    "lengkap": {
        "name": Place(60, 4.8, 10.5, is_bold=True),
        "life": Place(60, 4.2, 8.5),
        "nik": Place(40, 4.2, 8.5),
        "way": Place(54, 4.2, 8.5, is_bold=True),
        "advice": Place(54, 9.2, 8),
        "before": Place(260, 3.6, 8),
    },
}
"""A person's texts that may be too long; what nobody said of them is an empty text."""
OUTCOME: Final = Place(28, 3.5, 8)
"""The words beside a box to cross."""
