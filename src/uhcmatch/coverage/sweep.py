"""Who is to be visited, in the order one walks: area, street and house number, family, its head first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.coverage.areas import LEVELS, PARTS, chosen_areas, unify_areas

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from uhcmatch.coverage.areas import Level

SWEEP: Final[dict[str, pl.DataType]] = {
    "resident_row": pl.Int64(),
    "kecamatan": pl.String(),
    "kelurahan": pl.String(),
    "rw": pl.String(),
    "rt": pl.String(),
    "keluarga": pl.Int64(),
    "no_kk": pl.String(),
    "alamat": pl.String(),
    "nik": pl.String(),
    "nama": pl.String(),
    "jenis_kelamin": pl.String(),
    "tanggal_lahir": pl.Date(),
    "umur": pl.Int64(),
    "hubungan": pl.String(),
    "status": pl.String(),
}
"""One row per person. `keluarga` numbers the families of an area, so that they can be told apart while KK numbers are
masked; `umur` is in whole years."""


def sweep_list(
    residents: pl.DataFrame,
    as_of: date,
    by: Level = "rt",
    statuses: Sequence[str] = ("unenrolled",),
    areas: Sequence[str] = (),
) -> pl.DataFrame:
    """RESIDENTS → SWEEP: one row per resident with one of the statuses in the named areas, in walking order.

    Families are numbered anew in each area of the level `by`. Without `areas` everywhere. Raises `UsageRefused` when
    an area is unknown.
    """
    wanted = chosen_areas(unify_areas(residents), areas).filter(pl.col("status").is_in(list(statuses)))
    home = [*PARTS, _family()]
    ordered = wanted.with_columns(
        _is_head=_is_head(), _home=_walking_order("alamat").min().over(home), _family=_family()
    ).sort(*PARTS, "_home", "_family", pl.col("_is_head").not_(), "tanggal_lahir", "resident_row", nulls_last=True)
    is_other_family = pl.struct(*PARTS, "_family").ne_missing(pl.struct(*PARTS, "_family").shift())
    counted = ordered.with_columns(_count=is_other_family.cum_sum().cast(pl.Int64))
    before = pl.col("_count").min().over(LEVELS[by]) if LEVELS[by] else pl.col("_count").min()
    return counted.with_columns(keluarga=pl.col("_count") - before + 1, umur=_age(as_of)).select(list(SWEEP))


def grouped(listed: pl.DataFrame, by: Level) -> Iterator[tuple[tuple[str | None, ...], pl.DataFrame]]:
    """Split a sweep list by area: yields the names of each area and its rows, both in the list's order."""
    names = LEVELS[by]
    if listed.is_empty() or not names:
        yield (), listed
        return
    for part in listed.partition_by(names, maintain_order=True):
        yield tuple(part[name][0] for name in names), part


def _family() -> pl.Expr:
    """A KK number, or for those without one something of their own."""
    return pl.coalesce("no_kk", pl.format("~{}", "resident_row"))


def _is_head() -> pl.Expr:
    """Head of the family: SHDK in words or its code 1 (DOMAIN §2.4)."""
    relation = pl.col("hubungan").str.to_uppercase()
    return (relation.str.contains("KEPALA", literal=True) | relation.is_in(["1", "01", "KK"])).fill_null(False)


def _walking_order(column: str) -> pl.Expr:
    """An address as it sorts along a street: numbers padded to eight digits, signs and case gone."""
    plain = pl.col(column).str.to_uppercase().str.replace_all("[^A-Z0-9]+", " ").str.strip_chars()
    return plain.str.replace_all("([0-9]+)", "00000000$1").str.replace_all("0*([0-9]{8})($|[^0-9])", "$1$2")


def _age(as_of: date) -> pl.Expr:
    """Whole years on a day; null without a birth date or with one that lies ahead."""
    born = pl.col("tanggal_lahir")
    had_birthday = (born.dt.month() < as_of.month) | ((born.dt.month() == as_of.month) & (born.dt.day() <= as_of.day))
    years = as_of.year - born.dt.year().cast(pl.Int64) - pl.when(had_birthday).then(0).otherwise(1)
    return pl.when(years >= 0).then(years)
