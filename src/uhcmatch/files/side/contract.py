"""Table → RAW: the canonical fields under their names, every data row numbered, refused ones too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.columns import FIELDS, PROVENANCE, Role
from uhcmatch.files.side.source import Source

if TYPE_CHECKING:
    from uhcmatch.files.container.snapshot import Snapshot
    from uhcmatch.files.header.table import Table
    from uhcmatch.words import Words

SKIPPED: Final[dict[str, pl.DataType]] = {
    "source_file": pl.String(),
    "source_line": pl.Int64(),
    "reason": pl.String(),
}
_BORN_AT_END: Final = r"^(.*?)[\s,;/]*([0-9].*)$"
"""`BOGOR, 01-02-1990` → the place and, from the first digit on, the date."""


def raw(table: Table, role: Role) -> pl.DataFrame:
    """Return one row per data row in file order: PROVENANCE and the fields found, null in refused rows."""
    fields = _fields(table, role)
    read = table.rows.select(
        "line",
        refused=pl.lit(False),
        reason=pl.lit(None, pl.String),
        **fields,
    )
    refused = table.refused.select(
        "line", refused=pl.lit(True), reason="reason", **{name: pl.lit(None, pl.String) for name in fields}
    )
    stacked = _in_file_order(read, refused) if refused.height else read
    return stacked.with_columns(
        source_file=pl.lit(table.name),
        source_line=table.source_line(),
        source_row=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
    ).select(*PROVENANCE, *fields)


def _in_file_order(read: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    """Stack rows by their lines, one column after the other: sorting them all at once holds two copies more."""
    lines = pl.concat([read.select("line"), refused.select("line")])
    order = lines.select(pl.arg_sort_by("line", maintain_order=True)).to_series()
    return pl.DataFrame([pl.concat([read[name], refused[name]], rechunk=True).gather(order) for name in read.columns])


def _fields(table: Table, role: Role) -> dict[str, pl.Expr]:
    found = table.heading.fields
    fields = {name: text for name in FIELDS[role] if (text := table.text(name)) is not None}
    if both := found.get("tempat_tanggal_lahir"):
        place, born = _split(pl.col(f"c{both[0]}"))
        fields = {"tempat_lahir": place, "tanggal_lahir": born, **fields}
    return {name: fields[name] for name in FIELDS[role] if name in fields}


def _split(both: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    place = both.str.extract(_BORN_AT_END, 1)
    born = both.str.extract(_BORN_AT_END, 2)
    return pl.when(born.is_null()).then(both).when(place != "").then(place), born


def skipped(table: Table) -> pl.DataFrame:
    """Return the listed lines that are no data rows; blank ones are only counted."""
    return (
        table.skipped.filter(pl.col("reason") != "kosong")
        .sort("line")
        .select(source_file=pl.lit(table.name), source_line=table.source_line(), reason="reason")
    )


def source(table: Table, role: Role, taken: Snapshot, notes: tuple[Words, ...]) -> Source:
    """Return what this table looked like."""
    reasons = table.skipped.group_by("reason").len().sort("reason")
    return Source(
        name=table.name,
        role=role,
        sha256=taken.sha256,
        size=taken.size,
        encoding=table.encoding,
        delimiter=table.delimiter,
        sheet=table.sheet,
        header_line=table.header_line,
        columns=_written(table, role),
        unknown=table.heading.unused(),
        rows=table.rows.height + table.refused.height,
        refused=table.refused.height,
        skipped=dict(reasons.iter_rows()),
        notes=(*table.notes, *notes),
    )


def _written(table: Table, role: Role) -> dict[str, tuple[str, ...]]:
    written = table.heading.written()
    if both := written.pop("tempat_tanggal_lahir", None):
        written |= {"tempat_lahir": both, "tanggal_lahir": both}
    return {name: written[name] for name in FIELDS[role] if name in written}
