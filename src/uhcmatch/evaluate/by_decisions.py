"""A run against what clerks decided afterwards: labels for the pairs people look at, which are the hard ones."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import polars as pl

from uhcmatch.evaluate.rate import Rate

BANDS: Final = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0)
"""Bounds of the probabilities whose promise is held against what clerks said."""
_ROWS: Final = ["resident_row", "member_row"]


@dataclass(frozen=True)
class Band:
    """Pairs asked about with a probability between two bounds: how many SAMA that promised, and how many there were."""

    low: float
    high: float
    promised: float
    same: Rate


@dataclass(frozen=True)
class ByDecisions:
    """What became of the pairs that clerks decided after the run.

    `same` and `different` count pairs by what the run did: `match`, `review`, `none` · `bands` of the pairs it asked
    about, without those nobody decided.
    """

    same: dict[str, int]
    different: dict[str, int]
    bands: tuple[Band, ...]


def by_decisions(links: pl.DataFrame, labels: pl.DataFrame) -> ByDecisions:
    """LINKS and labels (`resident_row`, `member_row`, `same`) → what the run did with each."""
    known = links.select(*_ROWS, "decision", "probability")
    told = labels.join(known, on=_ROWS, how="left", maintain_order="left").with_columns(
        pl.col("decision").fill_null("none")
    )
    asked = told.filter(pl.col("decision") == "review")
    counts = {
        is_same: {
            done: told.filter(pl.col("same") == is_same, pl.col("decision") == done).height
            for done in ("match", "review", "none")
        }
        for is_same in (True, False)
    }
    bands = (_band(asked, low, high) for low, high in pairwise(BANDS))
    return ByDecisions(counts[True], counts[False], tuple(band for band in bands if band.same.whole))


def _band(asked: pl.DataFrame, low: float, high: float) -> Band:
    within = asked.filter(pl.col("probability") >= low, (pl.col("probability") < high) | (high >= 1))
    return Band(low, high, float(within["probability"].sum()), Rate(int(within["same"].sum()), within.height))
