"""What teams found, seen from a kept run: the people and what follows, and how far the work is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import polars as pl

from uhcmatch import files, runs
from uhcmatch.coverage import LEVELS, RunDay, Wanted, chosen_areas, sweep_list, unify_areas
from uhcmatch.jobs.known.registered import registered, with_registration
from uhcmatch.jobs.known.visited import answers_of, visited
from uhcmatch.reference.outcomes import NEXT, NOT_VISITED
from uhcmatch.report.text import shown

if TYPE_CHECKING:
    from pathlib import Path

    from uhcmatch.coverage import Level
    from uhcmatch.jobs.kept.kept import Asked

_PERSON: Final = (
    "kecamatan", "kelurahan", "rw", "rt", "no_kk", "alamat", "nik", "nama", "jenis_kelamin", "tanggal_lahir",
    "hubungan", "status",
)  # fmt: skip
_FOUND: Final = (
    "hasil",
    "berikutnya",
    "registrasi",
    "kunjungan",
    "tanggal_kunjungan",
    "nomor_kartu",
    "keterangan",
    "tim",
)
PROGRESS: Final = ("listed", "visited", *NEXT, NOT_VISITED)
"""Counts of people: on the run's list, visited, by what follows, and not visited yet."""


@dataclass(frozen=True)
class Chosen:
    """Which people: what follows and which outcomes (all when there are none), in which areas."""

    follows: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    show_nik: bool = False


@dataclass(frozen=True)
class Found:
    """`people` who were visited and are in the run, fit to be shown; `gone` how many others were visited."""

    people: pl.DataFrame
    gone: int


def listed(asked: Asked, chosen: Chosen) -> Found:
    """Return who was visited, by area; raises `UsageRefused` for an area that is not in the run."""
    folder = asked.opened()
    settings, residents = asked.settings(folder), folder.frame("residents")
    with runs.reading(asked.store_path()) as ledger:
        told = registered(residents, ledger, folder.as_of, settings.registration.wait_days)
        known = with_registration(visited(residents, ledger), told).drop_nulls("hasil")
        everybody = len({answer.person for answer in answers_of(ledger)})
    wanted = known.filter(_within("berikutnya", chosen.follows), _with_code(chosen.codes))
    people = chosen_areas(unify_areas(residents), chosen.areas).join(wanted, on="resident_row", how="inner")
    ordered = people.sort(*LEVELS["rt"], "no_kk", "resident_row", nulls_last=True)
    named = ordered.select("resident_row", *_PERSON, *_FOUND)
    show_nik = chosen.show_nik or settings.privacy.show_nik
    return Found(shown(named, show_nik=show_nik), everybody - known.height)


def write(people: pl.DataFrame, form: str, out: Path) -> None:
    """Write the list as one file in a folder that appears whole."""
    with runs.reserve(out) as staging:
        path = staging.path / f"hasil_kunjungan.{form}"
        if form == "csv":
            files.write_csv(people, path)
        elif form == "xlsx":
            files.write_workbook({"Hasil kunjungan": people}, path)
        else:
            files.write_json(people.with_columns(pl.col(pl.Date).cast(pl.String)).to_dicts(), path)
        staging.publish()


def _within(column: str, wanted: tuple[str, ...]) -> pl.Expr:
    return pl.col(column).is_in(list(wanted)) if wanted else pl.lit(value=True)


def _with_code(codes: tuple[str, ...]) -> pl.Expr:
    if not codes:
        return pl.lit(value=True)
    return pl.col("hasil").str.split(", ").list.eval(pl.element().is_in(list(codes))).list.any()


def progress(asked: Asked, by: Level | Literal["team"], areas: tuple[str, ...], teams: int | None) -> pl.DataFrame:
    """Return PROGRESS per area of a level, or per team; least of the work done first.

    Counted are the people on the run's list, whom visits settled too. A team is that of the sheets people came back
    on; whom nobody came back with is of the team that `teams` teams would make, or of none.
    """
    folder = asked.opened()
    residents = folder.frame("residents")
    with runs.reading(asked.store_path()) as ledger:
        known = visited(residents, ledger)
    wanted = Wanted(("unenrolled", "inactive", "review", "active"), areas, teams=teams)
    everybody = sweep_list(residents, folder.frame("members"), RunDay(folder.run_id, folder.as_of), "rt", wanted)
    told = everybody.filter(
        (pl.col("status") == "unenrolled") | pl.col("resident_row").is_in(known["resident_row"].implode())
    ).join(known.select("resident_row", "berikutnya", came_back="tim"), on="resident_row", how="left")
    names = ["tim"] if by == "team" else list(LEVELS[by])
    counted = told.with_columns(tim=pl.coalesce("came_back", "tim"))
    counts = [
        pl.len().cast(pl.Int64).alias("listed"),
        pl.col("berikutnya").count().cast(pl.Int64).alias("visited"),
        *((pl.col("berikutnya") == code).sum().cast(pl.Int64).alias(code) for code in NEXT),
        pl.col("berikutnya").null_count().cast(pl.Int64).alias(NOT_VISITED),
    ]
    grouped = counted.group_by(names).agg(counts) if names else counted.select(counts)
    return grouped.sort(NOT_VISITED, *names, descending=[True, *[False] * len(names)], nulls_last=True)
