"""What a kept run shows to be wrong: on the screen, or as files for those who put it right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch import files, runs
from uhcmatch.coverage import anomalies, by_segment, chosen_areas, summary, unify_areas
from uhcmatch.jobs.kept.nik_issues import nik_issues
from uhcmatch.report.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.words import Language

_NAME: Final = "anomali"


@dataclass(frozen=True)
class Wanted:
    """Which anomalies: `kinds` and `areas` (all when there are none), in which language, with whole numbers or not."""

    kinds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    language: Language = "id"
    show_nik: bool = False


@dataclass(frozen=True)
class Found:
    """ANOMALIES fit to be shown, their count and rupiah per kind, and those of nobody here per segment."""

    rows: pl.DataFrame
    kinds: pl.DataFrame
    segments: pl.DataFrame


def found(asked: Asked, wanted: Wanted) -> Found:
    """Return the anomalies of a run; raises `UsageRefused` for an area that is not in it."""
    folder = asked.opened()
    settings = asked.settings(folder)
    residents = folder.frame("residents")
    members = folder.frame("members")
    issues = nik_issues(residents, settings), nik_issues(members, settings)
    rows = anomalies(residents, members, issues, settings.anomalies.dues, wanted.language)
    rows = chosen_areas(unify_areas(rows), wanted.areas)
    if wanted.kinds:
        rows = rows.filter(pl.col("jenis").is_in(wanted.kinds))
    return Found(shown(rows, show_nik=wanted.show_nik or settings.privacy.show_nik), summary(rows), by_segment(rows))


def write(told: Found, forms: Iterable[str], out: Path) -> int:
    """Write the anomalies and their summary into a folder that appears whole; return how many files."""
    with runs.reserve(out) as staging:
        for form in forms:
            _write(told, form, staging.path)
        written = sum(1 for _ in staging.path.iterdir())
        staging.publish()
    return written


def _write(told: Found, form: str, folder: Path) -> None:
    if form == "xlsx":
        files.write_workbook(
            {"ringkasan": told.kinds, "segmen": told.segments, "anomali": told.rows}, folder / f"{_NAME}.xlsx"
        )
    elif form == "json":
        files.write_json(document(told), folder / f"{_NAME}.json")
    else:
        files.write_csv(told.rows, folder / f"{_NAME}.csv")
        files.write_csv(told.kinds, folder / f"{_NAME}-ringkasan.csv")
        files.write_csv(told.segments, folder / f"{_NAME}-segmen.csv")


def document(told: Found) -> dict[str, list[dict[str, object]]]:
    """Return the three frames as one JSON document, dates as ISO 8601."""
    dated = told.rows.with_columns(pl.col(pl.Date).cast(pl.String))
    return {"summary": told.kinds.to_dicts(), "segments": told.segments.to_dicts(), "anomalies": dated.to_dicts()}
