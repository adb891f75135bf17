"""The match run backwards: cards that belong to nobody here, second cards, and numbers that contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from uhcmatch.coverage.anomaly_rows import ANOMALIES, listed
from uhcmatch.coverage.contradictions import contradictions
from uhcmatch.reference.anomalies import KINDS, PAID_HERE
from uhcmatch.reference.codes import IS_ACTIVE

if TYPE_CHECKING:
    from uhcmatch.words import Language


def anomalies(
    residents: pl.DataFrame, members: pl.DataFrame, issues: tuple[pl.Series, pl.Series], dues: int, language: Language
) -> pl.DataFrame:
    """RESIDENTS, MEMBERS → ANOMALIES, those with most rupiah first, then by kind, segment, file and row.

    `issues` are the NIK issues of both sides, row by row (codes of `reference.reasons`, null where there is none).
    """
    cards = _with_owner(members, residents)
    found = pl.concat([_unowned(cards, dues), _second(cards, dues), contradictions(residents, cards, issues)])
    order = pl.col("jenis").cast(pl.Enum(list(KINDS)))
    sentences = {code: kind.reason.said(language) for code, kind in KINDS.items()}
    told = found.with_columns(alasan=pl.col("jenis").replace_strict(sentences, return_dtype=pl.String))
    ordered = told.sort(
        pl.col("rupiah").fill_null(0),
        order,
        (pl.col("segmen") != PAID_HERE).fill_null(value=True),
        "segmen",
        "source_file",
        "source_row",
        descending=[True, False, False, False, False, False],
        nulls_last=True,
    )
    return ordered.select(pl.col(name).cast(dtype) for name, dtype in ANOMALIES.items())


def summary(found: pl.DataFrame) -> pl.DataFrame:
    """ANOMALIES → `jenis`, `baris`, `rupiah` (a month) per kind, in the order of the table; every kind is there."""
    counted = found.group_by("jenis").agg(baris=pl.len().cast(pl.Int64), rupiah=pl.col("rupiah").sum())
    kinds = pl.DataFrame({"jenis": list(KINDS)}, schema={"jenis": pl.String})
    joined = kinds.join(counted, on="jenis", how="left", maintain_order="left")
    return joined.with_columns(pl.col("baris", "rupiah").fill_null(0))


def by_segment(found: pl.DataFrame) -> pl.DataFrame:
    """ANOMALIES → cards of nobody here per segment: `segmen` (null where none is told), `baris`, `rupiah` a month.

    The segment that is paid here comes first, then those with most cards.
    """
    nobody = [code for code, kind in KINDS.items() if kind.group == "nobody"]
    counted = (
        found.filter(pl.col("jenis").is_in(nobody))
        .group_by("segmen")
        .agg(baris=pl.len().cast(pl.Int64), rupiah=pl.col("rupiah").sum())
    )
    elsewhere = (pl.col("segmen") != PAID_HERE).fill_null(value=True)
    return counted.sort(elsewhere, "baris", "segmen", descending=[False, True, False], nulls_last=True)


def _with_owner(members: pl.DataFrame, residents: pl.DataFrame) -> pl.DataFrame:
    """Give each card its owner's area, and whether it is active; a card that says nothing counts as active."""
    parts = ("kecamatan", "kelurahan", "rw", "rt")
    owners = residents.select("resident_row", *(pl.col(part).alias(f"owner_{part}") for part in parts))
    active = pl.col("status_peserta").replace_strict(IS_ACTIVE, default=True, return_dtype=pl.Boolean)
    joined = members.join(owners, on="resident_row", how="left", maintain_order="left", validate="m:1")
    has_owner = pl.col("resident_row").is_not_null()
    return joined.with_columns(
        *(pl.when(has_owner).then(f"owner_{part}").otherwise(part).alias(part) for part in parts),
        is_active=active.fill_null(value=True),
        sisi=pl.lit("members"),
    )


def _unowned(cards: pl.DataFrame, dues: int) -> pl.DataFrame:
    """Cards nobody in the population corresponds to, each in one kind."""
    owner = pl.col("reason")
    kind = (
        pl.when((owner == "pemilik_meninggal") & pl.col("is_active"))
        .then(pl.lit("meninggal_masih_aktif"))
        .when(owner == "pemilik_meninggal")
        .then(pl.lit("meninggal"))
        .when(owner == "pemilik_pindah")
        .then(pl.lit("pindah"))
        .otherwise(pl.lit("tanpa_penduduk"))
    )
    is_paid = (pl.col("segmen") == PAID_HERE) & pl.col("is_active")
    unlinked = cards.filter(pl.col("status") == "unlinked")
    return listed(unlinked.with_columns(jenis=kind, rupiah=pl.when(is_paid).then(pl.lit(dues, pl.Int64))))


def _second(cards: pl.DataFrame, dues: int) -> pl.DataFrame:
    """Second cards; of a person's active cards one is needed, and dues here are saved as long as another stays.

    So the dues stand at a second card that is paid here; and where the card that counts is paid here, at the first
    active one of the others.
    """
    counted = cards.filter(pl.col("status") == "linked").select(
        "resident_row", first_segment="segmen", first_is_active="is_active"
    )
    second = cards.filter(pl.col("status") == "duplicate").join(
        counted, on="resident_row", how="left", maintain_order="left", validate="m:1"
    )
    is_paid = (pl.col("segmen") == PAID_HERE) & pl.col("is_active")
    elsewhere = pl.col("is_active") & (pl.col("segmen") != PAID_HERE).fill_null(value=True)
    frees_first = elsewhere & (pl.col("first_segment") == PAID_HERE) & pl.col("first_is_active")
    is_first_of_them = elsewhere.cum_sum().over("resident_row") == 1
    is_other = (pl.col("segmen") != pl.col("first_segment")).fill_null(value=False)
    kind = pl.when(is_other).then(pl.lit("segmen_ganda")).otherwise(pl.lit("kartu_ganda"))
    saves = (is_paid | (frees_first & is_first_of_them)).fill_null(value=False)
    return listed(second.with_columns(jenis=kind, rupiah=pl.when(saves).then(pl.lit(dues, pl.Int64))))
