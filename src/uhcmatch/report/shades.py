"""Coverage → one of six shades, blue to yellow to red, so that colour-blind readers see the order too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uhcmatch.report import numbers
from uhcmatch.report.html import Html, tag, together
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.words import Language

_STEPS: Final = ((100.0, "c5"), (98.0, "c4"), (95.0, "c3"), (90.0, "c2"), (80.0, "c1"))
_LOWEST: Final = "c0"
UNKNOWN: Final = "cx"
_NOT_KNOWN: Final = Words("tidak ada data", "no data")


def shade(coverage: float | None) -> str:
    """Return the class of an area: the first step it reaches."""
    if coverage is None:
        return UNKNOWN
    return next((name for least, name in _STEPS if coverage >= least), _LOWEST)


def legend(language: Language) -> Html:
    """Return the key to the shades."""
    named = [(name, f"≥ {numbers.short(least, language)} %") for least, name in _STEPS]
    named += [(_LOWEST, f"< {numbers.short(_STEPS[-1][0], language)} %"), (UNKNOWN, _NOT_KNOWN.said(language))]
    return tag("div", together(tag("span", text, class_=name) for name, text in named), class_="legend")
