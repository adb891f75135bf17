"""Who is to be visited, in the order one walks: area, street and house number, family, its head first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.coverage.areas import LEVELS, PARTS, chosen_areas, unify_areas
from uhcmatch.coverage.households import SEGMENTS, with_household
from uhcmatch.coverage.record_ids import record_id
from uhcmatch.coverage.teams import with_teams
from uhcmatch.reference.channels import CHANNELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from uhcmatch.coverage.areas import Level
    from uhcmatch.reference.channels import Channel

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
    "segmen": pl.String(),
    "keluarga_terdaftar": pl.Int64(),
    "keluarga_segmen": pl.String(),
    "saluran": pl.String(),
    "desil": pl.Int64(),
    "tim": pl.Int64(),
    "kunjungan": pl.Int64(),
    "hasil_terakhir": pl.String(),
    "registrasi": pl.String(),
    "id_baris": pl.String(),
}
"""One row per person. `keluarga` numbers the doors of an area (one family at one address), so that they can be told
apart while KK numbers are masked; `umur` is in whole years; `segmen` that of the person's own card, where there is one
· `keluarga_terdaftar` how many of the KK are registered, `keluarga_segmen` in which segments · `saluran` a code of
`reference.channels` · `desil` of the priority list, else of the population, null without · `tim` the team that goes
there, null without teams · `kunjungan` how often the person was visited before, `hasil_terakhir` the code of what came
of it, null without · `registrasi` why BPJS did not take a person who was proposed (`reference.registrations`), null
without · `id_baris` the line's number with its check (`record_ids`)."""


@dataclass(frozen=True)
class RunDay:
    """Which run a list is of: its id, and the day ages are counted on."""

    run_id: str
    as_of: date


@dataclass(frozen=True)
class Wanted:
    """Who is listed: everybody with one of the statuses, unless more is asked.

    `areas` named areas · `ages` youngest and oldest in whole years, each may be null · `segments` of the person's card,
    or of the family of one who has none · `priority` frame of `nik` and `desil` (null where unknown): only those ·
    `teams` to share the doors among · `channels` the ways in, best first · `visited` who was visited before
    or proposed to BPJS (`resident_row`, `kunjungan`, `hasil`, `registrasi`, `is_done`): whoever is done is not listed.
    """

    statuses: tuple[str, ...] = ("unenrolled",)
    areas: tuple[str, ...] = ()
    ages: tuple[int | None, int | None] = (None, None)
    segments: tuple[str, ...] = ()
    priority: pl.DataFrame | None = None
    teams: int | None = None
    channels: tuple[Channel, ...] = CHANNELS
    visited: pl.DataFrame | None = None


def sweep_list(
    residents: pl.DataFrame,
    members: pl.DataFrame,
    run: RunDay,
    by: Level = "rt",
    wanted: Wanted = Wanted(),
) -> pl.DataFrame:
    """RESIDENTS → SWEEP: one row per resident who is wanted, in walking order.

    Doors are numbered anew in each area of the level `by`. Raises `UsageRefused` when an area is unknown.
    """
    chosen = chosen_areas(unify_areas(residents), wanted.areas).filter(pl.col("status").is_in(wanted.statuses))
    chosen = _not_done(_with_desil(chosen, wanted.priority), wanted.visited)
    told = with_household(chosen, residents, members, run.as_of, wanted.channels).with_columns(umur=_age(run.as_of))
    told = told.filter(_of_age(*wanted.ages), _in_segments(wanted.segments))
    ordered = _walked(told)
    door = _door_number(ordered)
    listed = ordered.with_columns(door, tim=_teams(door, wanted.teams)).with_columns(
        keluarga=pl.col("door") - _before(by) + 1,
        id_baris=pl.Series([record_id(run.run_id, row) for row in ordered["resident_row"]], dtype=pl.String),
    )
    return listed.select(list(SWEEP))


