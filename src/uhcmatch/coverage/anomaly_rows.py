"""The frame that anomalies travel in."""

from __future__ import annotations

from typing import Final

import polars as pl

ANOMALIES: Final[dict[str, pl.DataType]] = {
    "jenis": pl.String(),
    "alasan": pl.String(),
    "sisi": pl.String(),
    "source_file": pl.String(),
    "source_row": pl.Int64(),
    "member_row": pl.Int64(),
    "resident_row": pl.Int64(),
    "kecamatan": pl.String(),
    "kelurahan": pl.String(),
    "rw": pl.String(),
    "rt": pl.String(),
    "segmen": pl.String(),
    "status_peserta": pl.String(),
    "rupiah": pl.Int64(),
    "nama": pl.String(),
    "tanggal_lahir": pl.Date(),
    "nik": pl.String(),
    "nomor_kartu": pl.String(),
    "same_as": pl.Int64(),
}
"""One row per anomaly. `jenis` a code of `reference.anomalies`, `alasan` its sentence · `sisi` population or members ·
`resident_row` whom the card belongs to, if anybody · `rupiah` dues a month that the local government would save, null
where it pays none · `same_as` the resident row that is counted for the person of a row set aside · the area is the
owner's, else what the card says."""


def listed(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows with the columns of ANOMALIES, null where they have none."""
    return rows.select(
        (pl.col(name) if name in rows.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in ANOMALIES.items()
    )
