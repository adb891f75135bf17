"""A made-up town as a task for the peers: the same files, cleaned, and the true pairs.

What is cleaned is what a good data engineer would clean: numbers to digits, dates to ISO, upper-case names without
titles, RT/RW and area names in columns of their own. It is our own cleaning, so that no peer loses by it; spelling
variants are left to the linking. Rows that take no part (dead, moved, unreadable) are left out.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from uhcmatch.files import read_inputs
from uhcmatch.normalise import comparable
from uhcmatch.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from uhcmatch.columns import Role


def town_files(town: Path) -> tuple[list[Path], list[Path]]:
    """Return the population and the member files of a town."""
    files = json.loads((town / "town.json").read_text())["files"]
    return [town / name for name in files["population"]], [town / name for name in files["members"]]


def write_cleaned(town: Path) -> None:
    """Write `cleaned_population.csv` and `cleaned_members.csv` beside the files of a town, unless they are there."""
    population, members = town_files(town)
    for role, files in (("population", population), ("members", members)):
        path = town / f"cleaned_{role}.csv"
        if not path.exists():
            cleaned(files, role).write_csv(path)


def cleaned(files: list[Path], role: Role) -> pl.DataFrame:
    """One row per row that takes part: `row`, `number`, `family`, `name`, `born`, `sex`, `area`, `rt`."""
    raw = read_inputs(files, role, {}).frame
    records = comparable(raw, role, Settings(), date(2026, 6, 30)).records
    return records.filter(pl.col("excluded").is_null()).select(
        "row",
        number="nik_key",
        family="kk_key",
        name="name",
        given=pl.col("name").str.split(" ").list.first(),
        surname=pl.col("name").str.split(" ").list.slice(1).list.join(" ").replace("", None),
        born=pl.col("born").dt.to_string("%Y-%m-%d"),
        sex="sex",
        area=pl.concat_str("kecamatan_key", "kelurahan_key", separator="/"),
        rt=pl.concat_str("rw", "rt", separator="/"),
    )
