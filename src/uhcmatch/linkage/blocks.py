"""RECORDS × RECORDS → PAIRS: one row per candidate pair, found by a union of narrow block rules.

A block rule is a key that both records of a pair must share. Rules are a table; each has a bound on the size of one
block, so that one frequent name or one default date cannot explode memory. What a bound dropped is counted and
returned, never silent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIRST_TOKEN: Final = pl.col("name_folded").str.split(" ").list.first()
_LAST_TOKEN: Final = pl.col("name_folded").str.split(" ").list.last()
_FIRST_LETTER: Final = pl.col("name_folded").str.head(1)
_AREA: Final = pl.concat_str([pl.col("kecamatan_key").fill_null(""), pl.col("kelurahan_key")], separator="/")
_BIRTH: Final = pl.coalesce("born", "nik_born")
_SEX: Final = pl.coalesce("sex", "nik_sex")


def _nik(*parts: tuple[int, int]) -> pl.Expr:
    """Return the given (start, length) pieces of the NIK, joined."""
    return pl.concat_str([pl.col("nik_key").str.slice(start, length) for start, length in parts], separator="*")


def _swapped(date: pl.Expr) -> pl.Expr:
    """Return the date with day and month exchanged, null where that is no date."""
    swapped = pl.date(date.dt.year(), date.dt.day(), date.dt.month())
    return pl.when((date.dt.day() <= 12) & (date.dt.day() != date.dt.month())).then(swapped)  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class BlockRule:
    """One key that both records of a candidate pair share; a null part makes the record take no part.

    `pairs_per_member` bounds one block: residents in it, per member; larger blocks are dropped and reported.
    """

    code: str
    resident: tuple[pl.Expr, ...]
    member: tuple[pl.Expr, ...]
    pairs_per_member: int = 60

    @classmethod
    def same(cls, code: str, *key: pl.Expr, pairs_per_member: int = 60) -> BlockRule:
        """Return a rule with the same key on both sides."""
        return cls(code, key, key, pairs_per_member)


BLOCK_RULES: Final[tuple[BlockRule, ...]] = (
    BlockRule.same("nik", pl.col("nik_key")),
    BlockRule("nik_15_angka", (pl.col("nik_key").str.head(15),), (pl.col("nik_prefix15"),), pairs_per_member=30),
    # One wrong digit or one exchange leaves all parts of the NIK but one intact; the name's first letter keeps the
    # dense NIK space (19 neighbours at one digit in a kabupaten of a million) from flooding the comparison.
    BlockRule.same("nik_wilayah_tanggal", _nik((0, 12))),
    BlockRule.same("nik_tanggal_urut", _nik((6, 10)), _FIRST_LETTER),
    BlockRule.same("nik_tanpa_hari", _nik((0, 6), (8, 8)), _FIRST_LETTER),
    BlockRule.same("nik_tanpa_bulan", _nik((0, 8), (10, 6)), _FIRST_LETTER),
    BlockRule.same("nik_tanpa_tahun", _nik((0, 10), (12, 4)), _FIRST_LETTER),
    BlockRule.same("kk", pl.col("kk_key")),
    BlockRule.same("tanggal_nama_depan", _BIRTH, _FIRST_TOKEN),
    BlockRule.same("tanggal_nama_akhir", _BIRTH, _LAST_TOKEN),
    BlockRule.same("tanggal_huruf_area", _BIRTH, _AREA),
    BlockRule.same("tanggal_awalan", _BIRTH, pl.col("name_joined").str.head(3)),
    BlockRule("tanggal_tertukar", (_BIRTH, _FIRST_TOKEN), (_swapped(_BIRTH), _FIRST_TOKEN), pairs_per_member=30),
    BlockRule.same("nama_tahun", pl.col("name_sorted"), _BIRTH.dt.year()),
    BlockRule.same("nama_bulan_hari", pl.col("name_sorted"), _BIRTH.dt.month(), _BIRTH.dt.day()),
    BlockRule.same("nama_gabung_area", pl.col("name_joined"), _AREA),
    BlockRule.same("nama_area", pl.col("name_sorted"), _AREA),
    BlockRule.same("nama_kelurahan", pl.col("name_sorted"), pl.col("kelurahan_key")),
    BlockRule.same("rt_huruf", _AREA, pl.col("rw"), pl.col("rt"), _FIRST_LETTER, _SEX),
    BlockRule.same("nama_langka", pl.col("name_sorted"), pairs_per_member=20),
    BlockRule.same("ibu_tanggal", pl.col("mother"), _BIRTH, pairs_per_member=30),
    BlockRule(
        "ibu_area",
        (pl.col("mother"), _AREA),
        (pl.when(pl.col("is_baby")).then(pl.col("mother")), _AREA),
        pairs_per_member=30,
    ),
)


@dataclass(frozen=True, slots=True)
class Candidates:
    """PAIRS with `resident`, `member` (0-based positions), `found_by` (number of rules) and what the bounds dropped."""

    pairs: pl.DataFrame
    found: dict[str, int]
    dropped: dict[str, int]


def candidates(
    residents: pl.DataFrame, members: pl.DataFrame, rules: Sequence[BlockRule] = BLOCK_RULES, budget: int = 40
) -> Candidates:
    """Find candidate pairs of two RECORDS frames.

    `budget` bounds every rule to `budget` pairs per member on average; the largest blocks go first.
    """
    parts: list[pl.DataFrame] = []
    found: dict[str, int] = {}
    dropped: dict[str, int] = {}
    for rule in rules:
        pairs, lost = _pairs_of(rule, residents, members, budget * max(members.height, 1_000))
        found[rule.code] = pairs.height
        if lost:
            dropped[rule.code] = lost
        parts.append(pairs)
    union = pl.concat(parts).group_by("resident", "member").agg(pl.len().cast(pl.UInt8).alias("found_by"))
    return Candidates(union.sort("resident", "member"), found, dropped)


def _keyed(records: pl.DataFrame, key: tuple[pl.Expr, ...], side: str) -> pl.DataFrame:
    """RECORDS → KEYS: one row per record that has all parts of the key; the key as one 64-bit hash."""
    named = {f"k{i}": part for i, part in enumerate(key)}
    return (
        records.select(**named)
        .with_row_index(side)
        .drop_nulls()
        .select(side, pl.struct(list(named)).hash(seed=0).alias("key"))
    )


def _pairs_of(rule: BlockRule, residents: pl.DataFrame, members: pl.DataFrame, most: int) -> tuple[pl.DataFrame, int]:
    """Return the pairs of one rule and the number of pairs its bounds dropped."""
    left = _keyed(residents, rule.resident, "resident")
    right = _keyed(members, rule.member, "member")
    sizes = (
        right.group_by("key")
        .agg(pl.len().cast(pl.Int64).alias("members"))
        .join(left.group_by("key").agg(pl.len().cast(pl.Int64).alias("residents")), on="key", validate="1:1")
        .with_columns(pairs=pl.col("members") * pl.col("residents"))
        .sort("pairs", "key")
        .with_columns(running=pl.col("pairs").cum_sum())
    )
    kept = sizes.filter((pl.col("residents") <= rule.pairs_per_member) & (pl.col("running") <= most)).select("key")
    lost = int(sizes["pairs"].sum()) - int(sizes.join(kept, on="key", how="semi")["pairs"].sum())
    pairs = right.join(kept, on="key", how="semi").join(left, on="key").select("resident", "member")
    return pairs, lost
