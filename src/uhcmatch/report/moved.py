"""What moved between two runs, fit to be shown: what every form of it is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Then:
    """One of the two runs: its id, the day it speaks of, and its residents (those excluded are none)."""

    run_id: str
    day: date
    residents: int


@dataclass(frozen=True)
class Moved:
    """What moved.

    `rows` CHANGES, `kinds` and `areas` their counts (`coverage.change_counts`), `by` the kind of area · `is_whole`
    nothing was left out, so that the balance of residents closes.
    """

    rows: pl.DataFrame
    kinds: pl.DataFrame
    areas: pl.DataFrame
    by: str
    before: Then
    after: Then
    is_whole: bool

    def document(self) -> dict[str, Any]:
        """Return everything as one JSON document, dates as ISO 8601."""
        return {
            **{
                name: {"run_id": run.run_id, "as_of": run.day.isoformat(), "residents": run.residents}
                for name, run in (("before", self.before), ("after", self.after))
            },
            "summary": self.kinds.to_dicts(),
            "areas": self.areas.to_dicts(),
            "changes": self.rows.with_columns(pl.col(pl.Date).cast(pl.String)).to_dicts(),
        }
