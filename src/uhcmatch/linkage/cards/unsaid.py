"""What a card says and is not to be believed is not said: blank where it is compared, and shown as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

    import polars as pl

OF_NUMBER: Final = ("nik_key", "nik_born", "nik_sex")
OF_DATE: Final = ("born", "born_is_default", "tanggal_tertulis")


def without(records: pl.DataFrame, columns: Collection[str], at: pl.Series) -> pl.DataFrame:
    """Return RECORDS that say nothing in some columns at some positions."""
    if at.is_empty():
        return records
    return records.with_columns(records[name].scatter(at, None) for name in columns)
