"""What a reconciliation gives back, and how it becomes a run folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uhcmatch import files, runs
from uhcmatch.coverage import RunDay, Wanted, doubts, rates, sweep_list
from uhcmatch.together import together

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import polars as pl

    from uhcmatch.coverage import Level


@dataclass(frozen=True)
class Reconciliation:
    """What matching the two registers found.

    `residents`, `members`, `links` are the frames of the run folder (RESIDENTS, MEMBERS, LINKS), `refused` and
    `skipped` list rows and lines that were left out with file, line and reason, `facts` is the content of `run.json`,
    `as_of` the day ages are counted on.
    """

    residents: pl.DataFrame
    members: pl.DataFrame
    links: pl.DataFrame
    refused: pl.DataFrame
    skipped: pl.DataFrame
    facts: dict[str, Any]
    as_of: date

    def sweep(
        self, by: Level = "rt", statuses: Sequence[str] = ("unenrolled",), areas: Sequence[str] = ()
    ) -> pl.DataFrame:
        """Return the persons to visit in walking order, numbers in full; families count anew in each area `by`."""
        wanted = Wanted(tuple(statuses), tuple(areas))
        return sweep_list(self.residents, self.members, RunDay(self.facts["run_id"], self.as_of), by, wanted)

    def coverage(self, by: Level = "kelurahan", target: float | None = None) -> pl.DataFrame:
        """Return the rates per area of a level, those with most unenrolled people first."""
        known = doubts(self.residents, self.links, self.facts.get("quality"))
        return rates(self.residents, by, target or self.facts["settings"]["targets"]["coverage"], known)

    def write(self, folder: str | Path) -> Path:
        """Publish as a run folder; raises `StoreFailed` when it exists and is not empty."""
        with runs.reserve(Path(folder)) as staging:
            fill(staging.path, self)
            return staging.publish()


def fill(folder: Path, result: Reconciliation) -> None:
    """Write all files of a run into a staging folder, `run.json` with their hashes last."""
    larger, *others = runs.FRAMES
    together(lambda: _fill_frames(folder, result, [larger]), lambda: _fill_frames(folder, result, others))
    files.write_csv(result.refused, folder / "refusals.csv")
    files.write_csv(result.skipped, folder / "skipped.csv")
    runs.describe(folder, result.facts)


def _fill_frames(folder: Path, result: Reconciliation, names: Sequence[str]) -> None:
    for name in names:
        files.write_parquet(getattr(result, name), folder / f"{name}.parquet")
