"""Both sides' files or frames, read and looked over before anything is matched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from uhcmatch import files
from uhcmatch.errors import InputRefused
from uhcmatch.jobs.reconcile.layout_segments import with_layout_segments
from uhcmatch.jobs.reconcile.refused_rows import with_refusals_told
from uhcmatch.pipeline import prepared
from uhcmatch.reference.reasons import NO_IDENTITY
from uhcmatch.shelf import Parcel
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from uhcmatch.columns import Role
    from uhcmatch.files import Loaded, Source
    from uhcmatch.pipeline import Prepared
    from uhcmatch.settings import Settings

Input = str | Path | pl.DataFrame | pl.LazyFrame
"""One file, folder or glob, or one frame."""


def refuse_missing(given: Sequence[Input]) -> None:
    """Raise `InputRefused` for what is no file, before minutes are spent on reading the others."""
    if paths := [each for each in given if isinstance(each, str | Path)]:
        files.expand(paths)


def load(given: Sequence[Input], role: Role, settings: Settings, progress: Callable[[str], None]) -> Loaded:
    """Read one side; frames and paths may stand side by side, their rows are numbered in that order."""
    columns = getattr(settings.columns, role)
    if all(isinstance(each, str | Path) for each in given):
        paths = [each for each in given if isinstance(each, str | Path)]
        return files.read_inputs(paths, role, columns, progress=progress)
    parts = [_one(each, role, columns, at) for at, each in enumerate(given, start=1)]
    return files.Loaded(
        frame=pl.concat([part.frame for part in parts], how="diagonal"),
        sources=tuple(source for part in parts for source in part.sources),
        skipped=pl.concat([part.skipped for part in parts]),
    )


@dataclass(frozen=True)
class Side:
    """One side read and made comparable; what was read is gone, for it takes as much room again.

    `refused` and `skipped` have `source_file`, `source_line`, `reason` of rows and lines left out.
    """

    prepared: Prepared
    sources: tuple[Source, ...]
    rows: int
    refused: pl.DataFrame
    skipped: pl.DataFrame


def read_side(
    given: Sequence[Input], role: Role, settings: Settings, today: date, progress: Callable[[str], None]
) -> Side:
    """Read one side and make it comparable."""
    loaded = load(given, role, settings, progress)
    raw, sources, skipped = Parcel(loaded.frame), loaded.sources, loaded.skipped
    rows, lines = loaded.frame.height, loaded.frame.select("source_line", "refused")
    del loaded  # Its cells are let go of one column after the other.
    side = prepared(raw, role, settings, today)
    refused = _refused(side, lines)
    sources = with_refusals_told(_counted(sources, refused.filter(~pl.col("refused"))), refused)
    if role == "members":
        side = with_layout_segments(side, sources, settings.segments)
    return Side(side, sources, rows, refused.select("source_file", "source_line", "reason"), skipped)


def _refused(side: Prepared, lines: pl.DataFrame) -> pl.DataFrame:
    """Return the refused rows with file, line and reason: those that `files` refused, and those of nobody.

    Whether a row has a name or a number can be told of what was read of its cells only: `32990117036` is no NIK.
    """
    is_left_out = side.shown.known("excluded")
    told = side.shown.only("source_file", "excluded").filter(is_left_out).frame("source_file", "excluded")
    left_out = told.hstack(lines.filter(is_left_out)).rename({"excluded": "reason"})
    return left_out.filter(pl.col("refused") | (pl.col("reason") == NO_IDENTITY))


def _counted(sources: Sequence[Source], more: pl.DataFrame) -> tuple[Source, ...]:
    """Return the sources with the rows that prove to be nobody's among their refused ones."""
    counts = dict(more.group_by("source_file").len().iter_rows())
    return tuple(replace(source, refused=source.refused + counts.get(source.name, 0)) for source in sources)


def check_inputs(population: Sequence[Source], members: Sequence[Source], max_refused: float | None) -> None:
    """Refuse one file on both sides, and a file with more refused rows (in percent) than the caller accepts."""
    residents_of = {source.sha256: source.name for source in population}
    for source in members:
        if source.sha256 in residents_of:
            raise InputRefused(
                Words("{name} sama isinya dengan {other}.", "{name} has the same content as {other}.").fill(
                    name=source.name, other=residents_of[source.sha256]
                ),
                Words(
                    "Berikan data penduduk lebih dulu, lalu data peserta.",
                    "Give the population first, then the members.",
                ),
            )
    for source in (*population, *members):
        if max_refused is not None and 100 * source.refused > max_refused * source.rows:
            raise _too_many_refused(source, max_refused)


def _too_many_refused(source: Source, max_refused: float) -> InputRefused:
    return InputRefused(
        Words(
            "{name}: {refused} dari {rows} baris ditolak, lebih dari {limit:g} %.",
            "{name}: {refused} of {rows} rows refused, more than {limit:g} %.",
        ).fill(name=source.name, refused=source.refused, rows=source.rows, limit=max_refused),
        Words(
            "Lihat barisnya dengan uhcmatch inspect, atau naikkan --max-refused.",
            "See the rows with uhcmatch inspect, or raise --max-refused.",
        ),
    )


def _one(given: Input, role: Role, columns: dict[str, str | list[str]], at: int) -> Loaded:
    if isinstance(given, pl.DataFrame | pl.LazyFrame):
        return files.from_frame(given, role, columns, name=f"frame-{at}")
    return files.read_inputs([given], role, columns)
