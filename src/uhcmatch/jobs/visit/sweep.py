"""Who is to be visited: on the screen, or as files for those who go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch import files, runs
from uhcmatch.coverage import RunDay, Wanted, grouped, sweep_list
from uhcmatch.jobs.known.registered import registered, with_registration
from uhcmatch.jobs.known.visited import visited
from uhcmatch.jobs.visit.file_names import book_names, file_names
from uhcmatch.jobs.visit.priority import priority_list
from uhcmatch.reference.channels import channels_of
from uhcmatch.reference.outcomes import outcomes_of
from uhcmatch.report.text import shown
from uhcmatch.sheets import Letterhead, books, write_pdf, write_xlsx
from uhcmatch.sheets.sheet_columns import COLUMNS, ENTRY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from uhcmatch.coverage import Level
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.sheets import Book, Layout
    from uhcmatch.words import Language

    Files = Iterator[tuple[str, Callable[[Path], None]]]
    """Names without ending, each with what writes the file."""
    Form = Callable[["SweepList", Level], Files]


@dataclass(frozen=True)
class Choice:
    """Whom a sweep list is about, how much of them it shows, and how its sheets speak and look."""

    by: Level
    wanted: Wanted
    show_nik: bool = False
    priority: Path | None = None
    language: Language = "id"
    layout: Layout = "ringkas"
    with_visited: bool = False


@dataclass(frozen=True)
class SweepList:
    """`people`: the SWEEP rows of a run, cleaned and masked as chosen; `head`: what its sheets carry.

    `done` how many people of the run are not listed since a visit or BPJS settled it, by what follows.
    """

    people: pl.DataFrame
    head: Letterhead
    done: dict[str, int]


def listed(asked: Asked, choice: Choice) -> SweepList:
    """Return who of a run is to be visited."""
    folder = asked.opened()
    settings = asked.settings(folder)
    channels, outcomes = channels_of(settings.channels), outcomes_of(settings.outcomes)
    wanted = replace(
        choice.wanted,
        channels=channels,
        priority=None if choice.priority is None else priority_list(choice.priority, settings),
    )
    day = RunDay(folder.run_id, folder.as_of)
    residents = folder.frame("residents")
    with runs.reading(asked.store_path()) as ledger:
        told = registered(residents, ledger, folder.as_of, settings.registration.wait_days)
        known = with_registration(visited(residents, ledger), told)
    if choice.with_visited:
        known = known.with_columns(is_done=pl.lit(value=False))
    people = sweep_list(residents, folder.frame("members"), day, choice.by, replace(wanted, visited=known))
    head = Letterhead(folder.run_id, folder.as_of, choice.language, outcomes, channels, choice.layout)
    listed_people = shown(people, show_nik=choice.show_nik or settings.privacy.show_nik)
    return SweepList(listed_people, head, _done(known, residents, wanted.statuses))


def _done(known: pl.DataFrame, residents: pl.DataFrame, statuses: tuple[str, ...]) -> dict[str, int]:
    """Count whom visits and BPJS took off the list, by what follows."""
    out = known.filter("is_done").join(
        residents.filter(pl.col("status").is_in(statuses)), on="resident_row", how="semi"
    )
    return dict(out["selesai"].value_counts(sort=True).iter_rows())


def write(
    made: SweepList, by: Level, forms: Iterable[str], out: Path, told: Callable[[str], None] = lambda _file: None
) -> int:
    """Write the files of all forms into a folder that appears whole; return how many.

    `told` is called with the name of each file before it is written.
    """
    written = 0
    with runs.reserve(out) as staging:
        for form in dict.fromkeys(forms):
            for name, put in _FORMS[form](made, by):
                told(f"{name}.{form}")
                put(staging.path / f"{name}.{form}")
                written += 1
        staging.publish()
    return written


def _per_area(writer: Callable[[pl.DataFrame, Path], None]) -> Form:
    """One file per area asked for."""

    def parts(made: SweepList, by: Level) -> Files:
        areas = list(grouped(made.people, by))
        names = file_names([area for area, _ in areas], by)
        for name, (_, part) in zip(names, areas, strict=True):
            yield name, partial(writer, part)

    return parts


def _per_book(writer: Callable[[Book, Letterhead, Path], None]) -> Form:
    """One file per kelurahan (or kecamatan) and team."""

    def parts(made: SweepList, by: Level) -> Files:
        wanted = books(made.people, by)
        for name, book in zip(book_names(wanted, by), wanted, strict=True):
            yield name, partial(writer, book, made.head)

    return parts


def _write_json(people: pl.DataFrame, path: Path) -> None:
    dated = people.with_columns(pl.col(pl.Date).cast(pl.String))
    files.write_json(dated.to_dicts(), path)


def _write_csv(people: pl.DataFrame, path: Path) -> None:
    """Write a list that can be filled in: the columns of a workbook's entries stand in front of the line's id."""
    entries = [pl.lit(None, pl.String).alias(column.key) for column in COLUMNS if column.kind in ENTRY]
    files.write_csv(people.select(pl.exclude("id_baris"), *entries, "id_baris"), path)


_FORMS: Final[Mapping[str, Form]] = {
    "csv": _per_area(_write_csv),
    "json": _per_area(_write_json),
    "xlsx": _per_book(write_xlsx),
    "pdf": _per_book(write_pdf),
}
"""Form → which files it makes: their names without ending, and what writes each."""
