"""What the family of a listed person tells: who in the KK is a member already, and by which way this one gets in.

A household is a KK. Its members are taken from all residents, not only from those on the list; the segment is that of
the card that counts for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.reference.channels import CHANNELS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from uhcmatch.reference.channels import Channel

SEGMENTS: Final[dict[str, str]] = {
    "PBI_JK": "PBI-JK",
    "PBPU_PEMDA": "Pemda",
    "PPU": "PPU",
    "PBPU_MANDIRI": "Mandiri",
    "BP": "BP",
    "LAINNYA": "lainnya",
}
"""Canonical segment → what a list calls it, in the order it is listed."""

_REGISTERED: Final = ("active", "inactive")
_NEWBORN_DAYS: Final = 28
_BABY_DAYS: Final = 91
_OF_AGE: Final = 21
_POOR_TO: Final = 5
"""Desil up to which a family may be proposed for paid membership (DOMAIN §4)."""


def with_household(
    listed: pl.DataFrame,
    residents: pl.DataFrame,
    members: pl.DataFrame,
    as_of: date,
    channels: Sequence[Channel] = CHANNELS,
) -> pl.DataFrame:
    """Add what the household tells to listed RESIDENTS, which carry `desil` (null where unknown).

    Adds `segmen` of the person's own card · `keluarga_terdaftar` how many of the KK are registered (0 without KK) ·
    `keluarga_segmen` how many of them in which segment, null when none · `saluran` code of a channel. Same rows, order.
    """
    carded = residents.filter(pl.col("status").is_in(_REGISTERED)).join(
        members.select("member_row", "segmen"), on="member_row", how="left", validate="m:1"
    )
    own = carded.select("resident_row", "segmen")
    families = _families(carded)
    joined = listed.join(own, on="resident_row", how="left", maintain_order="left", validate="1:1").join(
        families, on="no_kk", how="left", maintain_order="left", validate="m:1"
    )
    told = joined.with_columns(**_facts(as_of)).with_columns(
        keluarga_terdaftar=pl.col("keluarga_terdaftar").fill_null(0)
    )
    return told.with_columns(saluran=_channel(channels)).select(
        *listed.columns, "segmen", "keluarga_terdaftar", "keluarga_segmen", "saluran"
    )


def _families(carded: pl.DataFrame) -> pl.DataFrame:
    """Registered residents → one row per KK: how many, in which segments, and what of it decides channels."""
    segment, relation = pl.col("segmen").fill_null("LAINNYA"), pl.col("hubungan").str.to_uppercase()
    is_active = pl.col("status") == "active"
    is_couple = relation.is_in(["KEPALA KELUARGA", "SUAMI", "ISTRI"]).fill_null(False)
    is_mother = (relation == "ISTRI") | ((relation == "KEPALA KELUARGA") & (pl.col("jenis_kelamin") == "P"))
    counted = [(segment == code).sum().alias(code) for code in SEGMENTS]
    families = (
        carded.drop_nulls("no_kk")
        .group_by("no_kk")
        .agg(
            *counted,
            keluarga_terdaftar=pl.len().cast(pl.Int64),
            kk_ppu=((segment == "PPU") & is_active & is_couple).any(),
            kk_mandiri=((segment == "PBPU_MANDIRI") & is_active).any(),
            ibu_pbi=((segment == "PBI_JK") & is_active & is_mother.fill_null(False)).any(),
        )
    )
    words = [pl.when(pl.col(code) > 0).then(pl.format(f"{word} {{}}", pl.col(code))) for code, word in SEGMENTS.items()]
    return families.with_columns(
        keluarga_segmen=pl.concat_str(words, separator=", ", ignore_nulls=True).replace("", None)
    ).drop(list(SEGMENTS))


def _facts(as_of: date) -> dict[str, pl.Expr]:
    """Return what the rules of channels ask of a person, each true, false or null."""
    relation, reason = pl.col("hubungan").str.to_uppercase(), pl.col("reason")
    days = (pl.lit(as_of) - pl.col("tanggal_lahir")).dt.total_days()
    is_minor = days < _OF_AGE * 365.25
    return {
        "perlu_periksa": pl.col("status") == "review",
        "nik_bermasalah": ~pl.col("nik").str.contains("^[0-9]{16}$").fill_null(False),
        "bayi_28_hari": days.is_between(0, _NEWBORN_DAYS),
        "bayi_3_bulan": days.is_between(0, _BABY_DAYS),
        "anak": relation == "ANAK",
        "keluarga_inti": relation.is_in(["SUAMI", "ISTRI"]) | ((relation == "ANAK") & is_minor),
        "nonaktif": pl.col("status") == "inactive",
        "menunggak": (pl.col("status") == "inactive") & (reason == "nonaktif_menunggak"),
        "usia_21": (pl.col("status") == "inactive") & (reason == "nonaktif_usia"),
        "kartu_pbi": pl.col("segmen") == "PBI_JK",
        "kartu_ppu": pl.col("segmen") == "PPU",
        "miskin": pl.col("desil") <= _POOR_TO,
        "mampu": pl.col("desil") > _POOR_TO,
    }


def _channel(channels: Sequence[Channel]) -> pl.Expr:
    """Return the code of the first channel whose facts all hold; what is not known does not hold."""
    return pl.coalesce(
        pl.when(pl.all_horizontal(pl.lit(value=True), *map(_holds, channel.facts))).then(pl.lit(channel.code))
        for channel in channels
    )


def _holds(fact: str) -> pl.Expr:
    known = pl.col(fact.removeprefix("!")).fill_null(False)
    return ~known if fact.startswith("!") else known
