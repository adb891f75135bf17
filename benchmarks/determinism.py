"""Prove that the same rows give the same answer: `python benchmarks/determinism.py FOLDER [TOWN …] [--runs 20]`.

Each run gets a town's files in another form: rows shuffled, columns shuffled, each side cut into other files in another
order, another number of threads, another seed of Python's hashes. What comes out is compared by content: a person is
its cells, a card its cells, and no row number or file name takes part. One hash of residents, members, links and
weights must come out of all runs; the exit code is 1 where more do.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl
from accuracy import NOW, made
from arms import show
from town_tasks import town_files
from towns import TOWNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

THREADS: Final = (1, 2, 4)
FILES: Final = (1, 3, 2)
WHERE: Final = ("resident_row", "member_row", "same_as", "source_file", "source_row")
"""Columns that say where a row stands; two forms of one town differ in nothing else."""
PARTS: Final = ("residents", "members", "links", "weights")
HEADER: Final = ("town", "run", "rows", "columns", "files", "threads", "hash seed", *PARTS)


@dataclass(frozen=True)
class Form:
    """One form of a town: a seed for the shuffles (0: as it is), the files each side is cut into, the circumstances."""

    seed: int
    columns: bool
    files: int
    threads: int

    def told(self) -> list[str]:
        """Return the form in words, for the table."""
        rows, columns = ("shuffled" if changed else "as made" for changed in (self.seed, self.columns))
        return [str(self.seed), rows, columns, str(self.files), str(self.threads), str(self.seed)]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("towns", nargs="*", metavar="TOWN", help=", ".join(TOWNS))
    asked.add_argument("--runs", type=int, default=20)
    asked.add_argument("--residents", type=int, help="make towns of another size, under another name")
    asked.add_argument("--keep", type=Path, help="keep what each run decided here, as sorted CSV")
    given = asked.parse_args()
    rows, differ = [], []
    for name in given.towns or ["20k", "20k-loud"]:
        town = sized(given.folder, name, given.residents)
        found = [run(town, form, given.keep) for form in forms(given.runs)]
        rows += [[town.name, *form.told(), *digests] for form, digests in zip(forms(given.runs), found, strict=True)]
        if len(set(found)) > 1:
            differ.append(town.name)
    show("Same rows, same answer", HEADER, rows)
    print("\nmore than one answer: " + ", ".join(differ) if differ else "\none answer")
    sys.exit(1 if differ else 0)


def sized(folder: Path, name: str, residents: int | None) -> Path:
    """Return a town's folder, made when it is missing, of `residents` when that is given."""
    if residents is None:
        return made(folder, name, 0)
    other = f"{name}-{residents}"
    TOWNS[other] = replace(TOWNS[name], residents=residents)
    return made(folder, other, 0)


def forms(runs: int) -> Iterator[Form]:
    """The first as it was made; then rows always shuffled, the rest in turn."""
    for seed in range(runs):
        turn = seed // len(THREADS)
        yield Form(seed, seed % 2 == 1, FILES[turn % len(FILES)], THREADS[seed % len(THREADS)])


def run(town: Path, form: Form, keep: Path | None) -> tuple[str, ...]:
    """Reconcile one form of a town by the command people type; return one digest a part."""
    draw = random.Random(form.seed)
    with tempfile.TemporaryDirectory() as scratch:
        here = Path(scratch)
        sides = [written(side, here / role, form, draw) for role, side in zip("pm", town_files(town), strict=True)]
        subprocess.run(
            [sys.executable, "-m", "uhcmatch", "reconcile", *sides, "--out", here / "run", "--quiet"],
            env={
                **os.environ,
                "POLARS_MAX_THREADS": str(form.threads),
                "PYTHONHASHSEED": str(form.seed),
                "UHCMATCH_NOW": NOW,
            },
            stdout=subprocess.DEVNULL,
            check=True,
        )
        parts = contents(here / "run")
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        for name, text in parts.items():
            (keep / f"{town.name}-{form.seed}-{name}.csv").write_text(text, encoding="utf-8")
    digests = tuple(hashlib.sha256(parts[name].encode()).hexdigest()[:12] for name in PARTS)
    print("  ".join([town.name, *form.told(), *digests]), flush=True)
    return digests


def written(files: Sequence[Path], folder: Path, form: Form, draw: random.Random) -> Path:
    """Write the files of one side again in one form; return the folder they are in."""
    folder.mkdir()
    for number, file in enumerate(draw.sample(files, len(files)) if form.seed else files):
        text = file.read_text(encoding="utf-8-sig")
        delimiter = max(";,\t|", key=text.partition("\n")[0].count)
        header, *rows = csv.reader(text.splitlines(), delimiter=delimiter)
        order = list(range(len(header)))
        if form.columns:
            draw.shuffle(order)
        if form.seed:
            draw.shuffle(rows)
        for part in range(form.files):
            with (folder / f"{number}-{part}.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream, delimiter=delimiter)
                writer.writerows([row[at] for at in order] for row in [header, *rows[part :: form.files]])
    return folder


def contents(folder: Path) -> dict[str, str]:
    """Return what a run decided, each part as sorted CSV in which rows are named by their cells."""
    residents, members, links = (pl.read_parquet(folder / f"{name}.parquet") for name in PARTS[:3])
    people, cards = named(residents, "resident_row"), named(members, "member_row")
    weights = json.loads((folder / "run.json").read_text())["model"]
    return {
        "residents": by_content(
            residents.join(cards, on="member_row", how="left").join(
                people.rename({"resident_row": "same_as"}), on="same_as", how="left", suffix="_kept"
            )
        ),
        "members": by_content(members.join(people, on="resident_row", how="left")),
        "links": by_content(links.join(people, on="resident_row").join(cards, on="member_row")),
        "weights": json.dumps(weights, sort_keys=True, indent=1),
    }


def named(side: pl.DataFrame, row: str) -> pl.DataFrame:
    """Return each row of a side with all its cells as one text; what was decided of it is no part of its name."""
    cells = pl.struct(pl.exclude(*WHERE, "status", "reason", "probability")).struct.json_encode()
    return side.select(row, cells.alias(f"{row}_cells"))


def by_content(frame: pl.DataFrame) -> str:
    """Return rows without their places, sorted by what they hold."""
    kept = frame.select(pl.exclude(*WHERE))
    return kept.sort(kept.columns).write_csv()


if __name__ == "__main__":
    main()
