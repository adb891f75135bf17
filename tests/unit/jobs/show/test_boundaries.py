from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from uhcmatch.errors import InputRefused
from uhcmatch.jobs.show.boundaries import boundaries

AREAS = pl.DataFrame(
    {"kecamatan": ["UTARA", "SELATAN", "SELATAN"], "kelurahan": ["MEKAR", "MEKAR", "MELATI"]},
)
RING = [[106.0, -6.0], [106.1, -6.0], [106.1, -6.1], [106.0, -6.0]]


def geojson(path: Path, *shapes: tuple[dict[str, Any], str]) -> Path:
    coordinates = {"Polygon": [RING], "MultiPolygon": [[RING], [RING]], "Point": RING[0]}
    features = [
        {"type": "Feature", "properties": told, "geometry": {"type": kind, "coordinates": coordinates[kind]}}
        for told, kind in shapes
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_both_names_decide_where_both_are_told(tmp_path: Path) -> None:
    path = geojson(
        tmp_path / "a.geojson",
        ({"KEC": "Kec. Selatan", "DESA": "Mekar", "no": 1}, "Polygon"),
        ({"KEC": "Utara", "DESA": "Kel. Mekar"}, "MultiPolygon"),
        ({"KEC": "Utara", "DESA": "Lain"}, "Polygon"),
    )
    found = boundaries(path, AREAS)
    assert [at for _, at in found.shapes] == [1, 0, None]
    assert [len(rings) for rings, _ in found.shapes] == [1, 2, 1]


def test_a_repeated_name_alone_is_nobodys(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", ({"nm": "MEKAR"}, "Polygon"), ({"nm": "MELATI"}, "Polygon"))
    assert [at for _, at in boundaries(path, AREAS).shapes] == [None, 2]


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"features": 3}', '{"features": []}', '{"features": [{"properties": null, "geometry": null}]}'],
)
def test_what_is_no_map_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputRefused):
        boundaries(path, AREAS)


def test_a_map_of_another_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="not one of its kelurahan"):
        boundaries(geojson(tmp_path / "a.geojson", ({"nm": "JAUH"}, "Polygon"), ({}, "Point")), AREAS)
