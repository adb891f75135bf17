"""Reading one side of the comparison: files as they come → RAW."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import polars as pl

from uhcmatch.columns import FIELDS, PROVENANCE, Role
from uhcmatch.errors import InputRefused
from uhcmatch.files import contract
from uhcmatch.files.containers import Part, parts
from uhcmatch.files.columnar import frame_table, read_parquet
from uhcmatch.files.delimited import read_delimited
from uhcmatch.files.find_header import Wanted
from uhcmatch.files.paths import expand
from uhcmatch.files.refusals import is_really, shown
from uhcmatch.files.rows import set_aside
from uhcmatch.files.snapshot import Snapshot, take
from uhcmatch.files.source import Loaded, Source
from uhcmatch.files.workbook import read_workbook
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from uhcmatch.files.table import Table


def read_inputs(
    paths: Sequence[str | Path],
    role: Role,
    columns: Mapping[str, str | list[str]],
    *,
    progress: Callable[[str], None] | None = None,
) -> Loaded:
    """Read the files, folders and globs of one side.

    `columns` maps canonical fields to this office's headers and goes before the table of aliases. `progress` is told
    the name of each file. Raises `InputRefused` when a file cannot be trusted as a whole.
    """
    wanted = Wanted(role, columns)
    frames, sources, skipped = [], [], []
    seen: dict[str, str] = {}
    for path in expand(paths):
        if progress:
            progress(shown(path.name))
        taken = take(path)
        _refuse_twin(seen, taken)
        for part in parts(taken.name, taken.content):
            for table in _tables(part, wanted):
                frames.append(contract.raw(table, role))
                sources.append(contract.source(table, role, taken, ()))
                skipped.append(contract.skipped(table))
    return _stacked(frames, sources, skipped, role)


def from_frame(
    frame: pl.DataFrame | pl.LazyFrame, role: Role, columns: Mapping[str, str | list[str]], name: str = "frame"
) -> Loaded:
    """Take a frame as one side; its column names are the headers, every value is read as text.

    Raises `InputRefused` as for files.
    """
    eager = frame.collect() if isinstance(frame, pl.LazyFrame) else frame
    table = _checked(set_aside(frame_table(name, eager, Wanted(role, columns))))
    digest = hashlib.sha256(eager.hash_rows(1, 2, 3, 4).to_numpy().tobytes()).hexdigest()
    taken = Snapshot(name, b"", digest)
    return _stacked([contract.raw(table, role)], [contract.source(table, role, taken, ())], [contract.skipped(table)], role)


def _tables(part: Part, wanted: Wanted) -> list[Table]:
    if part.kind == "workbook":
        tables = read_workbook(part.name, part.content, wanted)
    elif part.kind == "parquet":
        tables = [read_parquet(part.name, part.content, wanted)]
    else:
        tables = [read_delimited(part.name, part.content, wanted)]
    return [_checked(set_aside(table)) for table in tables]


def _checked(table: Table) -> Table:
    if table.rows.is_empty():
        raise _no_rows(table)
    return table


def _no_rows(table: Table) -> InputRefused:
    if table.refused.is_empty():
        return is_really(table.name, "hanya berisi judul kolom", "holds only a header")
    return is_really(
        table.name,
        "tidak memuat satu baris pun yang sesuai dengan judul kolomnya",
        "has not a single row that fits its header",
    )


def _refuse_twin(seen: dict[str, str], taken: Snapshot) -> None:
    if earlier := seen.get(taken.sha256):
        raise InputRefused(
            Words("{a} dan {b} adalah berkas yang sama.", "{a} and {b} are the same file.").fill(
                a=shown(earlier), b=shown(taken.name)
            ),
            Words("Berikan tiap berkas satu kali saja.", "Give each file only once."),
        )
    seen[taken.sha256] = taken.name


def _stacked(frames: list[pl.DataFrame], sources: list[Source], skipped: list[pl.DataFrame], role: Role) -> Loaded:
    found = {name for frame in frames for name in frame.columns}
    wanted = [*PROVENANCE, *[name for name in FIELDS[role] if name in found]]
    aligned = [
        frame.with_columns(pl.lit(None, pl.String).alias(name) for name in wanted if name not in frame.columns).select(
            wanted
        )
        for frame in frames
    ]
    return Loaded(pl.concat(aligned), tuple(sources), pl.concat(skipped))
