"""Reading one side of the comparison: files as they come → RAW."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.columns import FIELDS, PROVENANCE, Role
from uhcmatch.errors import InputRefused
from uhcmatch.files.column.letters import with_letter_notes
from uhcmatch.files.column.misnamed import refuse_misnamed, without_remarks
from uhcmatch.files.column.numbers import mend_numbers
from uhcmatch.files.column.repeating import Repeating
from uhcmatch.files.column.ticked import with_sex_ticked
from uhcmatch.files.column.vital import with_vital_status
from uhcmatch.files.container.containers import Part, parts
from uhcmatch.files.container.paths import expand, labelled
from uhcmatch.files.container.snapshot import Snapshot, take
from uhcmatch.files.header.find_header import Wanted
from uhcmatch.files.header.header_notes import notes_on_headers
from uhcmatch.files.header.roles import refuse_other_side
from uhcmatch.files.refusals import is_really, shown
from uhcmatch.files.row.blocks import families_apart, with_lines_above
from uhcmatch.files.row.rows import set_aside
from uhcmatch.files.row.shifted import refuse_shifted
from uhcmatch.files.row.told_once import with_marks_read, with_what_is_told_once
from uhcmatch.files.sheet.columnar import frame_table, read_parquet
from uhcmatch.files.sheet.workbook import read_workbook
from uhcmatch.files.side import contract
from uhcmatch.files.side.copies import notes_on_copies
from uhcmatch.files.side.leaflets import without_leaflets
from uhcmatch.files.side.said_once import said_once
from uhcmatch.files.side.source import Loaded
from uhcmatch.files.text.delimited import read_delimited
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from uhcmatch.files.header.table import Table

_NOBODY_IN_IT: Final = Words(
    "Bila memang tidak berisi orang, keluarkan berkas itu dari foldernya (atau hapus lembarnya); bila berisi, minta "
    "ekspor ulang.",
    "If nobody belongs in it, take the file out of its folder (or delete the sheet); else ask for a new export.",
)


def read_inputs(
    paths: Sequence[str | Path],
    role: Role,
    columns: Mapping[str, str | list[str]],
    *,
    only_nik: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Loaded:
    """Read the files, folders and globs of one side.

    `columns` maps canonical fields to this office's headers and goes before the table of aliases. `progress` is told
    the name of each file; with `only_nik` a list of numbers will do, and its rows are taken as they are. Raises
    `InputRefused` when a file cannot be trusted as a whole.
    """
    wanted = Wanted(role, columns, only_nik)
    seen: dict[str, str] = {}
    tables: list[tuple[Table, Snapshot]] = []
    for path, name in labelled(expand(paths)):
        if progress:
            progress(shown(name))
        taken = take(path)
        _refuse_twin(seen, taken.sha256, name)
        inner, beside = without_leaflets(parts(name, taken.content), wanted)
        _refuse_twin_parts(seen, taken, inner)
        read = [table for part in inner for table in tables_of(part, wanted)]
        read[0] = read[0].changed(notes=(*beside, *read[0].notes))
        taken = taken.without_content()
        del inner  # A file's bytes take as much room as its rows.
        while read:
            tables.append((_checked(read.pop(0), wanted), taken))
    return _loaded(said_once(tables), wanted)


def from_frame(
    frame: pl.DataFrame | pl.LazyFrame, role: Role, columns: Mapping[str, str | list[str]], name: str = "frame"
) -> Loaded:
    """Take a frame as one side; its column names are the headers, every value is read as text.

    Raises `InputRefused` as for files.
    """
    eager = frame.collect() if isinstance(frame, pl.LazyFrame) else frame
    wanted = Wanted(role, columns)
    table = _checked(frame_table(name, eager, wanted), wanted)
    digest = hashlib.sha256(eager.hash_rows(seed=1).to_numpy().tobytes()).hexdigest()
    taken = Snapshot(name, b"", 0, digest)
    return _loaded([(table, taken)], wanted)


def tables_of(part: Part, wanted: Wanted) -> list[Table]:
    """Return the tables of a part as they are written; raises `InputRefused` when it holds none that is wanted."""
    if part.kind == "workbook":
        return read_workbook(part.name, part.content, wanted)
    if part.kind == "parquet":
        return [read_parquet(part.name, part.content, wanted)]
    return [read_delimited(part.name, part.content, wanted)]


def _checked(table: Table, wanted: Wanted) -> Table:
    """Settle which rows are persons; raises `InputRefused` for a table without any, or of the other side."""
    if wanted.only_nik:
        return mend_numbers(table)
    settled = without_remarks(with_lines_above(mend_numbers(set_aside(families_apart(table)))), wanted)
    if settled.rows.is_empty():
        raise _no_rows(settled)
    settled = with_vital_status(with_sex_ticked(with_marks_read(settled)), wanted.role)
    refuse_other_side(settled, wanted)
    repeating = Repeating(settled)
    refuse_misnamed(settled, repeating)
    return with_what_is_told_once(with_letter_notes(refuse_shifted(settled, repeating)))


def _no_rows(table: Table) -> InputRefused:
    if table.refused.is_empty():
        return is_really(table.name, "hanya berisi judul kolom", "holds only a header", _NOBODY_IN_IT)
    return is_really(
        table.name,
        "tidak memuat satu baris pun yang sesuai dengan judul kolomnya",
        "has not a single row that fits its header",
    )


def _refuse_twin_parts(seen: dict[str, str], taken: Snapshot, inner: list[Part]) -> None:
    """Raise `InputRefused` if what was packed in a file was read before, by itself or from another archive."""
    for part in inner:
        if part.content is not taken.content:
            _refuse_twin(seen, hashlib.sha256(part.content).hexdigest(), part.name)


def _refuse_twin(seen: dict[str, str], digest: str, name: str) -> None:
    if earlier := seen.get(digest):
        raise InputRefused(
            Words("{a} dan {b} adalah berkas yang sama.", "{a} and {b} are the same file.").fill(
                a=shown(earlier), b=shown(name)
            ),
            Words("Berikan tiap berkas satu kali saja.", "Give each file only once."),
        )
    seen[digest] = name


def _loaded(tables: list[tuple[Table, Snapshot]], wanted: Wanted) -> Loaded:
    """Stack the tables under the fields that any of them has; `tables` is empty afterwards."""
    notes = notes_on_headers([table for table, _ in tables], wanted)
    sources = tuple(
        contract.source(table, wanted.role, taken, told) for (table, taken), told in zip(tables, notes, strict=True)
    )
    skipped = pl.concat([contract.skipped(table) for table, _ in tables])
    frames = []
    while tables:  # A table and what is made of it do not have room together.
        frames.append(contract.raw(tables.pop(0)[0], wanted.role))
    copies = notes_on_copies(frames, [source.name for source in sources])
    sources = tuple(replace(source, notes=(*source.notes, *more)) for source, more in zip(sources, copies, strict=True))
    found = {name for frame in frames for name in frame.columns}
    columns = [*PROVENANCE, *[name for name in FIELDS[wanted.role] if name in found]]
    return Loaded(frame=_stacked(frames, columns), sources=sources, skipped=skipped)


def _stacked(frames: list[pl.DataFrame], columns: Sequence[str]) -> pl.DataFrame:
    """Copy frames together, null where one lacks a column; what is copied is taken out of them, to make room."""
    heights = [frame.height for frame in frames]

    def pieces(name: str) -> Iterator[pl.Series]:
        for frame, height in zip(frames, heights, strict=True):
            is_there = name in frame.columns
            yield frame.drop_in_place(name) if is_there else pl.repeat(None, height, dtype=pl.String, eager=True)

    return pl.DataFrame([pl.concat(list(pieces(name)), rechunk=True).rechunk().alias(name) for name in columns])
