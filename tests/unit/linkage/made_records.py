"""RECORDS of made-up people, written in a line each."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from uhcmatch.columns import RECORDS


def record(name: str | None = None, born: str | None = None, nik: str | None = None, **more: Any) -> dict[str, Any]:
    """One record; `born` is ISO; name keys follow from the name, unless `more` says otherwise."""
    day = date.fromisoformat(born) if born else None
    tokens = name.split() if name else []
    row: dict[str, Any] = dict.fromkeys(RECORDS)
    row |= {
        "nik": nik,
        "nik_key": nik,
        "nama": name,
        "name": name,
        "name_folded": name,
        "name_joined": "".join(tokens) or None,
        "name_sorted": " ".join(sorted(tokens)) or None,
        "born": day,
        "tanggal_lahir": day,
        "born_is_default": day is not None and (day.month, day.day) in {(12, 31), (7, 1), (1, 1)},
        "is_baby": False,
    }
    return row | more


def records(*rows: dict[str, Any]) -> pl.DataFrame:
    """RECORDS numbered from 1."""
    numbered = [row | {"row": number} for number, row in enumerate(rows, start=1)]
    return pl.DataFrame(numbered, schema=RECORDS)
