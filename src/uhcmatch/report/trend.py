"""Coverage over a store's runs as a small drawing."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Final

from uhcmatch.report import numbers
from uhcmatch.report.html import Html, tag, together
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.words import Language

Point = tuple[str, float, float]
"""Day (ISO 8601), registered percent, active percent; both of residents."""

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 720, 220, 56, 140, 12, 26
_NAMES: Final = (Words("terdaftar", "registered"), Words("aktif", "active"))
_CLASSES: Final = ("registered", "active")
_FIRST: Final = Words(
    "Baru satu hasil yang tersimpan; garis muncul setelah hasil berikutnya.",
    "Only one run is kept so far; the line begins with the next.",
)
_DRAWN: Final = Words("Cakupan pada {runs} hasil terakhir", "Coverage over the last {runs} runs")


def trend(points: Sequence[Point], language: Language) -> Html:
    """Return the drawing, oldest run on the left; a sentence where there is no more than one run."""
    if len(points) < 2:
        return tag("p", _FIRST.said(language), class_="dim")
    least = min(10.0 * floor(min(min(registered, active) for _, registered, active in points) / 10), 90.0)
    lines = [_line(points, at, least, language) for at in (1, 2)]
    label = _DRAWN.fill(runs=len(points)).said(language)
    return tag(
        "svg",
        together([*_axis(least, language), *_days(points), *lines]),
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        width=_WIDTH,
        role="img",
        aria_label=label,
    )


def _line(points: Sequence[Point], at: int, least: float, language: Language) -> Html:
    """Draw one of the two shares; its name and last value stand at its end."""
    places = [(_across(place, len(points)), _down(point[at], least)) for place, point in enumerate(points)]  # type: ignore[arg-type]
    last = f"{_NAMES[at - 1].said(language)} {numbers.percent(points[-1][at], language)} %"  # type: ignore[arg-type]
    return together(
        [
            tag("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in places), class_=_CLASSES[at - 1]),
            tag("text", last, x=f"{places[-1][0] + 6:.1f}", y=f"{places[-1][1] + 4:.1f}"),
        ]
    )


def _axis(least: float, language: Language) -> list[Html]:
    drawn = []
    for share in (least, (least + 100) / 2, 100.0):
        y = f"{_down(share, least):.1f}"
        drawn.append(tag("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y, class_="axis"))
        drawn.append(tag("text", f"{numbers.short(share, language)} %", x=_LEFT - 6, y=y, text_anchor="end"))
    return drawn


def _days(points: Sequence[Point]) -> list[Html]:
    """Name the first and the last day."""
    ends = ((0, "start"), (len(points) - 1, "end"))
    return [
        tag("text", _day(points[at][0]), x=f"{_across(at, len(points)):.1f}", y=_HEIGHT - 6, text_anchor=anchor)
        for at, anchor in ends
    ]


def _day(iso: str) -> str:
    return "-".join(reversed(iso.split("-")))


def _across(place: int, count: int) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * place / (count - 1)


def _down(share: float, least: float) -> float:
    return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (100 - share) / (100 - least)
