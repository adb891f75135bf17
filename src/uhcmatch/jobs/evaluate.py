"""A kept run against a truth file."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl

from uhcmatch.evaluate import checked_truth, score, strata
from uhcmatch.evaluate.truth import refused
from uhcmatch.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from uhcmatch.evaluate import Scores, Stratum
    from uhcmatch.jobs.kept import Asked


@dataclass(frozen=True)
class Evaluated:
    """What a run is worth, as a whole and by groups of people."""

    scores: Scores
    strata: tuple[Stratum, ...]


def evaluate(asked: Asked, truth: Path) -> Evaluated:
    """Return the scores of a run; raises `InputRefused` when the truth cannot be used."""
    folder = asked.opened()
    residents, members, links = (folder.frame(name) for name in ("residents", "members", "links"))
    labelled = checked_truth(_read(truth), residents.height, members.height)
    return Evaluated(score(residents, links, labelled), strata(residents, members, links, labelled, folder.as_of))


def _read(truth: Path) -> pl.DataFrame:
    """Read a CSV (`,` or `;`, every column as text) or Parquet file."""
    try:
        content = truth.read_bytes()
        if content.startswith(b"PAR1"):
            return pl.read_parquet(BytesIO(content))
        header = content.split(b"\n", 1)[0]
        separator = max(",;\t", key=lambda letter: header.count(letter.encode()))
        return pl.read_csv(BytesIO(content), separator=separator, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise refused(Words("tidak dapat dibaca", "it cannot be read")) from error