def _with_desil(people: pl.DataFrame, priority: pl.DataFrame | None) -> pl.DataFrame:
    """With a priority list keep only those on it; its `desil` comes before that of the population."""
    if priority is None:
        return people
    best = priority.drop_nulls("nik").group_by("nik").agg(listed_desil=pl.col("desil").min().cast(pl.Int64))
    listed = people.join(best, on="nik", how="inner", maintain_order="left", validate="m:1")
    return listed.with_columns(desil=pl.coalesce("listed_desil", "desil")).drop("listed_desil")


def _not_done(people: pl.DataFrame, visited: pl.DataFrame | None) -> pl.DataFrame:
    """Add `kunjungan`, `hasil_terakhir` and `registrasi`; leave out whom nobody needs to visit again."""
    if visited is None:
        nothing = pl.lit(None, pl.String)
        return people.with_columns(kunjungan=pl.lit(0, pl.Int64), hasil_terakhir=nothing, registrasi=nothing)
    told = visited.select("resident_row", "kunjungan", "is_done", "registrasi", hasil_terakhir="hasil")
    known = people.join(told, on="resident_row", how="left", maintain_order="left", validate="m:1")
    return known.filter(~pl.col("is_done").fill_null(value=False)).with_columns(pl.col("kunjungan").fill_null(0))


def _of_age(youngest: int | None, oldest: int | None) -> pl.Expr:
    """Keep who is of an age; whose age is unknown only when none is asked."""
    age = pl.col("umur")
    bounds = [age >= youngest if youngest is not None else None, age <= oldest if oldest is not None else None]
    return pl.all_horizontal(pl.lit(value=True), *[bound.fill_null(False) for bound in bounds if bound is not None])


def _in_segments(segments: Sequence[str]) -> pl.Expr:
    if not segments:
        return pl.lit(value=True)
    of_family = pl.any_horizontal(
        pl.col("keluarga_segmen").str.contains(f"{SEGMENTS[segment]} ", literal=True) for segment in segments
    )
    return pl.col("segmen").is_in(list(segments)).fill_null(of_family).fill_null(False)


def _walked(people: pl.DataFrame) -> pl.DataFrame:
    """Order people as one walks: area, address, door, the head of the family first, then by age."""
    home = [*PARTS, "_door"]
    located = people.with_columns(_door=_door(), _where=_walking_order("alamat"), _is_head=_is_head())
    return located.with_columns(_where=pl.col("_where").min().over(home)).sort(
        *PARTS, "_where", "_door", pl.col("_is_head").not_(), "tanggal_lahir", "resident_row", nulls_last=True
    )


def _door_number(ordered: pl.DataFrame) -> pl.Series:
    """Number the doors of the whole list from 1."""
    door = pl.struct(*PARTS, "_door")
    return ordered.select(door=door.ne_missing(door.shift()).cum_sum().cast(pl.Int64)).to_series()


def _before(by: Level) -> pl.Expr:
    first = pl.col("door").min()
    return first.over(LEVELS[by]) if LEVELS[by] else first


def _teams(door: pl.Series, teams: int | None) -> pl.Series:
    return pl.repeat(None, len(door), dtype=pl.Int64, eager=True) if teams is None else with_teams(door, teams)


def grouped(listed: pl.DataFrame, by: Level) -> Iterator[tuple[tuple[str | None, ...], pl.DataFrame]]:
    """Split a sweep list by area: yields the names of each area and its rows, both in the list's order."""
    names = LEVELS[by]
    if listed.is_empty() or not names:
        yield (), listed
        return
    for part in listed.partition_by(names, maintain_order=True):
        yield tuple(part[name][0] for name in names), part


def _door() -> pl.Expr:
    """Return what one visit is for: a family; those without KK number at one numbered house; else a person.

    A family is one visit even where its address is written in two ways.
    """
    address = _walking_order("alamat")
    house = pl.when(address.str.contains("[0-9]")).then(pl.format("@{}", address))
    return pl.coalesce("no_kk", house, pl.format("~{}", "resident_row"))


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
