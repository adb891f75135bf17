"""Link a made-up census with a register, families and no identifier: `python benchmarks/census.py FOLDER [--peers …]`.

Some 25,000 people on either side, 97.5 % of each also on the other; the columns are those of the task that official
statistics teach linkage with (names, birth date in parts, sex, address, enumeration postcode).
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

import polars as pl
from arms import show
from census_forms import CENSUS, COLUMNS, REGISTER, written
from census_people import people
from public_data import DEFAULTS, HEADER, measured

if TYPE_CHECKING:
    from collections.abc import Iterable

SIZE: Final = 25_640
COVERED: Final = 0.975
"""Share of people whom each side has: two independent draws."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--seeds", type=int, nargs="*", default=[1])
    asked.add_argument("--peers", nargs="*", default=[], choices=list(DEFAULTS))
    asked.add_argument("--keep", type=Path, help="keep our run folders here, one a task")
    asked.add_argument("--timeout", type=float, default=600, help="seconds a peer may take")
    given = asked.parse_args()
    rows = []
    for seed in given.seeds:
        task = given.folder / f"register-{seed}"
        if not (task / "truth.csv").exists():
            write(task, seed)
        for arm in ("uhcmatch", *given.peers):
            row = [task.name, arm, *measured(arm, task, given.keep, given.timeout)]
            print("  ".join(row), flush=True)
            rows.append(row)
    show("Census and register, no identifier", HEADER, rows)


def write(task: Path, seed: int) -> None:
    """Write the task as `public_sets.py` does."""
    draw = Random(seed)
    everybody = people(draw, SIZE)
    homes = [person.home for person in everybody]
    moved = {household: draw.choice(homes) for household in {person.household for person in everybody}}
    sides = []
    for clerk in (CENSUS, REGISTER):
        kept = [person for person in everybody if draw.random() < COVERED]
        draw.shuffle(kept)
        rows = [{"number": person.number, **written(draw, person, clerk, moved[person.household])} for person in kept]
        sides.append(rows)
    task.mkdir(parents=True, exist_ok=True)
    for side, rows in zip(("population", "members"), sides, strict=True):
        _write_csv(task / f"{side}.csv", COLUMNS, rows)
        cleaned(task / f"{side}.csv").write_csv(task / f"cleaned_{side}.csv")
    at = {row["number"]: place for place, row in enumerate(sides[1], start=1)}
    pairs = [(place, at[row["number"]]) for place, row in enumerate(sides[0], start=1) if row["number"] in at]
    pl.DataFrame(pairs, schema=["resident_row", "member_row"], orient="row").write_csv(task / "truth.csv")
    print(f"{task.name}: {len(sides[0]):,} x {len(sides[1]):,}, {len(pairs):,} true pairs")


def _write_csv(path: Path, columns: Iterable[str], rows: Iterable[dict[str, object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(columns), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def cleaned(path: Path) -> pl.DataFrame:
    """The peers' columns: lower case, ISO dates, house number and street apart."""
    raw = pl.read_csv(path, infer_schema=False).with_columns(pl.all().str.to_lowercase())
    parts = [pl.col(name).cast(pl.Int32) for name in ("DOB_YEAR", "DOB_MON", "DOB_DAY")]
    text = pl.format("{}-{}-{}", *(part.cast(pl.String).str.zfill(2) for part in parts))
    return raw.select(
        given=pl.col("PERNAME1").str.split(" ").list.first(),
        middle=pl.col("PERNAME1").str.split(" ").list.get(1, null_on_oob=True),
        surname="PERNAME2",
        born=text.str.to_date("%Y-%m-%d", strict=False).dt.to_string("%Y-%m-%d"),
        sex="SEX",
        house=pl.col("ENUMCAP").str.extract("^((?:f[a-z]+ [0-9]+ )?[0-9]+)"),
        street=pl.col("ENUMCAP").str.replace("^(?:f[a-z]+ [0-9]+ )?[0-9]+ *", ""),
        postcode=pl.col("ENUMPC").str.replace_all(" ", ""),
        row=pl.int_range(1, pl.len() + 1),
    )


if __name__ == "__main__":
    main()
