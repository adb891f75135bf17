"""Numbers that contradict each other or themselves, on either side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl
from rapidfuzz import fuzz, process

from uhcmatch.coverage.anomaly_rows import listed
from uhcmatch.reference.nik import COUNTING_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable

SAME_NAME: Final = 70.0
"""Likeness of two names (rapidfuzz `token_set_ratio`) from which they may be one person's, shortened or misspelt."""
_RUINED: Final = ("nik_presisi_hilang", "nik_notasi_ilmiah")
_DUMMIES: Final = (*COUNTING_NUMBERS, *(digit * 16 for digit in "0123456789"))
_NIK: Final = "^[0-9]{16}$"


def contradictions(residents: pl.DataFrame, cards: pl.DataFrame, issues: tuple[pl.Series, pl.Series]) -> pl.DataFrame:
    """RESIDENTS and cards with their owner's area → rows of the kinds of the group `other`, as ANOMALIES."""
    people = residents.with_columns(nik_issue=issues[0], sisi=pl.lit("population"))
    cards = cards.with_columns(nik_issue=issues[1])
    is_read = pl.col("status") != "excluded"
    found = {
        "nik_banyak_orang": _of_several(cards.filter(is_read)),
        "nik_sama_nama_beda": _of_another(cards.filter(is_read), people),
        "penduduk_nik_ganda": _sound(people).filter(pl.col("nik").is_duplicated()),
        "penduduk_ganda": people.filter(pl.col("reason") == "penduduk_ganda"),
        "meninggal_menurut_bpjs": cards.filter(pl.col("status") == "linked", pl.col("status_peserta") == "meninggal"),
        "kartu_bayi": _grown(cards, people),
        "nik_rusak_excel": _ruined([people, cards]),
    }
    return pl.concat(listed(rows.with_columns(jenis=pl.lit(kind))) for kind, rows in found.items())


def _sound(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows whose NIK is whole: sixteen digits, no dummy, not ruined."""
    ruined = pl.col("nik_issue").is_in(_RUINED).fill_null(value=False)
    return rows.filter(pl.col("nik").str.contains(_NIK), ~pl.col("nik").is_in(_DUMMIES), ~ruined)


def _of_several(cards: pl.DataFrame) -> pl.DataFrame:
    """Cards whose NIK is on another card too, under a name that cannot be the same person's."""
    shared = _sound(cards).filter(pl.col("nik").is_duplicated())
    names = shared.with_columns(first=pl.col("nama").drop_nulls().first().over("nik"))
    differs = _differs(names["nama"], names["first"])
    several = names.filter(differs)["nik"].unique()
    return shared.filter(pl.col("nik").is_in(several.implode()))


def _of_another(cards: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Cards whose NIK is a resident's, under a name that cannot be that resident's."""
    owners = _sound(people).filter(pl.col("status") != "excluded").unique("nik", keep="first", maintain_order=True)
    told = owners.select("nik", owner_row="resident_row", owner="nama")
    pairs = _sound(cards).join(told, on="nik", how="inner", maintain_order="left", validate="m:1")
    doubtful = pairs.filter(pl.col("nama") != pl.col("owner"))
    return doubtful.filter(_differs(doubtful["nama"], doubtful["owner"])).with_columns(resident_row="owner_row")


def _differs(names: pl.Series, others: pl.Series) -> pl.Series:
    """Tell row by row whether two names cannot be one person's; a name that is not known contradicts nobody."""
    likeness = process.cpdist(
        names.fill_null("").to_list(), others.fill_null("").to_list(), scorer=fuzz.token_set_ratio
    )
    is_known = names.is_not_null() & others.is_not_null()
    return (pl.Series(likeness) < SAME_NAME) & is_known


def _grown(cards: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Cards of newborns, found by their mother, whose child has a NIK of its own by now."""
    with_nik = _sound(people).select("resident_row")
    return cards.filter(pl.col("reason") == "bayi_ibu").join(with_nik, on="resident_row", how="semi")


def _ruined(sides: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Rows of either side whose NIK Excel has eaten."""
    return pl.concat([side.filter(pl.col("nik_issue").is_in(_RUINED)) for side in sides], how="diagonal_relaxed")
