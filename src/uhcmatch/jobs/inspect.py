"""Looking at files before anyone trusts them: what was read, and how healthy it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch import files
from uhcmatch.columns import FIELDS, PROVENANCE
from uhcmatch.errors import UsageRefused
from uhcmatch.normalise import comparable
from uhcmatch.normalise.notes import LABEL_SEEN_AT_LEAST
from uhcmatch.normalise.text import labels
from uhcmatch.reference.codes import SEGMENT_UNKNOWN, STATUS_UNKNOWN
from uhcmatch.reference.reasons import NO_IDENTITY
from uhcmatch.report.inspected import Inspected, Listed, NikHealth
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from uhcmatch.columns import Role
    from uhcmatch.files import Loaded, Source
    from uhcmatch.settings import Settings

RUINED: Final = 0.1
"""Share of NIKs that a spreadsheet has eaten from which the whole column is no good."""
LABELS: Final = 12
"""Labels shown per field, the commonest first."""
FIRST_LINES: Final = 5
DATE_SHAPES: Final = 8
_COMPARED: Final = {
    "nomor_kartu": pl.col("nomor_kartu"),
    "nik": pl.coalesce("nik_key", "nik_prefix15"),
    "no_kk": pl.col("kk_key"),
    "nama": pl.coalesce("name", "mother"),
    "jenis_kelamin": pl.col("sex"),
    "tanggal_lahir": pl.col("born"),
    "segmen": pl.col("segmen").replace(SEGMENT_UNKNOWN, None),
    "status_peserta": pl.col("status_peserta").replace(STATUS_UNKNOWN, None),
    "rt": pl.col("rt"),
    "rw": pl.col("rw"),
    "kelurahan": pl.col("kelurahan_key"),
    "kecamatan": pl.col("kecamatan_key"),
}
"""Field → what of RECORDS is compared or counted by it."""
_LABELLED: Final = ("status_peserta", "segmen")
_DUMPED: Final = ("source_file", "source_line", "source_row")


def inspect(
    paths: Sequence[str | Path], role: Role, settings: Settings, today: date, progress: Callable[[str], None]
) -> tuple[Loaded, list[Inspected]]:
    """Read files of one side and say what they look like; raises `InputRefused` like any other use of them."""
    loaded = files.read_inputs(paths, role, getattr(settings.columns, role), progress=progress)
    return loaded, [_inspected(source, loaded, settings, today) for source in loaded.sources]


def dump(loaded: Loaded, path: Path) -> None:
    """Write the rows as read, one per data row; Parquet or CSV by the name's ending."""
    fields = [name for name in loaded.frame.columns if name not in PROVENANCE]
    rows = loaded.frame.select(*_DUMPED, *fields, "refused", "reason")
    writers = {".parquet": files.write_parquet, ".csv": files.write_csv}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise UsageRefused(
            Words("--dump menulis .parquet atau .csv.", "--dump writes .parquet or .csv."),
            Words("Misalnya --dump baris.parquet.", "For example --dump rows.parquet."),
        )
    writer(rows, path)


def _inspected(source: Source, loaded: Loaded, settings: Settings, today: date) -> Inspected:
    raw = loaded.frame.filter(pl.col("source_file") == source.name)
    read = raw.filter(~pl.col("refused"))
    normal = comparable(read, source.role, settings, today)
    found = normal.records
    fields = [name for name in FIELDS[source.role] if name in source.columns]
    listed = loaded.skipped.filter(pl.col("source_file") == source.name)
    of_nobody = read.filter(found["excluded"] == NO_IDENTITY).with_columns(reason=pl.lit(NO_IDENTITY))
    refused = pl.concat([part.select("reason", "source_line") for part in (raw.filter("refused"), of_nobody)])
    return Inspected(
        name=source.name,
        role=source.role,
        sha256=source.sha256,
        size=source.size,
        encoding=source.encoding,
        delimiter=source.delimiter,
        sheet=source.sheet,
        header_line=source.header_line,
        columns=source.columns,
        unknown=source.unknown,
        rows=source.rows,
        refused=refused.height,
        filled={name: 100 * read[name].count() / max(read.height, 1) for name in fields},
        understood=_understood(found),
        nik=_nik_health(found) if "nik" in fields else None,
        doubles={name: _doubles(found[name]) for name in ("nik", "nomor_kartu") if name in fields},
        dates=_date_shapes(read["tanggal_lahir"]) if "tanggal_lahir" in fields else {},
        labels=tuple(label for field in _LABELLED if field in fields for label in _labels(field, read, found)),
        refusals=_listed(refused),
        skipped=(*_listed(listed.select("reason", "source_line")), *_blank_lines(source)),
        notes=(*source.notes, *normal.notes),
    )


