"""RECORDS × RECORDS → PAIRS: one row per candidate pair, found by a union of narrow block rules.

A block rule is a key that both records of a pair share. Rules are a table; each bounds the residents in one block, and
a budget bounds each rule as a whole, so that one frequent name or default date cannot explode memory. What a bound
dropped is counted and returned, never silent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.keys import combined, keys

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class BlockRule:
    """One key of candidate pairs: the atoms both sides share, or those of the member where they differ.

    `most` bounds the residents in one block; larger blocks are dropped and reported. `weak` rules look only among the
    residents who have no verified card: what they find is too little to tell of a second one.
    """

    code: str
    atoms: tuple[str, ...]
    member_atoms: tuple[str, ...] = field(default=())
    most: int = 60
    weak: bool = False

    @property
    def member(self) -> tuple[str, ...]:
        """The atoms on the member's side."""
        return self.member_atoms or self.atoms


BLOCK_RULES: Final[tuple[BlockRule, ...]] = (
    BlockRule("nik", ("nik",)),
    BlockRule("nik_15_angka", ("nik_15",), ("prefix_15",), most=30),
    # One wrong digit or one exchange leaves all parts of the NIK but one intact; the name's first letter keeps the
    # dense NIK space (19 neighbours at one digit in a kabupaten of a million) from flooding the comparison.
    BlockRule("nik_tanpa_urut", ("nik_region", "nik_day", "nik_month", "nik_year"), weak=True),
    BlockRule("nik_tanpa_wilayah", ("nik_day", "nik_month", "nik_year", "nik_serial", "letter")),
    BlockRule("nik_tanpa_hari", ("nik_region", "nik_month", "nik_year", "nik_serial", "letter")),
    BlockRule("nik_tanpa_bulan", ("nik_region", "nik_day", "nik_year", "nik_serial", "letter")),
    BlockRule("nik_tanpa_tahun", ("nik_region", "nik_day", "nik_month", "nik_serial", "letter")),
    BlockRule("nomor_awal", ("number_head", "letter"), most=30),
    BlockRule("nomor_akhir", ("number_tail", "letter"), most=30),
    BlockRule("kk", ("kk",)),
    BlockRule("kk_pemilik_nik", ("kk",), ("lender_kk",)),
    BlockRule("tanggal_nama_depan", ("birth", "first")),
    BlockRule("tanggal_nama_akhir", ("birth", "last")),
    BlockRule("tanggal_awalan", ("birth", "joined_3"), weak=True),
    BlockRule("tanggal_area", ("birth", "area"), weak=True),
    BlockRule("tanggal_tertukar", ("birth", "first"), ("birth_swapped", "first"), most=30, weak=True),
    BlockRule("nama_tahun", ("name", "birth_year")),
    BlockRule("nama_hari", ("name", "birth_day")),
    BlockRule("nama_gabung_area", ("joined", "area")),
    BlockRule("nama_area", ("name", "area")),
    BlockRule("nama_kelurahan", ("name", "kelurahan")),
    BlockRule("rt_huruf", ("area", "rt", "letter", "sex"), weak=True),
    BlockRule("rumah_huruf", ("door", "letter"), weak=True),
    BlockRule("rumah_tahun", ("door", "birth_year"), weak=True),
    BlockRule("tanggal_langka", ("birth",), most=8, weak=True),
    BlockRule("rumah_langka", ("door",), most=8, weak=True),
    BlockRule("jalan_area", ("street", "area"), most=8, weak=True),
    BlockRule("jalan_langka", ("street",), most=8, weak=True),
    BlockRule("nama_depan_area", ("first", "area"), most=12, weak=True),
    BlockRule("nama_akhir_area", ("last", "area"), most=12, weak=True),
    BlockRule("awal_depan_area", ("first_3", "area"), most=8, weak=True),
    BlockRule("awal_akhir_area", ("last_3", "area"), most=8, weak=True),
    BlockRule("rumah_area", ("door", "area"), most=15, weak=True),
    BlockRule("nomor_rumah_area", ("house", "area"), most=10, weak=True),
    BlockRule("jalan_awal_nomor", ("street_4", "house"), most=8, weak=True),
    BlockRule("nomor_rumah_kecamatan", ("house", "kecamatan"), most=8, weak=True),
    BlockRule("nomor_rumah_nama_depan", ("house", "first"), most=8, weak=True),
    BlockRule("nomor_rumah_nama_akhir", ("house", "last"), most=8, weak=True),
    BlockRule("nama_awalan", ("first_3", "last_3"), most=8, weak=True),
    BlockRule("nama_depan_awalan", ("first", "last_3"), most=12, weak=True),
    BlockRule("nama_akhir_awalan", ("last", "first_3"), most=12, weak=True),
    BlockRule("nama_langka", ("name",), most=20),
    BlockRule("ibu_tanggal", ("mother", "birth"), ("baby_mother", "birth"), most=30),
    BlockRule("ibu_area", ("mother", "area"), ("baby_mother", "area"), most=30),
    BlockRule("ibu_bayi", ("infant_mother",), ("baby_mother",), most=30),
)


