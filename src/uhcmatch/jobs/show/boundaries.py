"""A GeoJSON of the user's → borders, each found its kelurahan by the names it bears."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from uhcmatch.coverage import area_key
from uhcmatch.errors import InputRefused
from uhcmatch.report.outlines import Outlines, Ring
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_LARGEST: Final = 200_000_000
"""Bytes of a GeoJSON that are still read; a kabupaten in fine detail has a tenth of that."""
_HOW: Final = Words(
    "Berikan GeoJSON (FeatureCollection) berisi batas kelurahan, dengan nama kelurahan sebagai properti.",
    "Give a GeoJSON FeatureCollection of kelurahan borders, with the name of each as a property.",
)
_NO_GEOJSON: Final = Words("bukan GeoJSON yang dapat dibaca", "it is no GeoJSON that can be read")
_NO_NAMES: Final = Words("tidak satu pun nama kelurahannya dikenal", "not one of its kelurahan is known")

Keys = dict[str, str]
"""Properties of a shape: name → folded text."""


def boundaries(path: Path, areas: pl.DataFrame) -> Outlines:
    """Return the shapes of a GeoJSON file, each with the row of `areas` (kecamatan, kelurahan) that it is, or none.

    The property that holds the names is the one whose values are kelurahan most often; where one holds kecamatan too,
    both must agree, else only names that are there once are taken. Raises `InputRefused` when it is no such file.
    """
    features = _features(path)
    told = [_folded(feature) for feature in features]
    upper, lower = (_keys(areas[part].to_list()) for part in ("kecamatan", "kelurahan"))
    kelurahan = _property(told, set(lower))
    kecamatan = _property([{**each, kelurahan: ""} for each in told], set(upper))
    rows = _rows(zip(upper, lower, strict=True) if kecamatan else ((None, name) for name in lower))
    shapes = tuple(
        (rings, rows.get((each.get(kecamatan) if kecamatan else None, each.get(kelurahan))))
        for feature, each in zip(features, told, strict=True)
        if (rings := tuple(_rings(feature)))
    )
    if all(at is None for _, at in shapes):
        raise _refused(path, _NO_NAMES)
    return Outlines(shapes)


def _features(path: Path) -> list[Mapping[str, Any]]:
    try:
        if path.stat().st_size > _LARGEST:
            raise _refused(path, Words("terlalu besar", "it is too large"))
        document = json.loads(path.read_bytes())
        return [feature for feature in document["features"] if isinstance(feature, dict)]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _refused(path, _NO_GEOJSON) from error


def _folded(feature: Mapping[str, Any]) -> Keys:
    properties = feature.get("properties")
    texts = {str(name): text for name, text in (properties or {}).items() if isinstance(text, str)}
    return dict(zip(texts, (key or "" for key in _keys(list(texts.values()))), strict=True))


def _keys(names: Sequence[str | None]) -> list[str | None]:
    return pl.DataFrame({"name": names}, schema={"name": pl.String}).select(area_key("name")).to_series().to_list()


def _property(told: Sequence[Keys], known: set[str | None]) -> str:
    """Return the property most of whose values are known names; "" when none has any."""
    names = dict.fromkeys(name for each in told for name in each)
    hits = {name: sum(bool(each.get(name)) and each.get(name) in known for each in told) for name in names}
    best = max(hits, key=lambda name: hits[name], default="")
    return best if best and hits[best] else ""


def _rows(names: Iterable[tuple[str | None, str | None]]) -> dict[tuple[str | None, str | None], int]:
    """Return the row of each name; names that several rows bear belong to none."""
    found: dict[tuple[str | None, str | None], list[int]] = {}
    for at, name in enumerate(names):
        found.setdefault(name, []).append(at)
    return {name: rows[0] for name, rows in found.items() if len(rows) == 1 and name[1]}


def _rings(feature: Mapping[str, Any]) -> Iterator[Ring]:
    """Yield the borders of a polygon or several; anything else has none."""
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict):
        return
    coordinates = geometry.get("coordinates")
    polygons: Any = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(str(geometry.get("type")))
    try:
        for polygon in polygons or []:
            for ring in polygon:
                yield tuple((float(point[0]), float(point[1])) for point in ring)
    except (TypeError, ValueError, IndexError):
        return


def _refused(path: Path, why: Words) -> InputRefused:
    return InputRefused(Words(f"{path.name}: {why.id}.", f"{path.name}: {why.en}."), _HOW)
