"""Which rows take no part, and why: refused, without any identity, dead or gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from uhcmatch.distinct import Distinct
from uhcmatch.normalise import codes
from uhcmatch.normalise.dates import read_plain_dates
from uhcmatch.reference.reasons import NO_IDENTITY

if TYPE_CHECKING:
    from datetime import date

    from uhcmatch.columns import Role
    from uhcmatch.shelf import Shelf


def vital(cells: pl.DataFrame, role: Role, today: date) -> tuple[pl.Series, int]:
    """Return who is recorded as dead or gone; a code column that would exclude most of a side is not believed."""
    nothing = pl.repeat(None, len(cells), dtype=pl.String, eager=True).alias("vital")
    if role == "members":
        return nothing, 0
    status = Distinct.of(cells["status_hidup"])
    told = status.lookup(codes.exclusions(status.values).to_frame("vital")).frame().to_series()
    told_of = len(cells)
    ignored = len(told) - told.null_count() if (len(told) - told.null_count()) * 2 > told_of else 0
    dated = [
        (read_plain_dates(cells[column], today).is_not_null(), reason)
        for column, reason in (("tanggal_meninggal", "meninggal"), ("tanggal_pindah", "pindah"))
    ]
    vital = nothing if ignored else told
    for is_dated, reason in reversed(dated):
        vital = pl.select(pl.when(is_dated).then(pl.lit(reason)).otherwise(vital)).to_series()
    return vital.alias("vital"), ignored


def excluded(cells: pl.DataFrame, records: Shelf, left: pl.Series) -> pl.Series:
    """Return `excluded`, the reason of each row that takes no part; `left` says who is dead or gone.

    Without a number and a name a birth date still tells who it is among those of one family or house.
    """
    is_baby = records.frame("is_baby").to_series()
    has_name = records.known("name") | (is_baby & records.known("mother"))
    has_number = records.known("nik_key") | records.known("nik_prefix15")
    has_home = records.known("kk_key") | (records.known("street") & records.known("house"))
    is_of_home = records.known("born") & has_home
    no_identity = pl.when(~has_name & ~has_number & ~is_of_home).then(pl.lit(NO_IDENTITY))
    return pl.select(excluded=pl.coalesce(_refused(cells), no_identity, left)).to_series()


def _refused(cells: pl.DataFrame) -> pl.Series:
    """Return the reason of the rows that `files` refused."""
    refused = cells["refused"].arg_true()
    reasons = cells["reason"].gather(refused).fill_null(NO_IDENTITY)
    return pl.repeat(None, len(cells), dtype=pl.String, eager=True).scatter(refused, reasons)
