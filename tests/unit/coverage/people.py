"""Made-up RESIDENTS frames."""

from __future__ import annotations

from typing import Any

import polars as pl

from uhcmatch.columns import MEMBERS, RESIDENTS


def residents(*rows: dict[str, Any]) -> pl.DataFrame:
    """RESIDENTS from what matters of each row; numbered, unenrolled in RT 001/RW 001 of MEKAR, UTARA unless told."""
    home = {"kecamatan": "UTARA", "kelurahan": "MEKAR", "rw": "001", "rt": "001", "status": "unenrolled"}
    return pl.DataFrame([{"resident_row": at, **home, **row} for at, row in enumerate(rows, start=1)], schema=RESIDENTS)


def many(**counts: int) -> pl.DataFrame:
    """RESIDENTS with so many people of each status."""
    told = [status for status, count in counts.items() for _ in range(count)]
    frame = pl.DataFrame({"status": told}).with_columns(kecamatan=pl.lit("UTARA"), kelurahan=pl.lit("MEKAR"))
    empty = [pl.lit(None, dtype).alias(name) for name, dtype in RESIDENTS.items() if name not in frame.columns]
    return frame.with_columns(empty).select(list(RESIDENTS))


def members(*rows: dict[str, Any]) -> pl.DataFrame:
    """MEMBERS from what matters of each row; numbered, active."""
    cards = [{"member_row": at, "status": "linked", **row} for at, row in enumerate(rows, start=1)]
    return pl.DataFrame(cards, schema=MEMBERS)


NO_CARDS = members()
