"""What `run.json` and the two listings beside it say of a run; counts and names of columns, never a cell."""

from __future__ import annotations

import platform
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

import polars as pl

import uhcmatch
from uhcmatch.columns import MEMBER_STATUSES, RESIDENT_STATUSES
from uhcmatch.jobs.kept.sentences import sentence
from uhcmatch.reference import reasons
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from uhcmatch.files import Source
    from uhcmatch.jobs.kept.frozen import Frozen
    from uhcmatch.pipeline import Outcome
    from uhcmatch.settings import Settings

_VERIFIED_STAGE: Final = "nik_nama_sama"
_VERIFIED: Final = Words("NIK dan nama sama", "same NIK and name")


def run_facts(  # noqa: PLR0913 - all that a run knows of itself
    outcome: Outcome,
    sources: Sequence[Source],
    settings: Settings,
    moment: datetime,
    run_id: str,
    told: Frozen | None,
    read_in: float,
) -> dict[str, Any]:
    """Return everything a run says of itself, ready for JSON.

    `told` is the frozen model it was to use, `read_in` the seconds of reading both sides.
    """
    notes = [*(_of(source, note) for source in sources for note in source.notes), *outcome.notes]
    notes += [told.note] if told else []
    return {
        "run_id": run_id,
        "created_at": moment.astimezone(UTC).isoformat(timespec="seconds"),
        "as_of": moment.date().isoformat(),
        "uhcmatch_version": uhcmatch.__version__,
        "made_with": {"python": platform.python_version(), "polars": pl.__version__},
        "inputs": [_described(source) for source in sources],
        "notes": [{"id": note.id, "en": note.en} for note in notes],
        "settings": settings.model_dump(mode="json"),
        "model": {"frozen_from": told.origin if told else None, **outcome.model},
        "stages": [_stage(code, links) for code, links in outcome.stages],
        "quality": outcome.quality,
        "decisions": outcome.decisions,
        "counts": {**counted(outcome.residents, outcome.members, outcome.links), "found": outcome.counts},
        "timings": {"read": read_in, **outcome.timings},
    }


def _of(source: Source, note: Words) -> Words:
    return Words(f"{source.name}: {note.id}", f"{source.name}: {note.en}")


def listing(population: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Return one row per row or line left out of either side: where it stands and why, no cell of it."""
    sides = [
        frame.select(
            pl.lit(side).alias("side"), file="source_file", line=pl.col("source_line").cast(pl.Int64), reason="reason"
        )
        for side, frame in (("population", population), ("members", members))
    ]
    meaning = {code: words.id for code, words in reasons.ALL.items()}
    return pl.concat(sides).with_columns(
        keterangan=pl.col("reason").replace_strict(meaning, default=pl.col("reason"), return_dtype=pl.String)
    )


def _described(source: Source) -> dict[str, Any]:
    return {
        "name": source.name,
        "role": source.role,
        "sha256": source.sha256,
        "bytes": source.size,
        "rows": source.rows,
        "refused": source.refused,
        "skipped": source.skipped,
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        "sheet": source.sheet,
        "header_line": source.header_line,
        "columns": {field: list(headers) for field, headers in source.columns.items()},
        "unknown_columns": source.unknown,
    }


def _stage(code: str, links: int) -> dict[str, Any]:
    words = _VERIFIED if code == _VERIFIED_STAGE else sentence(code)
    return {"code": code, "links": links, "id": words.id, "en": words.en}


def counted(residents: pl.DataFrame, members: pl.DataFrame, links: pl.DataFrame) -> dict[str, Any]:
    """Return the counts of RESIDENTS, MEMBERS and LINKS."""
    decisions = links["decision"]
    return {
        "residents": _by_status(residents, RESIDENT_STATUSES),
        "members": _by_status(members, MEMBER_STATUSES),
        "segments": _by_segment(members),
        "links": {decision: int((decisions == decision).sum()) for decision in ("match", "review")},
        "reasons": {
            "residents": _by_reason(residents),
            "members": _by_reason(members),
        },
    }


def _by_status(frame: pl.DataFrame, statuses: tuple[str, ...]) -> dict[str, int]:
    return {"rows": frame.height} | {status: int((frame["status"] == status).sum()) for status in statuses}


def _by_segment(members: pl.DataFrame) -> dict[str, int]:
    """Count the cards of each segment that is told."""
    told = members.select("status", "segmen").filter(pl.col("status") != "excluded").drop_nulls()
    told = told.group_by("segmen").len().sort("segmen")
    return {str(segment): int(cards) for segment, cards in told.iter_rows()}


def _by_reason(frame: pl.DataFrame) -> dict[str, int]:
    told = (
        frame.select("status", "reason")
        .drop_nulls("reason")
        .group_by("status", "reason")
        .len()
        .sort("status", "reason")
    )
    return {f"{status}.{reason}": rows for status, reason, rows in told.iter_rows()}
