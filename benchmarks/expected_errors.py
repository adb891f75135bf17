"""Compare what errors a run expects with those it made: `python benchmarks/expected_errors.py FOLDER [TOWN …]`.

The towns are those of `towns.py`, some with other noise, and those of `other_towns.py`, whose mistakes are of another
making; `--seeds N` adds N - 1 more towns of each kind. A true pair counts as missed unless it was accepted, whether it
waits in review or not; of a person who stands in the register twice either row is right. Counts are small: an estimate
passes when some rate within a factor of 1.5 of it would give the true count more often than once in forty (Poisson);
it is shown whether the factor itself holds.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import tempfile
from math import exp, lgamma, log
from pathlib import Path
from typing import Any, Final

import polars as pl
from accuracy import NOW
from arms import PAIR, accepted, ours, show
from other_towns import OTHER_TOWNS, another, make_other_town
from town_tasks import town_files
from towns import TOWNS

from uhcmatch.evaluate import checked_truth
from uhcmatch.evaluate.truth import of_kept_rows
from uhcmatch.synth import ABOUT, TownSettings, make_town

MORE: Final = {
    "30k-quiet": TownSettings(30_000, seed=51, noise=0.4),
    "20k-n5": TownSettings(20_000, seed=52, noise=5),
    "60k-n4": TownSettings(60_000, seed=53, noise=4, kabupaten="Kabupaten Bogor"),
    "50k-numbers": TownSettings(50_000, seed=54, noise=3, without=("nik_missing",)),
    "8k": TownSettings(8_000, seed=55, noise=1.5),
}
STANDARD: Final = ("20k", "20k-loud", "20k-excel", "40k-soppeng", "40k-bogor", "100k", "100k-loud", *MORE, *OTHER_TOWNS)
FACTOR: Final = 1.5
_CHANCE: Final = 0.025
HEADER: Final = ("town", "links", *(f"{kind} {what}" for kind in ("false", "missed") for what in (
    "true", "expected", "95 %", "ratio", "passes"
)))  # fmt: skip


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("towns", nargs="*", metavar="TOWN", help=", ".join((*TOWNS, *MORE, *OTHER_TOWNS)))
    asked.add_argument("--seeds", type=int, default=1)
    given = asked.parse_args()
    rows = []
    for name in given.towns or STANDARD:
        for extra in range(given.seeds):
            rows.append(measured(made(given.folder, name, extra)))
            print("  ".join(rows[-1]), flush=True)
    show("Expected and true errors", HEADER, rows)


def made(folder: Path, name: str, extra: int) -> Path:
    """Return the folder of a town, made when it is missing; `extra` counts on from its seed."""
    town = folder / (f"{name}+{extra}" if extra else name)
    if name in OTHER_TOWNS:
        make_other_town(another(OTHER_TOWNS[name], extra), town)
    elif not (town / ABOUT).exists():
        settings = (TOWNS | MORE)[name]
        make_town(dataclasses.replace(settings, seed=settings.seed + 100 * extra), town)
    return town


def measured(town: Path) -> list[str]:
    """Run uhcmatch on a town and set what it expects beside what is."""
    population, members = town_files(town)
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "run"
        ran = ours(population[0], members, out, now=NOW)
        if ran.failed:
            return [town.name, ran.failed, *[""] * (len(HEADER) - 2)]
        links, residents = accepted(out), pl.read_parquet(out / "residents.parquet")
        cards = pl.read_parquet(out / "members.parquet", columns=["member_row"]).height
        quality = json.loads((out / "run.json").read_text())["quality"]
    labelled = checked_truth(pl.read_csv(town / "truth.csv", infer_schema=False), residents.height, cards)
    true = true_errors(links, of_kept_rows(labelled, residents))
    told = [cell for kind, count in true.items() for cell in _compared(count, kind, quality)]
    return [town.name, str(links.height), *told]


def true_errors(links: pl.DataFrame, truth: pl.DataFrame) -> dict[str, int]:
    """Count false and missed links; `truth` is TRUTH, and whichever row of a person is linked is the person."""
    named = truth.select(PAIR).drop_nulls()
    rows, cards = (truth.drop_nulls(["person", row]).select("person", row).unique() for row in PAIR)
    right = pl.concat([named, rows.join(cards, on="person").select(PAIR)]).unique()
    found = links.join(right, on=PAIR, how="semi")
    return {
        "false": links.height - found.height,
        "missed": named.join(found, on="member_row", how="anti").height,
    }


def _compared(count: int, kind: str, quality: dict[str, Any]) -> list[str]:
    expected = quality[f"expected_{kind}_links"]
    if expected is None:
        return [str(count), "", "", "", ""]
    low, high = (quality[f"expected_{kind}_links_{bound}"] for bound in ("low", "high"))
    inside = "" if low <= count <= high else " (out)"
    ratio = f"{expected / count:.2f}" if count else ""
    return [str(count), f"{expected:.1f}", f"{low:.1f}-{high:.1f}{inside}", ratio, passes(count, expected)]


def passes(count: int, expected: float) -> str:
    """Say whether a true count agrees with an estimate: `factor`, `chance` (few cases), or `no`."""
    if count and 1 / FACTOR <= expected / count <= FACTOR:
        return "factor"
    too_many = 1 - _at_most(count - 1, FACTOR * expected)
    too_few = _at_most(count, expected / FACTOR)
    return "chance" if min(too_many, too_few) >= _CHANCE else "no"


def _at_most(count: int, mean: float) -> float:
    """Return the Poisson probability of `count` cases or fewer."""
    if mean <= 0:
        return float(count >= 0)
    return sum(exp(each * log(mean) - mean - lgamma(each + 1)) for each in range(count + 1))


if __name__ == "__main__":
    main()
