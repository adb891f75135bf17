"""The summary of a run, the same right after it was made and when it is looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uhcmatch.coverage import doubts, rates
from uhcmatch.report.reconciled import Reconciled
from uhcmatch.together import together

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import polars as pl

    from uhcmatch.coverage import Level
    from uhcmatch.runs import RunFolder


def summary(
    facts: Mapping[str, Any],
    frames: tuple[pl.DataFrame, pl.DataFrame],
    folder: Path,
    by: Level,
    named: tuple[str, ...],
) -> Reconciled:
    """Return the summary of a run from its residents and links; `named` is how the next command line names it."""
    residents, links = frames
    known = doubts(residents, links, facts.get("quality"))
    target = facts["settings"]["targets"]["coverage"]
    of_areas, total = together(
        lambda: rates(residents, by, target, known), lambda: rates(residents, "total", target, known)
    )
    return Reconciled(facts=facts, folder=str(folder), named=named, by=by, rates=of_areas, total=total)


def summary_of(folder: RunFolder, by: Level, named: tuple[str, ...]) -> Reconciled:
    """Return the summary of a kept run."""
    return summary(folder.facts, (folder.frame("residents"), folder.frame("links")), folder.path, by, named)
