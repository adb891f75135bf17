"""The hostile town and what the program makes of it, once per session and under the worst umask."""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl
import pytest

from tests.functional import hostile_town
from uhcmatch.__main__ import run
from uhcmatch.runs import RunFolder
from uhcmatch.words import clean

NOW: Final = "2026-11-23T08:00:00+07:00"
LEVELS: Final = ("rt", "rw", "kelurahan", "kecamatan")


def call(folder: Path, *words: object) -> None:
    """Run the program as on a machine where new files are everybody's; it must end well."""
    old = os.umask(0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UHCMATCH_NOW", NOW)
        patch.setenv("UHCMATCH_STORE", str(folder / "store"))
        patch.setenv("LC_ALL", "C.UTF-8")
        for name in ("UHCMATCH_LANG", "UHCMATCH_CONFIG", "NO_COLOR"):
            patch.delenv(name, raising=False)
        code = run([str(word) for word in words])
    os.umask(old)
    assert code == 0


@dataclass(frozen=True)
class Town:
    """The hostile town, reconciled once under the worst umask."""

    folder: Path
    run: Path
    residents: pl.DataFrame

    def visited(self, name: str = "rt") -> pl.DataFrame:
        """Those on the lists of a folder."""
        is_there = pl.lit(name != "team") | ((pl.col("kelurahan") == "MEKAR") & (pl.col("kecamatan") == "UTARA"))
        return self.residents.filter(pl.col("status") == "unenrolled", is_there)

    def rows(self, name: str = "rt") -> list[int]:
        return self.visited(name)["resident_row"].to_list()

    def names(self, name: str = "rt") -> Counter[str]:
        """Their names, as they may be shown."""
        return Counter(name for text in self.visited(name)["nama"].drop_nulls() if (name := clean(text)))


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    folder = tmp_path_factory.mktemp("hostile")
    population, members = hostile_town.settle(folder)
    (folder / "truth.csv").write_text("resident_row,member_row\n1,41\n2,\n", encoding="utf-8")
    (folder / "strange").mkdir()
    (folder / "strange" / hostile_town.WORD).write_bytes(b"\x89PNG\r\n\x1a\n")
    call(folder, "reconcile", population, members, "--out", folder / "run", "--quiet")
    return Town(folder, folder / "run", RunFolder.opened(folder / "run").frame("residents"))


@pytest.fixture(scope="session")
def lists(town: Town) -> dict[str, Path]:
    """Sweep lists of every form, in a folder per level; `team` is roomy paper for three teams."""
    calls = {level: ["--by", level, "--format", "csv,json"] for level in LEVELS}
    calls["kelurahan"] = ["--by", "kelurahan", "--format", "csv,json,xlsx,pdf"]
    calls["team"] = ["--area", "UTARA/MEKAR", "--team", "3", "--layout", "lengkap", "--format", "xlsx,pdf"]
    out = {name: town.folder / f"lists-{name}" for name in calls}
    for name, words in calls.items():
        call(town.folder, "sweep", town.run, *words, "--show-nik", "--out", out[name], "--quiet")
    return out


@pytest.fixture(scope="session")
def others(town: Town) -> Path:
    """What the other commands write."""
    out = town.folder / "others"
    out.mkdir(mode=0o700)
    page = ("coverage", town.run, "--format", "html")
    calls: tuple[tuple[object, ...], ...] = (
        ("anomalies", town.run, "--format", "csv,xlsx,json", "--out", out / "anomalies"),
        ("coverage", town.run, "--by", "rt", "--format", "csv", "--out", out / "c.csv"),
        ("coverage", town.run, "--by", "rt", "--format", "json", "--out", out / "c.json"),
        (*page, "--out", out / "c.html"),
        (*page, "--map", _borders(town.folder / "batas.geojson"), "--out", out / "map.html"),
        ("register", "export", town.run, "--from", "sweep", "--out", out / "register"),
        ("inspect", town.folder / "penduduk", "--as", "population", "--dump", out / "dump.csv"),
        ("inspect", town.folder / "peserta", "--as", "members", "--dump", out / "dump.parquet"),
    )
    for words in calls:
        call(town.folder, *words, "--quiet")
    return out


def _borders(path: Path) -> Path:
    """Squares named like the hostile kelurahan."""
    square = [[[106.0, -6.0], [106.1, -6.0], [106.1, -6.1], [106.0, -6.1], [106.0, -6.0]]]
    features = [
        {
            "type": "Feature",
            "properties": {"kelurahan": name, "kecamatan": "UTARA"},
            "geometry": {"type": "Polygon", "coordinates": square},
        }
        for name in hostile_town.AREAS
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path
