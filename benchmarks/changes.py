"""How well `uhcmatch changes` tells what truly happened.

`python benchmarks/changes.py FOLDER [--residents N] [--months N]`

A made-up town is reconciled month by month into a store of its own; each month's changes are compared, kind by kind,
with those the generator kept. One of ours is right when the truth has the same kind of the same rows.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import polars as pl

from uhcmatch.reference.changes import KINDS
from uhcmatch.synth import CHANGES, MEMBERS, POPULATION, TownSettings, make_town

_KEY: Final = ("month", "jenis", "resident_row_before", "resident_row")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--residents", type=int, default=20_000)
    asked.add_argument("--months", type=int, default=3)
    asked.add_argument("--seed", type=int, default=71)
    asked.add_argument("--pace", type=float, default=1.0)
    asked.add_argument("--noise", type=float, default=1.0)
    asked.add_argument("--wrong", type=Path, help="write ours and theirs that differ into this CSV")
    given = asked.parse_args()
    ours, theirs = [], []
    for month in range(given.months + 1):
        town = given.folder / f"month-{month}"
        settings = TownSettings(given.residents, given.seed, given.noise, month=month, pace=given.pace)
        make_town(settings, town)
        _reconciled(town, given.folder / "store")
        if month:
            told = json.loads(
                _called(town, "changes", "--store", given.folder / "store", "--format", "json", "--show-nik")
            )
            ours.append(pl.DataFrame(told["changes"], infer_schema_length=None).with_columns(month=pl.lit(month)))
            theirs.append(pl.read_csv(town / CHANGES, infer_schema_length=None).with_columns(month=pl.lit(month)))
    found, truth = pl.concat(ours, how="diagonal_relaxed"), pl.concat(theirs, how="diagonal_relaxed")
    print(_table(found, truth))
    if given.wrong:
        _differing(found, truth).write_csv(given.wrong)


def _reconciled(town: Path, store: Path) -> None:
    members = [town / name for name in MEMBERS]
    _called(town, "reconcile", town / POPULATION, *members, "--store", store, "--accept-change", "--quiet")


def _called(town: Path, *words: object) -> str:
    """Call the program on the last day of the town's month."""
    day = json.loads((town / "town.json").read_text(encoding="utf-8"))["as_of"]
    environ = {**os.environ, "UHCMATCH_NOW": f"{day}T22:00:00+07:00"}
    command = [sys.executable, "-m", "uhcmatch", *map(str, words)]
    return subprocess.run(command, env=environ, check=True, capture_output=True, text=True).stdout


def _table(found: pl.DataFrame, truth: pl.DataFrame) -> str:
    lines = ["| kind | truly | told | right | precision | recall |", "|---|---|---|---|---|---|"]
    for kind in KINDS:
        one, other = (rows.filter(pl.col("jenis") == kind) for rows in (found, truth))
        right = one.join(other, on=_KEY, how="semi", nulls_equal=True).height
        shares = [f"{right / n:.4f}" if n else "–" for n in (one.height, other.height)]
        lines.append(f"| `{kind}` | {other.height} | {one.height} | {right} | {' | '.join(shares)} |")
    return "\n".join(lines)


def _differing(found: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    told = found.join(truth, on=_KEY, how="anti", nulls_equal=True).with_columns(side=pl.lit("told"))
    kept = truth.join(found, on=_KEY, how="anti", nulls_equal=True).with_columns(side=pl.lit("truly"))
    return pl.concat([told, kept], how="diagonal_relaxed").sort("month", "resident_row", "resident_row_before")


if __name__ == "__main__":
    main()
