"""Measure links, sweep list and review queue on made-up towns: `python benchmarks/accuracy.py FOLDER [TOWN …]`.

The towns of `towns.py` are made in FOLDER where they are missing; `--seeds N` adds N - 1 more towns of each kind. Peers
get the cleaned files (`town_tasks.py`) and the same one-to-one step after their own threshold; whoever they do not link
is on their sweep list, and nobody is in their queue.
"""

from __future__ import annotations

import argparse
import dataclasses
import shutil
import tempfile
from pathlib import Path
from typing import Final

import polars as pl
from arms import Ran, one_to_one, ours, peer, show
from public_data import DEFAULTS
from town_tasks import town_files, write_cleaned
from towns import TOWNS

from uhcmatch.evaluate import Scores, checked_truth, score
from uhcmatch.synth import ABOUT, make_town

NOW: Final = "2026-06-30T12:00:00+07:00"
"""The day the towns' files were exported."""
STANDARD: Final = ("20k", "20k-loud", "20k-clean", "100k", "100k-loud")
HEADER: Final = (
    "town",
    "arm",
    "links P",
    "links R",
    "links F1",
    "sweep P",
    "sweep R",
    "queue %",
    "real %",
    "seconds",
    "GiB",
)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("towns", nargs="*", metavar="TOWN", help=", ".join(TOWNS))
    asked.add_argument("--seeds", type=int, default=1)
    asked.add_argument("--peers", nargs="*", default=["exact", "afternoon"], choices=list(DEFAULTS))
    asked.add_argument("--keep", type=Path, help="keep our run folders here, one a town")
    asked.add_argument("--timeout", type=float, default=900, help="seconds a peer may take")
    given = asked.parse_args()
    rows = []
    for town in [made(given.folder, name, extra) for name in given.towns or STANDARD for extra in range(given.seeds)]:
        for arm in ("uhcmatch", *given.peers):
            row = [town.name, arm, *measured(arm, town, given.keep, given.timeout)]
            print("  ".join(row), flush=True)
            rows.append(row)
    show("Made-up towns", HEADER, rows)


def made(folder: Path, name: str, extra: int) -> Path:
    """Return the folder of a town, made when it is missing; `extra` counts on from its seed."""
    town = folder / (f"{name}+{extra}" if extra else name)
    if not (town / ABOUT).exists():
        settings = TOWNS[name]
        make_town(dataclasses.replace(settings, seed=settings.seed + 100 * extra), town)
    return town


def measured(arm: str, town: Path, keep: Path | None, timeout: float) -> list[str]:
    """Run one arm on one town and score it."""
    population, members = town_files(town)
    with tempfile.TemporaryDirectory() as scratch:
        if arm == "uhcmatch":
            out = Path(scratch) / "run"
            ran = ours(population[0], members, out, now=NOW)
            if ran.failed:
                return failed(ran)
            residents, links = (pl.read_parquet(out / f"{name}.parquet") for name in ("residents", "links"))
            if keep:
                shutil.copytree(out, keep / town.name, dirs_exist_ok=True)
        else:
            write_cleaned(town)
            out = Path(scratch) / "scored.parquet"
            ran = peer(arm, town, out, timeout)
            if ran.failed:
                return failed(ran)
            residents, links = as_run(town, one_to_one(pl.read_parquet(out), DEFAULTS[arm]))
    return scored(residents, links, town, ran)


def as_run(town: Path, links: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Links of a peer → RESIDENTS and LINKS as a run has them, as far as scores need them."""
    taking_part = pl.read_csv(town / "cleaned_population.csv", columns=["row"])["row"]
    rows = pl.read_csv(town / "truth.csv", columns=["resident_row"])["resident_row"].max()
    status = (
        pl.when(pl.col("resident_row").is_in(links["resident_row"].implode()))
        .then(pl.lit("active"))
        .when(pl.col("resident_row").is_in(taking_part.implode()))
        .then(pl.lit("unenrolled"))
        .otherwise(pl.lit("excluded"))
    )
    residents = pl.DataFrame({"resident_row": pl.Series(range(1, rows + 1), dtype=pl.Int64)}).with_columns(
        status=status, reason=pl.lit(None, pl.String)
    )
    return residents, links.with_columns(decision=pl.lit("match"))


def scored(residents: pl.DataFrame, links: pl.DataFrame, town: Path, ran: Ran) -> list[str]:
    labelled = pl.read_csv(town / "truth.csv", infer_schema=False)
    cards = int(labelled["member_row"].cast(pl.Int64).max())
    found: Scores = score(residents, links, checked_truth(labelled, residents.height, cards))
    asked = links.filter(pl.col("decision") == "review")["member_row"].n_unique()
    shares = (
        found.precision.share,
        found.recall.share,
        found.f1,
        found.sweep_precision.share,
        found.sweep_recall.share,
    )
    return [
        *(f"{share or 0:.4f}" for share in shares),
        f"{100 * asked / cards:.2f}",
        f"{100 * (found.review.share or 0):.0f}" if found.review.whole else "",
        f"{ran.seconds:.1f}",
        f"{ran.gib:.2f}",
    ]


def failed(ran: Ran) -> list[str]:
    return [ran.failed, *[""] * 6, f"{ran.seconds:.1f}", f"{ran.gib:.2f}"]


if __name__ == "__main__":
    main()
