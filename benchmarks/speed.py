"""Time a city from two CSV files to a written run: `python benchmarks/speed.py FOLDER [TOWN …]`.

Ours is the whole command as a process; beside it, alternating, the floor (`peers/floor.py`) and, with `--splink`,
Splink 5 with its own one-to-one on the files already cleaned (its cleaning costs it nothing here). Medians of the
rounds, the ratio of each round's pair.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path
from typing import Final

import polars as pl
from accuracy import NOW, made, scored
from arms import Ran, ours, peer, show
from town_tasks import town_files, write_cleaned
from towns import TOWNS

from uhcmatch.columns import MEMBER_FIELDS
from uhcmatch.files import read_inputs

HEADER: Final = ("town", "arm", "seconds", "x floor", "GiB", "links F1")
MEMBERS: Final = "peserta.csv"
"""The three membership files of a town as one, under the canonical names of its columns."""
REFUSED: Final = "BARIS TAK TERBACA"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("towns", nargs="*", metavar="TOWN", default=["1m"], help=", ".join(TOWNS))
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--splink", action="store_true")
    asked.add_argument("--timeout", type=float, default=1800)
    given = asked.parse_args()
    rows = []
    for name in given.towns:
        town = made(given.folder, name, 0)
        one_member_file(town)
        arms = ["floor", "uhcmatch", *(["splink5"] if given.splink else [])]
        if given.splink:
            write_cleaned(town)
        took: dict[str, list[Ran]] = {arm: [] for arm in arms}
        quality: dict[str, str] = {}
        for _ in range(given.rounds):
            for arm in arms:
                ran, f1 = once(arm, town, given.timeout)
                took[arm].append(ran)
                quality[arm] = f1
                print(f"{name} {arm} {ran.seconds:.2f} s {ran.gib:.2f} GiB {f1} {ran.failed}", flush=True)
        rows += [row(name, arm, took, quality[arm]) for arm in arms]
    show("Speed: two CSV files to a written run", HEADER, rows)


def one_member_file(town: Path) -> None:
    """Write the members of a town into one CSV file, cells as they were, unless it is there."""
    if not (town / MEMBERS).exists():
        raw = read_inputs(town_files(town)[1], "members", {}).frame
        kept = [field for field in MEMBER_FIELDS if field in raw.columns]
        # A row that was refused keeps its place: truth counts rows.
        raw = raw.with_columns(nama=pl.when("refused").then(pl.lit(REFUSED)).otherwise("nama"))
        raw.select(pl.col(field).alias(field.upper()) for field in kept).write_csv(town / MEMBERS, separator=";")


def once(arm: str, town: Path, timeout: float) -> tuple[Ran, str]:
    """Run an arm once; return what it took and the F1 of its links."""
    with tempfile.TemporaryDirectory(dir=town) as scratch:
        out = Path(scratch) / "out"
        if arm == "uhcmatch":
            ran = ours(town / "penduduk.csv", [town / MEMBERS], out, now=NOW)
        else:
            ran = peer(arm, town, out, timeout, *(["own"] if arm == "splink5" else []))
        if arm == "floor" or ran.failed:
            return ran, ""
        if arm == "uhcmatch":
            frames = [pl.read_parquet(out / f"{name}.parquet") for name in ("residents", "links")]
            return ran, scored(frames[0], frames[1], town, ran)[2]
        truth = pl.read_csv(town / "truth.csv").drop_nulls(["resident_row", "member_row"])
        # A second card of one person is neither missed nor false, for ours as for a peer that links one to one.
        links = pl.read_parquet(out)
        owners = truth.unique("resident_row")
        right = links.join(truth, on=["resident_row", "member_row"], how="semi").height
        return ran, f"{2 * right / (links.height + owners.height):.4f}"


def row(name: str, arm: str, took: dict[str, list[Ran]], f1: str) -> list[str]:
    failed = [ran.failed for ran in took[arm] if ran.failed]
    if failed:
        return [name, arm, failed[0], "", "", ""]
    ratios = [ran.seconds / floor.seconds for ran, floor in zip(took[arm], took["floor"], strict=True)]
    seconds = statistics.median(ran.seconds for ran in took[arm])
    peak = max(ran.gib for ran in took[arm])
    return [name, arm, f"{seconds:.1f}", f"{statistics.median(ratios):.1f}", f"{peak:.2f}", f1]


if __name__ == "__main__":
    main()
