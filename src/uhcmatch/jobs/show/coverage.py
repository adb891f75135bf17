"""How each area of a kept run stands, and what the figures rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from uhcmatch import files, runs
from uhcmatch.coverage import (
    Goals,
    doubts,
    missing_segments,
    rates,
    segment_counts,
    unmatched,
    with_goals,
    with_official,
)
from uhcmatch.errors import CoverageBelow, UsageRefused
from uhcmatch.jobs.show.boundaries import boundaries
from uhcmatch.jobs.show.official import official
from uhcmatch.report.coverage_page import coverage_page
from uhcmatch.report.coverage_table import coverage_text
from uhcmatch.report.document import as_json
from uhcmatch.report.figures import Bars, Figures
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import polars as pl

    from uhcmatch.coverage import Level
    from uhcmatch.jobs.kept.kept import Asked
    from uhcmatch.report.table import Page
    from uhcmatch.report.trend import Point
    from uhcmatch.runs import RunFolder
    from uhcmatch.settings import Settings, TargetSettings

TREND: Final = 24
"""Runs that a trend looks back at."""


def coverage(asked: Asked, by: Level, target: float | None) -> Figures:
    """Return the rates of a run; without a target that of the settings counts."""
    folder = asked.opened()
    settings = asked.settings(folder)
    return _figures(folder, settings, by, settings.targets.coverage if target is None else target)


def _figures(folder: RunFolder, settings: Settings, by: Level, target: float) -> Figures:
    residents, quality = folder.frame("residents"), folder.facts.get("quality")
    known = doubts(residents, folder.frame("links"), quality)
    bars, counted = settings.targets, official(settings.denominator)

    def rated(level: Level) -> pl.DataFrame:
        return with_official(with_goals(rates(residents, level, target, known), _goals(bars)), level, counted)

    segments = segment_counts(folder.frame("members"))
    return Figures(
        by=by,
        areas=rated(by),
        total=rated("total"),
        bars=Bars(target, bars.low, bars.priority_registered, bars.priority_active),
        official=counted.day,
        outside=0 if counted.areas.is_empty() else unmatched(residents, counted),
        segments=segments,
        warnings=missing_segments(segments),
        estimated=known.estimated,
        facts=folder.facts,
        as_of=folder.as_of,
    )


def _goals(targets: TargetSettings) -> Goals:
    return Goals(targets.levels, targets.low, targets.priority_registered, targets.priority_active)


def shown(asked: Asked, found: Figures, form: str, page: Page, borders: Path | None = None) -> str:
    """Return the figures as `table`, `csv`, `json` or `html`; `borders` is a GeoJSON for the map of the last.

    Raises `UsageRefused` for borders that nothing is drawn in.
    """
    if borders is not None and (form != "html" or found.by != "kelurahan"):
        raise UsageRefused(
            Words("--map memerlukan --format html --by kelurahan.", "--map needs --format html --by kelurahan."),
            Words("Tambahkan --format html.", "Add --format html."),
        )
    if form == "html":
        outlines = None if borders is None else boundaries(borders, found.areas)
        return coverage_page(found, _trend(asked, found), page.language, outlines)
    if form == "json":
        return as_json(found.areas.to_dicts())
    return files.csv_text(found.areas) if form == "csv" else coverage_text(found, page)


def write(text: str, path: Path) -> None:
    """Write a result to a file, whole or not at all."""
    with files.replacing(path) as file:
        file.write(text.encode() if text.endswith("\n") else f"{text}\n".encode())


def _trend(asked: Asked, found: Figures) -> list[Point]:
    """Return the store's last runs of this place, oldest first; this run is among them, wherever it is kept.

    A run of another place is known by its size: fewer than half or more than twice as many residents. Counts are those
    that every run keeps of itself; no frame is read.
    """
    kept: dict[str, Mapping[str, Any]] = {folder.run_id: folder.facts for folder in runs.listed(asked.store_path())}
    kept[found.facts["run_id"]] = found.facts
    here = found.all["residents"]
    points = []
    for facts in sorted(kept.values(), key=lambda facts: str(facts["created_at"])):
        counts = facts["counts"]["residents"]
        people, registered = counts["rows"] - counts["excluded"], counts["active"] + counts["inactive"]
        if people and here <= 2 * people and people <= 2 * here:
            points.append((str(facts["as_of"]), 100 * registered / people, 100 * counts["active"] / people))
    return points[-TREND:]


def check_minimum(found: Figures, minimum: float | None) -> None:
    """Raise `CoverageBelow` when fewer than `minimum` percent of all residents are registered."""
    reached = found.total["coverage"].item()
    if minimum is not None and (reached is None or reached < minimum):
        raise CoverageBelow(
            Words("Cakupan {reached} %, di bawah {minimum:g} %.", "Coverage is {reached} %, below {minimum:g} %.").fill(
                reached="–" if reached is None else f"{reached:.4f}", minimum=minimum
            ),
            Words("Lihat wilayahnya dengan uhcmatch coverage --by rt.", "See the areas: uhcmatch coverage --by rt."),
        )
