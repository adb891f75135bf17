"""The typesetter: templates and JSON in, PDF bytes out; nothing of a list is ever in a file of its own."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from typst import Fonts

_HERE: Final = resources.files("uhcmatch.sheets")
_SHARED: Final = "page.typ"


def typeset(template: str, content: dict[str, Any], moment: datetime) -> bytes:
    """Return a PDF; `moment` is what it says about when it was made."""
    import typst  # noqa: PLC0415 - 30 MB, only when paper is made

    made = typst.compile(  # type: ignore[call-overload]  # its stub forgets that it takes files in memory
        _files(template, "content.json", content),
        format="pdf",
        font_paths=_fonts(),
        pdf_tags=False,
        timestamp=moment,
    )
    return bytes(made)


def letter_widths(letters: Sequence[str]) -> list[tuple[float, float]]:
    """Return how wide each letter is in ems, regular and bold, in whatever font it is printed."""
    import typst  # noqa: PLC0415 - likewise

    files = _files("ruler", "letters.json", list(letters))
    told = typst.query(files, "<widths>", field="value", one=True, font_paths=_fonts())  # type: ignore[type-var]  # likewise
    return [(regular, bold) for regular, bold in json.loads(told)]


def _files(template: str, name: str, content: object) -> dict[str, bytes]:
    return {
        "main.typ": _template(template),
        _SHARED: _template("page"),
        name: json.dumps(content, ensure_ascii=False).encode(),
    }


@cache
def _template(name: str) -> bytes:
    return (_HERE / "templates" / f"{name}.typ").read_bytes()


@cache
def _fonts() -> Fonts:
    """Return the fonts to print with: ours and the typesetter's own, never the machine's, so that all print alike."""
    import typst  # noqa: PLC0415 - likewise

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(_HERE / "fonts")])
