"""The summary of a run, the same right after it was made and when it is looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uhcmatch.coverage import rates
from uhcmatch.report.reconciled import Reconciled

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import polars as pl

    from uhcmatch.coverage import Level
    from uhcmatch.runs import RunFolder


def summary(
    facts: Mapping[str, Any], residents: pl.DataFrame, folder: Path, by: Level, named: tuple[str, ...]
) -> Reconciled:
    """Return the summary of a run; `named` is how the next command line names it."""
    target = facts["settings"]["targets"]["coverage"]
    return Reconciled(
        facts=facts,
        folder=str(folder),
        named=named,
        by=by,
        rates=rates(residents, by, target),
        total=rates(residents, "total", target),
    )


def summary_of(folder: RunFolder, by: Level, named: tuple[str, ...]) -> Reconciled:
    """Return the summary of a kept run."""
    return summary(folder.facts, folder.frame("residents"), folder.path, by, named)
