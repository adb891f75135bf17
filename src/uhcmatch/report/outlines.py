"""Borders on the globe → paths on paper: a projection for one kabupaten, and shapes in the shades of their coverage.

Longitudes shrink by the cosine of the middle latitude, which is exact enough for a hundred kilometres; coordinates that
are no degrees are taken as metres. Points are rounded to a tenth of a pixel, and those that fall together are one.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING, Any, Final

from uhcmatch.report import numbers
from uhcmatch.report.html import Html, tag, together
from uhcmatch.report.shades import UNKNOWN, legend, shade
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from uhcmatch.words import Language

Ring = tuple[tuple[float, float], ...]
"""A closed border: longitude and latitude of each point."""

_WIDTH: Final = 760
_TALLEST: Final = 900
_MOST_LETTERS: Final = 150_000
"""Letters that all paths may have together; finer borders are drawn coarser."""
_ROOM: Final = 36
"""Pixels that a percentage takes."""
_LETTER: Final = 7.5
"""Pixels that a capital letter of a name takes, its borders' slant included."""
_BELOW: Final = 12
"""Pixels from the percentage to the name below it."""
_UNPLACED: Final = Words(
    "{areas} kelurahan tidak ada dalam peta yang diberikan.", "{areas} kelurahan are not in the map that was given."
)


@dataclass(frozen=True, slots=True)
class Outlines:
    """Shapes: the borders of each, and which row of the areas it is (null: none)."""

    shapes: tuple[tuple[tuple[Ring, ...], int | None], ...]


@dataclass(frozen=True, slots=True)
class _Projection:
    west: float
    north: float
    across: float
    down: float

    def __call__(self, point: tuple[float, float]) -> tuple[float, float]:
        return (point[0] - self.west) * self.across, (self.north - point[1]) * self.down


def outline_map(outlines: Outlines, rows: Sequence[Mapping[str, Any]], language: Language) -> Html:
    """Return the map; a kelurahan that it lacks is counted below."""
    project, height = _fitted([point for rings, _ in outlines.shapes for ring in rings for point in ring])
    paths = _paths(outlines, project)
    drawn: list[Html | None] = [
        _shape(path, None if at is None else rows[at], language)
        for path, (_, at) in zip(paths, outlines.shapes, strict=True)
    ]
    drawn += [_label(rings, rows[at], project, language) for rings, at in outlines.shapes if at is not None]
    placed = {at for _, at in outlines.shapes if at is not None}
    lacking = len(rows) - len(placed)
    svg = tag("svg", together(drawn), viewBox=f"0 0 {_WIDTH} {height:.0f}", width=_WIDTH, class_="map", role="img")
    told = tag("p", _UNPLACED.fill(areas=lacking).said(language), class_="dim") if lacking else None
    return together([svg, legend(language), told])


def _fitted(points: Sequence[tuple[float, float]]) -> tuple[_Projection, float]:
    """Return the projection that fits all points on the paper, and the height they take."""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    is_degrees = -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    shrink = max(cos(radians((south + north) / 2)), 0.01) if is_degrees else 1.0
    wide, high = max((east - west) * shrink, 1e-9), max(north - south, 1e-9)
    scale = min(_WIDTH / wide, _TALLEST / high)
    return _Projection(west, north, shrink * scale, scale), max(high * scale, 1.0)


def _paths(outlines: Outlines, project: _Projection) -> list[str]:
    """Return a path per shape, as fine as all of them together may be."""
    for digits in (1, 0):
        paths = ["".join(_path(ring, project, digits) for ring in rings) for rings, _ in outlines.shapes]
        if sum(map(len, paths)) <= _MOST_LETTERS:
            return paths
    step = 1 + sum(map(len, paths)) // _MOST_LETTERS
    return ["".join(_path(ring[::step], project, 0) for ring in rings) for rings, _ in outlines.shapes]


def _path(ring: Ring, project: _Projection, digits: int) -> str:
    places: list[str] = []
    for x, y in map(project, ring):
        place = f"{x:.{digits}f},{y:.{digits}f}"
        if not places or place != places[-1]:
            places.append(place)
    return f"M{'L'.join(places)}Z" if len(places) > 2 else ""


def _label(rings: tuple[Ring, ...], row: Mapping[str, Any], project: _Projection, language: Language) -> Html | None:
    """Write the percent in the middle of the largest border, and the name below it, where there is room for them."""
    boxes = []
    for ring in rings:
        across, down = zip(*(project(point) for point in ring), strict=True)
        boxes.append((max(across) - min(across), min(across), max(across), min(down), max(down)))
    width, left, right, top, bottom = max(boxes)
    if width < _ROOM:
        return None
    x, y = f"{(left + right) / 2:.0f}", (top + bottom) / 2 + 4
    percent = tag("text", numbers.percent(row["coverage"], language), x=x, y=f"{y:.0f}", class_="label")
    name = numbers.name(row["kelurahan"], language)
    if len(name) * _LETTER > width or bottom - top < _ROOM:
        return percent
    return together([percent, tag("text", name, x=x, y=f"{y + _BELOW:.0f}", class_="label place")])


def _shape(path: str, row: Mapping[str, Any] | None, language: Language) -> Html:
    if row is None:
        return tag("g", tag("path", d=path, class_=UNKNOWN, fill_rule="evenodd"))
    names: Iterable[str] = (numbers.name(row[part], language) for part in ("kelurahan", "kecamatan"))
    told = f"{', '.join(names)}: {numbers.percent(row['coverage'], language)} %"
    return tag("g", tag("title", told), tag("path", d=path, class_=shade(row["coverage"]), fill_rule="evenodd"))
