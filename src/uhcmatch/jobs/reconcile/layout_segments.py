"""Segments of members whose file has no column for them: as the office says, else by the layout of the file."""

from __future__ import annotations

from dataclasses import replace
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.reference.chosen import refuse_unknown
from uhcmatch.reference.codes import SEGMENT_UNKNOWN, SEGMENTS
from uhcmatch.reference.layouts import layout_of
from uhcmatch.shelf import Lookup
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uhcmatch.files import Source
    from uhcmatch.pipeline import Prepared
    from uhcmatch.settings import SegmentSettings

_SAID: Final = Words("menurut setelan", "by the settings")


def with_layout_segments(members: Prepared, sources: Iterable[Source], settings: SegmentSettings) -> Prepared:
    """Fill in the segment of members without one, and say so once per file."""
    refuse_unknown("segments.files", settings.files.values(), sorted({*SEGMENTS.values(), SEGMENT_UNKNOWN}))
    found = {source.name: told for source in sources if (told := _told(source, settings))}
    if not found:
        return members
    names = {name: segment for name, (segment, _) in found.items()}
    by_file = pl.col("source_file").replace_strict(names, default=None, return_dtype=pl.String)
    notes = [_note(why).fill(file=name, segment=segment) for name, (segment, why) in sorted(found.items())]
    segments = members.shown.frame("segmen", "source_file").select(segmen=pl.coalesce("segmen", by_file)).to_series()
    return replace(members, shown=members.shown.beside(Lookup.of(segments)), notes=(*members.notes, *notes))


def _note(why: Words) -> Words:
    return Words(
        f"{{file}}: tanpa kolom segmen; dianggap {{segment}} ({why.id}). Lain? Sebutkan di [segments] files.",
        f"{{file}}: no column for segments; taken as {{segment}} ({why.en}). Otherwise name it in [segments] files.",
    )


def _told(source: Source, settings: SegmentSettings) -> tuple[str, Words] | None:
    """Return the segment of a file that has no column for it, and why."""
    if "segmen" in source.columns:
        return None
    for pattern, segment in settings.files.items():
        if fnmatch(source.name.lower(), pattern.lower()):
            return segment, _SAID
    headers = [*(header for written in source.columns.values() for header in written), *source.unknown]
    layout = layout_of(headers)
    return (layout.segment, layout.words) if layout else None
