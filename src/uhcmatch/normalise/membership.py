"""Status and segment of a membership, and what has to be said of labels that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from uhcmatch.distinct import Distinct, distinct_rows
from uhcmatch.normalise import codes
from uhcmatch.normalise.notes import LABEL_SEEN_AT_LEAST
from uhcmatch.reference.codes import SEGMENT_UNKNOWN, STATUS_UNKNOWN
from uhcmatch.shelf import Lookup

if TYPE_CHECKING:
    from uhcmatch.settings import Settings


def membership(cells: pl.DataFrame, settings: Settings) -> tuple[tuple[Lookup, Lookup], dict[str, int]]:
    """Read `status_peserta` and `segmen`; a status column in which no label is known is no status column."""
    pairs, labelled = distinct_rows(cells.select("status_peserta", "source_file"))
    status, is_ignored = _statuses(labelled, settings)
    segment = Distinct.of(cells["segmen"])
    read = segment.lookup(codes.segments(segment.values, settings.segments.labels).to_frame("segmen"))
    enrolled = Lookup(pairs, status.to_frame("status_peserta"))
    counts = {"kolom_status_diabaikan": int((enrolled.times() * is_ignored).sum())}
    for told, labels, unknown in (
        (enrolled, labelled["status_peserta"], STATUS_UNKNOWN),
        (read, segment.values, SEGMENT_UNKNOWN),
    ):
        counts |= _unknown(told, labels, unknown)
    return (enrolled, read), counts


def _statuses(labelled: pl.DataFrame, settings: Settings) -> tuple[pl.Series, pl.Series]:
    """Read distinct labels of files, and tell which are ignored."""
    read = labelled.select(
        codes.statuses(labelled["status_peserta"], labelled["source_file"], settings.statuses.labels), "source_file"
    )
    is_known = pl.col("status_peserta") != STATUS_UNKNOWN
    meaningful = pl.col("status_peserta").is_null() | is_known.any().over("source_file")
    found = read.select(pl.when(meaningful).then("status_peserta"), is_ignored=~meaningful)
    return found["status_peserta"], found["is_ignored"]


def _unknown(told: Lookup, labels: pl.Series, unknown: str) -> dict[str, int]:
    """Count the rows with a label nobody knows, and each such label that stands in several."""
    read = told.answers.to_series()
    rest = (read == unknown).fill_null(value=False)
    total, repeated = codes.unknown_labels(labels.filter(rest), told.times().filter(rest), LABEL_SEEN_AT_LEAST)
    return {f"{read.name}_tak_dikenal": total} | {f"{read.name}:{label}": number for label, number in repeated.items()}
