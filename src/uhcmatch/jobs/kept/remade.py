"""A kept run's frames → RECORDS again, so that a decision can be looked at after the files have gone.

What a run keeps is what people read, and comparing needs little more. What cannot be remade: the relation on
a card, a father's name, and which sixteen digits were written as 3,27E+15.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.columns import FIELDS
from uhcmatch.normalise import comparable
from uhcmatch.settings import check_settings
from uhcmatch.together import together

if TYPE_CHECKING:
    from datetime import date

    from uhcmatch.columns import Role
    from uhcmatch.runs import RunFolder
    from uhcmatch.settings import Settings

_DATE: Final = "%d-%b-%Y"
"""With the month in letters a date has one reading, whatever the other dates of its file look like."""
_NOT_COMPARED: Final = ("status_peserta", "segmen")
"""Kept as canonical codes; read as labels they would mean something else."""


def records_of(folder: RunFolder, residents: pl.DataFrame, members: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """RESIDENTS, MEMBERS → RECORDS of both sides, read by the settings the run was made with.

    Rows the run excluded stay excluded, for the reason it had.
    """
    settings = check_settings(folder.facts["settings"], "run.json")
    return together(
        lambda: _remade(settings, folder.as_of, residents, "population"),
        lambda: _remade(settings, folder.as_of, members, "members"),
    )


def population_records(settings: Settings, as_of: date, people: pl.DataFrame) -> pl.DataFrame:
    """Some rows of RESIDENTS → RECORDS, none of them excluded."""
    return _remade(settings, as_of, people, "population").with_columns(excluded=pl.lit(None, pl.String))


def _remade(settings: Settings, as_of: date, frame: pl.DataFrame, role: Role) -> pl.DataFrame:
    fields = [name for name in FIELDS[role] if name in frame.columns and name not in _NOT_COMPARED]
    raw = frame.select(
        "source_file",
        "source_row",
        pl.col(fields).exclude("tanggal_lahir").cast(pl.String),
        pl.coalesce(pl.col("tanggal_lahir").dt.to_string(_DATE), _written()).alias("tanggal_lahir"),
        source_line=pl.lit(None, pl.Int64),
        refused=pl.lit(value=False),
        reason=pl.lit(None, pl.String),
    )
    excluded = frame.select(pl.when(pl.col("status") == "excluded").then("reason").alias("excluded")).to_series()
    return comparable(raw, role, settings, as_of).records.with_columns(excluded)


def _written() -> pl.Expr:
    """Return what was written as a date and is none, day first."""
    written = pl.col("tanggal_tertulis").cast(pl.String).str.zfill(8)
    return pl.concat_str(written.str.slice(6, 2), written.str.slice(4, 2), written.str.head(4), separator="-")
