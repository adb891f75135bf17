"""Reports in blocks per family (Buku Induk Penduduk): what stands on the lines above a family's members is theirs too.

A block begins with lines like `No. KK : 3201…` and `Alamat : JL. X, Nama Dusun : Y, RT/RW : 002/000`; then the members
follow under a repeated header (sources: the BIP 2016 readers of OpenSID). What such a line names is written into the
rows below it, until the next line that names it again. In other lists a line that says nothing but `KELURAHAN X` or
`Kecamatan : Y` names the area of the rows below it, where the table has no column for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.files.heading import Heading
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.files.table import Table

_TOLD: Final[dict[str, str]] = {
    "no_kk": r"(?i)\b(?:no\.?|nomor)\s*(?:kk|kartu keluarga)\W*([0-9][0-9 .-]{14,22}[0-9])",
    "alamat": r"(?i)\balamat\s*:\s*(.*?)\s*"
    r"(?:,?\s*\b(?:nama dusun|dusun|rt\s*/\s*rw|rt|desa|kelurahan|kecamatan|kode pos)\b|$)",
    "rt_rw": r"(?i)\brt\s*/\s*rw\s*:?\s*([0-9]{1,3}\s*/\s*[0-9]{1,3})",
    "dusun": r"(?i)\bdusun\s*:\s*([^,;:]*?)\s*(?:,|\brt\s*/\s*rw\b|$)",
    "kelurahan": r"(?i)\b(?:desa\s*/\s*kelurahan|kelurahan\s*/\s*desa|kelurahan|desa)\s*:?\s*"
    r"([^,;:]*?)\s*(?:,|\brt\s*/\s*rw\b|\bkecamatan\b|$)",
    "kecamatan": r"(?i)\bkecamatan\s*:\s*([^,;:]*?)\s*(?:,|\bkabupaten\b|$)",
}
"""Field → how a line above a block names it."""
_AREAS: Final[dict[str, str]] = {
    "kelurahan": r"(?i)^\W*(?:nama )?(?:desa ?/ ?kelurahan|kelurahan ?/ ?desa|kelurahan|desa)"
    r"(?: ?: ?| )([\p{L} '.-]{3,40})\W*$",
    "kecamatan": r"(?i)^\W*(?:nama )?kecamatan(?: ?: ?| )([\p{L} '.-]{3,40})\W*$",
}
"""Field → a whole line that names an area and nothing else."""
_FAMILY: Final = "no_kk"
_OF_ONE_FAMILY: Final = ("no_kk", "alamat", "rt_rw", "dusun")
"""What is never carried on to the next family."""


def with_lines_above(table: Table) -> Table:
    """Return the table with the fields that lines between its rows name; a table without such lines as it is."""
    told = _told(table, _TOLD)
    if told[_FAMILY].count() == 0 or _FAMILY in table.heading.fields:
        told = _told(table, _AREAS).with_columns(pl.lit(None, pl.String).alias(_FAMILY))
    named = told.with_columns(family=pl.col(_FAMILY).is_not_null().cum_sum())
    fields = [field for field in told.columns if field != "line"]
    carried = named.with_columns(
        pl.col(field).forward_fill().over("family") if field in _OF_ONE_FAMILY else pl.col(field).forward_fill()
        for field in fields
    )
    new = [field for field in fields if field not in table.heading.fields and carried[field].count()]
    return _with_fields(table, carried.select("line", *new), new) if new else table


def _with_fields(table: Table, carried: pl.DataFrame, new: list[str]) -> Table:
    rows = table.rows.join_asof(carried, on="line", strategy="backward")
    width = len(table.cells)
    places = {field: (width + step,) for step, field in enumerate(new)}
    renamed = rows.rename({field: f"c{places[field][0]}" for field in new})
    heading = table.heading
    note = Words(
        "{fields} diambil dari baris di antara baris data (laporan per keluarga atau per wilayah).",
        "{fields} taken from the lines between the rows (a report by families or areas).",
    )
    return table.changed(
        rows=renamed,
        heading=Heading(
            (*heading.names, *(f"[{field}]" for field in new)),
            heading.fields | places,
            heading.doubled,
            heading.missing,
        ),
        notes=(*table.notes, note.fill(fields=", ".join(new))),
    )


def _told(table: Table, patterns: dict[str, str]) -> pl.DataFrame:
    """Return `line` and what each line outside the table names, in file order."""
    text = pl.col("text").str.replace_all(r"\s+", " ").str.strip_chars(" ;,|")
    found = {field: text.str.extract(pattern, 1) for field, pattern in patterns.items()}
    return table.asides.sort("line").select(
        "line", **{field: pl.when(cell != "").then(cell) for field, cell in found.items()}
    )
