"""Do the bounds of coverage hold the truth nine times of ten? `python benchmarks/coverage_bounds.py FOLDER`.

Makes `--towns` towns of various noise and places in FOLDER, every second one of another making (`other_towns.py`),
runs each, and prints how often truth lies between `coverage_low` and `coverage_high`: in total, by kelurahan and by
RT, with the run's own estimate of its errors and without. People come whole: where hardly an error is expected, the
counted number alone is right more often than nine times of ten, so in small areas more is held than was asked. Last
it prints what the constants of `coverage/doubts.py` were set by.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import polars as pl
from other_towns import OTHER_TOWNS, make_other_town

from uhcmatch.coverage import LEVELS, doubts, rates, unify_areas
from uhcmatch.runs import RunFolder
from uhcmatch.synth import ABOUT, TownSettings, make_town

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uhcmatch.coverage import Level

PLACES: Final = ("Kota Semarang", "Kabupaten Soppeng", "Kabupaten Bogor", "Kota Bogor", "Kabupaten Klaten")
NOISES: Final = (0.5, 1.0, 1.0, 1.5, 2.0, 2.5)
STEP, SPAN = 700, 2_100
NOW: Final = "2026-06-30T12:00:00+07:00"
"""The day the towns' files were exported."""
SHOWN: Final[tuple[Level, ...]] = ("total", "kelurahan", "rt")
_REGISTERED: Final = ("active", "inactive")
_ROUNDING: Final = 1e-9


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--towns", type=int, default=24)
    asked.add_argument("--seed", type=int, default=500, help="seed of the first town")
    asked.add_argument("--residents", type=int, default=3_000, help="of the smallest town")
    given = asked.parse_args()
    held: list[dict[str, Any]] = []
    seen: list[dict[str, float]] = []
    for number in range(given.towns):
        town, run = made(given.folder, given.seed, number, given.residents)
        truth = labelled(town)
        held += [row for known in (True, False) for row in held_in(run, truth, known)]
        seen.append(errors(run, truth))
    show(pl.DataFrame(held))
    print(pl.DataFrame(seen).sum().to_dicts()[0])


def made(folder: Path, first: int, number: int, least: int) -> tuple[Path, RunFolder]:
    """Return a town and its run, made where they are missing."""
    town, out = (folder / kind / f"t{first + number}" for kind in ("towns", "runs"))
    size, turn = least + number * STEP % SPAN, number // 2
    if number % 2:
        kinds = list(OTHER_TOWNS.values())
        make_other_town(replace(kinds[turn % len(kinds)], residents=size, seed=first + number), town)
    elif not (town / ABOUT).exists():
        place, noise = PLACES[turn % len(PLACES)], NOISES[turn % len(NOISES)]
        make_town(TownSettings(size, seed=first + number, noise=noise, kabupaten=place), town)
    if not out.exists():
        out.parent.mkdir(parents=True, exist_ok=True)
        call = [sys.executable, "-m", "uhcmatch", "reconcile", str(town / "penduduk.csv"), f"{town}/peserta*.csv"]
        environ = os.environ | {"UHCMATCH_NOW": NOW}
        subprocess.run(
            [*call, "--out", str(out), "--quiet"],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environ,
        )
    return town, RunFolder.opened(out)


def labelled(town: Path) -> pl.DataFrame:
    """Return `resident_row`, `truly`: what the person of each row truly is, whichever of their rows is counted."""
    truth = pl.read_csv(town / "truth.csv", infer_schema=False).drop_nulls("resident_row")
    is_so = pl.col("status").is_in(_REGISTERED)
    person = pl.when(is_so.any().over("person")).then(pl.lit("active")).otherwise("status")
    return truth.select(pl.col("resident_row").cast(pl.Int64), truly=person).unique("resident_row")


def held_in(run: RunFolder, truth: pl.DataFrame, known: bool) -> Iterator[dict[str, Any]]:
    """Yield one row per area of each level: was the truth held, and how wide was the range, in people."""
    residents, quality = run.frame("residents"), run.facts.get("quality") if known else None
    if known and quality is None:
        return
    doubted = doubts(residents, run.frame("links"), quality)
    told = unify_areas(residents.filter(pl.col("status") != "excluded")).join(truth, on="resident_row")
    counts = [pl.col("truly").is_in(_REGISTERED).sum().alias("so"), pl.len().alias("of")]
    for by in SHOWN:
        names = list(LEVELS[by])
        true = told.group_by(names).agg(counts) if names else told.select(counts)
        found = rates(residents, by, 98.0, doubted)
        both = found.join(true, on=names, nulls_equal=True) if names else found.hstack(true)
        for row in both.filter(pl.col("residents") > 0, pl.col("of") > 0).iter_rows(named=True):
            share = 100 * row["so"] / row["of"]
            yield {
                "estimate": known,
                "by": by,
                "below": share < row["coverage_low"] - _ROUNDING,
                "above": share > row["coverage_high"] + _ROUNDING,
                "width": row["registered_high"] - row["registered_low"],
            }


def errors(run: RunFolder, truth: pl.DataFrame) -> dict[str, float]:
    """Return errors of a run that change coverage, and what they are set against."""
    told = run.frame("residents").join(truth, on="resident_row")
    is_so, is_asked = pl.col("truly").is_in(_REGISTERED), pl.col("status") == "review"
    counted = pl.col("status").is_in(_REGISTERED)
    people = told.select(
        false=(counted & (pl.col("truly") == "unenrolled")).sum(),
        overlooked=((pl.col("status") == "unenrolled") & is_so).sum(),
        asked=is_asked.sum(),
        asked_rightly=(is_asked & is_so).sum(),
    ).row(0, named=True)
    known = (run.facts.get("quality") or {}).get("people")
    expected = {
        "expected_false": known["false"]["expected"] if known else 0.0,
        "expected_overlooked": known["overlooked"]["expected"] if known else 0.0,
        "expected_asked_rightly": sum(known["questions"].values()) if known else 0.0,
    }
    return people | expected


def show(held: pl.DataFrame) -> None:
    grouped = held.group_by("estimate", "by", maintain_order=True).agg(
        areas=pl.len(),
        held=(100 * (1 - (pl.col("below") | pl.col("above")).mean())).round(1),
        below=pl.col("below").sum(),
        above=pl.col("above").sum(),
        width=pl.col("width").mean().round(2),
    )
    with pl.Config(tbl_rows=-1, tbl_hide_column_data_types=True, tbl_hide_dataframe_shape=True):
        print(grouped)


if __name__ == "__main__":
    main()
