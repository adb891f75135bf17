"""A kept run against a truth file."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import polars as pl

from uhcmatch.evaluate import checked_truth, score
from uhcmatch.evaluate.truth import refused
from uhcmatch.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from uhcmatch.evaluate import Scores
    from uhcmatch.jobs.kept import Asked


def evaluate(asked: Asked, truth: Path) -> Scores:
    """Return the scores of a run; raises `InputRefused` when the truth cannot be used."""
    folder = asked.opened()
    residents, members = folder.frame("residents"), folder.frame("members")
    labelled = checked_truth(_read(truth), residents.height, members.height)
    return score(residents, folder.frame("links"), labelled)


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
