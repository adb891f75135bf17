"""RESIDENTS, MEMBERS, pairs → QUEUE: what people are asked, first what changes most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

EFFECTS: Final[dict[str, Words]] = {
    "bertentangan": Words("keputusan bertentangan", "decisions contradict"),
    "jadi_aktif": Words("warga terhitung terdaftar, aktif", "the resident counts as registered, active"),
    "jadi_nonaktif": Words("warga terhitung terdaftar, nonaktif", "the resident counts as registered, inactive"),
    "aktif_kembali": Words("warga nonaktif ternyata aktif", "an inactive resident is active after all"),
    "kartu_pindah": Words("kartu berpindah ke warga lain", "the card goes to another resident"),
    "kartu_kedua": Words("hanya kartu kedua", "a second card only"),
    "tetap": Words("sudah demikian", "it is so already"),
}
"""What SAMA would change, most first."""

QUEUE: Final[dict[str, pl.DataType]] = {
    "resident_row": pl.Int64(),
    "member_row": pl.Int64(),
    "probability": pl.Float64(),
    "rule": pl.String(),
    "effect": pl.String(),
}
"""One row per pair, in the order in which it is worth asking; the pairs of a resident stand together."""


def queue(
    pairs: pl.DataFrame, residents: pl.DataFrame, members: pl.DataFrame, is_active: Mapping[str, bool]
) -> pl.DataFrame:
    """Return QUEUE for pairs (`resident_row`, `member_row`, `probability`, `rule`, `contradicted`) of a run."""
    card_is_active = pl.col("status_peserta").replace_strict(is_active, default=True, return_dtype=pl.Boolean)
    told = pairs.join(
        residents.select("resident_row", "status", counts="member_row"), on="resident_row", how="left"
    ).join(
        members.select("member_row", holder="resident_row", active=card_is_active.fill_null(value=True)),
        on="member_row",
        how="left",
    )
    is_open = pl.col("status").is_in(["review", "unenrolled"])
    effect = (
        pl.when("contradicted")
        .then(pl.lit("bertentangan"))
        .when(is_open & pl.col("active"))
        .then(pl.lit("jadi_aktif"))
        .when(is_open)
        .then(pl.lit("jadi_nonaktif"))
        .when(pl.col("counts") == pl.col("member_row"))
        .then(pl.lit("tetap"))
        .when((pl.col("status") == "inactive") & pl.col("active"))
        .then(pl.lit("aktif_kembali"))
        .when(pl.col("holder") != pl.col("resident_row"))
        .then(pl.lit("kartu_pindah"))
        .otherwise(pl.lit("kartu_kedua"))
    )
    ranks = {code: rank for rank, code in enumerate(EFFECTS)}
    ranked = told.with_columns(effect=effect).with_columns(
        rank=pl.col("effect").replace_strict(ranks, return_dtype=pl.Int64)
    )
    ordered = ranked.sort(
        pl.col("rank").min().over("resident_row"),
        -pl.col("probability").max().over("resident_row"),
        "resident_row",
        -pl.col("probability"),
        "member_row",
    )
    return ordered.select(pl.col(name).cast(dtype) for name, dtype in QUEUE.items())
