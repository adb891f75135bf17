"""What is wrong with the numbers of a kept run, looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.normalise.identifiers import nik_columns

if TYPE_CHECKING:
    from uhcmatch.settings import Settings

_SCIENTIFIC: Final = "nik_notasi_ilmiah"


def nik_issues(rows: pl.DataFrame, settings: Settings) -> pl.Series:
    """Return what is wrong with each NIK, looked at again; of 3,27E+15 a run keeps a few digits and a reason.

    So where one card of a file was found so ruined, the short numbers of that file are.
    """
    if settings.identifier.kind == "opaque":
        return pl.Series("nik_issue", [None] * rows.height, dtype=pl.String)
    issue = nik_columns(rows["nik"], rows["source_file"])["nik_issue"]
    is_short = (rows["nik"].str.len_chars() < 16).fill_null(value=False)
    in_ruined = rows["source_file"].is_in(
        rows.filter(pl.col("reason") == _SCIENTIFIC)["source_file"].unique().implode()
    )
    ruined = pl.Series([_SCIENTIFIC]).new_from_index(0, rows.height)
    return ruined.zip_with(is_short & in_ruined, issue).alias("nik_issue")