@dataclass(frozen=True, slots=True)
class Candidates:
    """PAIRS with `resident`, `member` (0-based positions), `found_by` (number of rules) and what the bounds dropped."""

    pairs: pl.DataFrame
    found: dict[str, int]
    dropped: dict[str, int]


def candidates(
    residents: pl.DataFrame, members: pl.DataFrame, rules: Sequence[BlockRule] = BLOCK_RULES, *, budget: int = 40
) -> Candidates:
    """Find candidate pairs of two RECORDS frames; see `pairs_by_keys`."""
    return pairs_by_keys(keys(residents), keys(members), rules, budget=budget)


def pairs_by_keys(
    resident_keys: pl.DataFrame,
    member_keys: pl.DataFrame,
    rules: Sequence[BlockRule] = BLOCK_RULES,
    *,
    held: pl.Series | None = None,
    budget: int = 40,
) -> Candidates:
    """Find candidate pairs of two KEYS frames.

    `held` are the positions of residents who have a verified card, passed over by weak rules. `budget` bounds every
    rule to that many pairs per member on average (at least 40,000); the largest blocks go first.
    """
    resident_keys = resident_keys.with_row_index("resident")
    without_card = resident_keys if held is None else _but(resident_keys, held)
    parts: list[pl.DataFrame] = []
    found: dict[str, int] = {}
    dropped: dict[str, int] = {}
    for rule in rules:
        left = (without_card if rule.weak else resident_keys).select("resident", key=combined(rule.atoms))
        right = member_keys.select(combined(rule.member).alias("key")).with_row_index("member")
        pairs, lost = _within_bounds(left, right, rule.most, budget * max(member_keys.height, 1_000))
        found[rule.code] = pairs.height
        if lost:
            dropped[rule.code] = lost
        parts.append(pairs)
    union = pl.concat(parts).group_by("resident", "member").agg(pl.len().cast(pl.UInt8).alias("found_by"))
    return Candidates(union.sort("resident", "member"), found, dropped)


def _but(resident_keys: pl.DataFrame, held: pl.Series) -> pl.DataFrame:
    is_held = np.zeros(resident_keys.height, dtype=np.bool_)
    is_held[held.to_numpy()] = True
    return resident_keys.filter(~is_held)


def _within_bounds(left: pl.DataFrame, right: pl.DataFrame, most: int, budget: int) -> tuple[pl.DataFrame, int]:
    """Join two sides by `key` where blocks are small enough; return the pairs and the number of pairs left out."""
    right = right.drop_nulls()
    # Members are the few: what no member has is put away before anything is counted.
    left = left.drop_nulls().join(right.select(pl.col("key").unique()), on="key", how="semi")
    sizes = (
        right.group_by("key")
        .agg(members=pl.len().cast(pl.Int64))
        .join(left.group_by("key").agg(residents=pl.len().cast(pl.Int64)), on="key", validate="1:1")
        .with_columns(pairs=pl.col("members") * pl.col("residents"))
        .sort("pairs", "key")
    )
    kept = sizes.filter((pl.col("residents") <= most) & (pl.col("pairs").cum_sum() <= budget))
    pairs = right.join(kept.select("key"), on="key", how="semi").join(left, on="key")
    return pairs.select("resident", "member"), int(sizes["pairs"].sum()) - int(kept["pairs"].sum())
