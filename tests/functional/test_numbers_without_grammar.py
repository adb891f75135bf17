"""A register whose numbers are no NIKs: no grammar, no family cards, foreign names; one slip in a number is seen."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from uhcmatch import pipeline
from uhcmatch.settings import check_settings

FIRST = ("MADELINE", "OLIVER", "HUGH", "TALIA", "EDWIN", "GRETA", "IVAN", "JASPER", "LORNA", "NIXON", "PRISCA", "RUBEN")
LAST = ("BRADSHAW", "DOWDNEY", "PENWICK", "MORRISON", "SHEPPERD", "GREENE", "TALBOT", "UNDERHILL", "VANCE", "WEXFORD")
PEOPLE = 700


def person(number: int) -> dict[str, str]:
    """One of many, each unlike the others."""
    born = date(1940, 1, 1) + timedelta(days=number * 37)
    return {
        "nik": f"{(number * 7_919_131) % 9_000_000 + 1_000_000}",
        "nama": f"{FIRST[number % 12]} {LAST[number % 10]} {FIRST[(number // 7) % 12]}",
        "tanggal_lahir": born.isoformat(),
        "alamat": f"{number % 97 + 1} WATTLE STREET",
    }


def raw(rows: list[dict[str, str]]) -> pl.DataFrame:
    place = pl.int_range(1, pl.len() + 1, dtype=pl.Int64)
    frame = pl.DataFrame(rows)
    return frame.select(
        source_file=pl.lit("a"),
        source_row=place,
        source_line=place + 1,
        refused=False,
        reason=pl.lit(None, pl.String),
    ).hstack(frame)


def test_a_slip_in_a_number_is_no_stranger() -> None:
    residents = [person(number) for number in range(PEOPLE)]
    slipped = residents[3] | {"nik": residents[3]["nik"][:-1] + "X", "nama": "H TALIA", "alamat": ""}
    cards = [*residents[10:], slipped]
    settings = check_settings({"identifier": {"kind": "opaque"}}, "uhcmatch.toml")
    outcome = pipeline.match(raw(residents), raw(cards), settings, date(2026, 1, 1))
    found = outcome.residents["status"].to_list()
    assert found[10:] == ["active"] * (PEOPLE - 10)
    assert found[3] in {"active", "review"}
    assert [status for at, status in enumerate(found[:10]) if at != 3] == ["unenrolled"] * 9
    assert outcome.quality["warning"]
