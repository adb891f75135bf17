"""Who is who between two runs, of which the later one may not be kept yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from uhcmatch import linkage, runs, visits
from uhcmatch.coverage import people
from uhcmatch.jobs.kept.remade import population_records
from uhcmatch.jobs.known.registered import cases_of
from uhcmatch.jobs.known.visited import answers_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from uhcmatch.runs import Ledger, RunFolder
    from uhcmatch.settings import Settings


@dataclass(frozen=True)
class Side:
    """The people of a run, the settings they were read by, and the day it speaks of."""

    people: pl.DataFrame
    settings: Settings
    as_of: date

    def records(self, rows: pl.Series) -> pl.DataFrame:
        """Return RECORDS of some of them."""
        return population_records(self.settings, self.as_of, self.people.select(pl.all().gather(rows)))


def pairs(before: Side, after: Side, model: Mapping[str, Any]) -> pl.DataFrame:
    """Return `before`, `after`: positions of those who are one person; `model` as the later run keeps it."""
    return linkage.followed(
        before.people,
        after.people,
        lambda then, now: (before.records(then), after.records(now)),
        after.settings.thresholds,
        linkage.Model.from_document(model),
    )


def renamed(
    last: RunFolder, before: Settings, after: Side, model: Mapping[str, Any], ledger: Ledger
) -> list[runs.Told]:
    """Return entries for people visited or proposed who were in the last run, and have another print in this one.

    Only when one of them is not found any more are the runs compared at all.
    """
    known = {answer.person for answer in answers_of(ledger)} | {case.now.person for case in cases_of(ledger)}
    lost = known - set(_printed(after.people, known, ledger)["print"]) if known else known
    if not lost:
        return []
    old = Side(people(last.frame("residents"), last.frame("members")), before, last.as_of)
    theirs = _printed(old.people, lost, ledger)
    if not theirs.height:
        return []
    found = theirs.join(pairs(old, after, model), left_on="row", right_on="before", how="inner", maintain_order="left")
    now = after.people.select(pl.all().gather(found["after"]))
    prints = (told(now, ledger.key) for told in (runs.resident_prints, runs.nik_prints, runs.near_prints))
    taken = known - lost
    return [
        runs.Told(visits.RENAMED, name, {"was": was, "run": last.run_id, "nik": nik, "near": near})
        for was, name, nik, near in zip(found["print"], *prints, strict=True)
        if name != was and name not in taken
    ]


def _printed(people_: pl.DataFrame, wanted: set[str], ledger: Ledger) -> pl.DataFrame:
    """Return `row`, `print` of those with these prints, rows being positions."""
    placed = people_.with_columns(row=pl.int_range(pl.len(), dtype=pl.UInt32).cast(pl.Int64))
    there = runs.with_prints(placed, wanted, ledger.key, of_members=False)
    return there.filter(pl.col("print").is_unique()).with_columns(pl.col("row").cast(pl.UInt32))
