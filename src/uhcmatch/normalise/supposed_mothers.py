"""Children whose mother the register does not name → the wife in their KK, to be compared by and never shown.

Newborns' cards bear nothing but their mother's name, and a part of the registers have no column for her.
"""

from __future__ import annotations

from typing import Final

import polars as pl

_CHILD: Final = "ANAK"
_WIFE: Final = "ISTRI"
_HEAD: Final = "KEPALA KELUARGA"


def supposed_mothers(rows: pl.DataFrame) -> pl.Series:
    """Return `mother` per row, null but for children without one in whose KK there is one wife, or a woman at its head.

    Takes `kk_key`, `hubungan`, `is_female`, `name_folded` and `mother`. Of two wives in one KK none is taken.
    """
    children = rows.with_row_index("at").filter(
        pl.col("hubungan") == _CHILD, pl.col("mother").is_null(), pl.col("kk_key").is_not_null()
    )
    is_wife = (pl.col("hubungan") == _WIFE) | ((pl.col("hubungan") == _HEAD) & pl.col("is_female"))
    wives = rows.filter(is_wife, pl.col("name_folded").is_not_null()).join(children, on="kk_key", how="semi")
    only = wives.filter(~pl.col("kk_key").is_duplicated()).select("kk_key", only="name_folded")
    told = children.select("at", "kk_key").join(only, on="kk_key", how="inner")
    mothers = pl.repeat(None, rows.height, dtype=pl.String, eager=True).alias("mother")
    return mothers.scatter(told["at"], told["only"])
