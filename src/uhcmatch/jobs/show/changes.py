"""What moved between two kept runs: on the screen, or as files for those who follow it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch import files, runs
from uhcmatch.coverage import (
    SAID,
    change_counts,
    changes,
    changes_by_area,
    chosen_areas,
    people,
    second_rows,
    unify_areas,
)
from uhcmatch.errors import StoreFailed
from uhcmatch.jobs.known.followed import Side, pairs
from uhcmatch.report.moved import Moved, Then
from uhcmatch.report.text import shown
from uhcmatch.settings import check_settings
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from uhcmatch.coverage import Level
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.runs import RunFolder

_NAME: Final = "perubahan"


@dataclass(frozen=True)
class Wanted:
    """Which changes: `kinds` and `areas` (all when there are none), per which area, with whole numbers or not."""

    kinds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    by: Level = "kelurahan"
    show_nik: bool = False


def moved(old: RunFolder, new: RunFolder, wanted: Wanted, *, show_nik: bool = False) -> Moved:
    """Compare two runs; raises `UsageRefused` for an area that is not among the changes."""
    before, after = (_people(folder) for folder in (old, new))
    rows = all_changes(old, new, before, after)
    kept = chosen_areas(unify_areas(rows), wanted.areas)
    if wanted.kinds:
        kept = kept.filter(pl.col("jenis").is_in(wanted.kinds))
    return Moved(
        rows=shown(kept, show_nik=wanted.show_nik or show_nik),
        kinds=change_counts(kept),
        areas=changes_by_area(kept, wanted.by),
        by=wanted.by,
        before=_then(old, before),
        after=_then(new, after),
        is_whole=not (wanted.kinds or wanted.areas),
    )


def all_changes(old: RunFolder, new: RunFolder, before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Return CHANGES between two runs, of whom these are the people."""
    then, now = (
        Side(found, check_settings(folder.facts["settings"], "run.json"), folder.as_of)
        for folder, found in ((old, before), (new, after))
    )
    again = _second_rows(old), _second_rows(new)
    return changes(before, after, pairs(then, now, new.facts["model"]["weights"]), old.as_of, again)


def _then(folder: RunFolder, found: pl.DataFrame) -> Then:
    return Then(folder.run_id, folder.as_of, int(found["is_here"].sum()))


def _second_rows(folder: RunFolder) -> pl.DataFrame:
    return second_rows(folder.frame("residents", ("status", "reason", *SAID)))


def _people(folder: RunFolder) -> pl.DataFrame:
    return people(folder.frame("residents"), folder.frame("members", ("member_row", "nomor_kartu")))


def opened(asked: Asked, old: str | None) -> tuple[RunFolder, RunFolder]:
    """Return the two runs: the one asked for, and OLD or else the one of the store before it.

    Raises `StoreFailed` when there is none before it.
    """
    new = asked.opened()
    if old is not None:
        return runs.RunFolder.opened(runs.locate(old, asked.store_path())), new
    earlier = runs.before(new, asked.store_path())
    if earlier is None:
        raise StoreFailed(
            Words("Belum ada hasil sebelum ini untuk dibandingkan.", "There is no earlier run to compare with."),
            Words("Sebutkan keduanya: uhcmatch changes LAMA BARU.", "Name both: uhcmatch changes OLD NEW."),
        )
    return earlier, new


def write(told: Moved, forms: Iterable[str], out: Path) -> int:
    """Write the changes and their counts into a folder that appears whole; return how many files."""
    with runs.reserve(out) as staging:
        for form in forms:
            _write(told, form, staging.path)
        written = sum(1 for _ in staging.path.iterdir())
        staging.publish()
    return written


def _write(told: Moved, form: str, folder: Path) -> None:
    if form == "xlsx":
        files.write_workbook(
            {"ringkasan": told.kinds, "wilayah": told.areas, "perubahan": told.rows}, folder / f"{_NAME}.xlsx"
        )
    elif form == "json":
        files.write_json(told.document(), folder / f"{_NAME}.json")
    else:
        files.write_csv(told.rows, folder / f"{_NAME}.csv")
        files.write_csv(told.kinds, folder / f"{_NAME}-ringkasan.csv")
        files.write_csv(told.areas, folder / f"{_NAME}-wilayah.csv")
