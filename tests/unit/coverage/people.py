"""Made-up RESIDENTS frames."""

from __future__ import annotations

from typing import Any

import polars as pl

from uhcmatch.columns import RESIDENTS


def residents(*rows: dict[str, Any]) -> pl.DataFrame:
    """RESIDENTS from what matters of each row; numbered, unenrolled in RT 001/RW 001 of MEKAR, UTARA unless told."""
    home = {"kecamatan": "UTARA", "kelurahan": "MEKAR", "rw": "001", "rt": "001", "status": "unenrolled"}
    return pl.DataFrame([{"resident_row": at, **home, **row} for at, row in enumerate(rows, start=1)], schema=RESIDENTS)


def many(**counts: int) -> pl.DataFrame:
    """RESIDENTS with so many people of each status."""
    return pl.concat(
        pl.select(status=pl.lit(status), kecamatan=pl.lit("UTARA"), kelurahan=pl.lit("MEKAR")).select(
            pl.all().repeat_by(count).explode(empty_as_null=False)
        )
        for status, count in counts.items()
    ).select(
        (pl.col(name) if name in ("status", "kecamatan", "kelurahan") else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in RESIDENTS.items()
    )