def _understood(records: pl.DataFrame) -> dict[str, float]:
    """Return what is compared → percent of the rows that have it."""
    shares = records.select(pl.Expr.is_not_null(value).mean().alias(name) for name, value in _COMPARED.items())
    return {name: 100 * share for name, share in shares.row(0, named=True).items() if share}


def _labels(field: str, read: pl.DataFrame, records: pl.DataFrame) -> list[tuple[str, str, str, int]]:
    told = pl.DataFrame({"label": labels(read[field]), "code": records[field]}).drop_nulls()
    counted = told.group_by("label", "code").len().filter(pl.col("len") >= LABEL_SEEN_AT_LEAST)
    ordered = counted.sort("len", "label", descending=[True, False]).head(LABELS)
    return [(field, label, code, rows) for label, code, rows in ordered.iter_rows()]


def _nik_health(numbers: pl.DataFrame) -> NikHealth:
    issues = numbers.group_by("nik_issue").len().sort("len", "nik_issue", descending=[True, False])
    counts = {code: int(count) for code, count in issues.iter_rows() if code is not None}
    full = numbers.filter(pl.col("nik").str.len_bytes() == 16)["nik"]
    ending = 100 * float(full.str.ends_with("0").sum()) / full.len() if full.len() else None
    filled = numbers["nik"].count()
    is_ruined = counts.get("nik_notasi_ilmiah", 0) + counts.get("nik_presisi_hilang", 0) > RUINED * filled
    return NikHealth(filled, numbers.height - sum(counts.values()), counts, ending, is_ruined)


def _doubles(numbers: pl.Series) -> tuple[int, int]:
    counted = numbers.drop_nulls().value_counts(name="times").filter(pl.col("times") > 1)
    return counted.height, int(counted["times"].cast(pl.Int64).sum())


def _date_shapes(cells: pl.Series) -> dict[str, int]:
    """Return the commonest shapes of the cells with their rows: digits as 0, letters as A, nothing of a person."""
    shapes = (
        cells.drop_nulls()
        .value_counts(name="rows")
        .select(
            shape=pl.col(cells.name).str.replace_all("[0-9]", "0").str.replace_all(r"\p{L}+", "A").str.slice(0, 20),
            rows=pl.col("rows").cast(pl.Int64),
        )
        .group_by("shape")
        .agg(pl.col("rows").sum())
        .sort("rows", "shape", descending=[True, False])
    )
    return dict(shapes.head(DATE_SHAPES).iter_rows())


def _listed(lines: pl.DataFrame) -> tuple[Listed, ...]:
    grouped = (
        lines.sort("source_line")
        .group_by("reason")
        .agg(count=pl.len().cast(pl.Int64), first=pl.col("source_line").head(FIRST_LINES))
        .sort("count", "reason", descending=[True, False])
    )
    return tuple(Listed(reason, count, tuple(first)) for reason, count, first in grouped.iter_rows())


def _blank_lines(source: Source) -> tuple[Listed, ...]:
    count = source.skipped.get("kosong", 0)
    return (Listed("kosong", count, ()),) if count else ()
