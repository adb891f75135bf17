"""The list that says who comes first: NIKs, and a desil where the office has one (DTSEN)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch import files
from uhcmatch.normalise.places import DESIL

if TYPE_CHECKING:
    from pathlib import Path

    from uhcmatch.settings import Settings


_YES: Final = r"^(?:Y|YA|IYA|YES|1|V|X|√|TRUE|BENAR|ADA|HAMIL|KRONIS|BUMIL)$"


def priority_list(path: Path, settings: Settings) -> pl.DataFrame:
    """Read a file with a NIK column as `nik` (digits), `desil` (1 to 10, null where there is none), `hamil`, `kronis`.

    Any form a population file can have. Who is pregnant or chronically ill is read here and kept nowhere. Raises
    `InputRefused` when the file cannot be read or has no NIK column.
    """
    loaded = files.read_inputs((path,), "population", settings.columns.population, only_nik=True)
    frame = loaded.frame.filter(~pl.col("refused"))
    nik = pl.col("nik").str.replace_all("[^0-9]", "").replace("", None)
    cell = {
        name: pl.col(name) if name in frame.columns else pl.lit(None, pl.String)
        for name in ("desil", "hamil", "kronis")
    }
    return frame.select(
        nik=nik,
        desil=cell["desil"].str.extract(DESIL, 1).cast(pl.Int64),
        hamil=_is_yes(cell["hamil"]),
        kronis=_is_yes(cell["kronis"]),
    ).drop_nulls("nik")


def _is_yes(cell: pl.Expr) -> pl.Expr:
    return cell.str.strip_chars().str.to_uppercase().str.contains(_YES).fill_null(value=False)
