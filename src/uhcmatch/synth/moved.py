"""What truly happened between two states, person by person: the truth that `uhcmatch changes` is measured against.

Kinds are those of `reference.changes`, found by the number of the person, which no program has. A newcomer is `lahir`
when born within a year before the earlier state; nobody ever awaits a clerk.

| column | |
|---|---|
| `jenis` | the kind |
| `person` | number of the person, as in the truth of either state |
| `resident_row_before`, `resident_row` | data row of the population file then and now, empty where there is none |
| `status_before`, `status` | active, inactive, unenrolled; excluded of those recorded as gone |
| `berubah` | the columns that changed, for moves and identities |
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.reference.changes import BORN_WITHIN, KINDS
from uhcmatch.synth.state import ALIVE, DEAD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uhcmatch.synth.state import State

_IDENTITY: Final = {
    "nik": "nik", "no_kk": "no_kk", "nama": "nama", "jenis_kelamin": "sex", "tanggal_lahir": "born"
}  # fmt: skip
_AREA: Final = {"kecamatan": "kecamatan", "kelurahan": "kelurahan", "rw": "rw", "rt": "rt"}
_REGISTERED: Final = ("active", "inactive")
_COLUMNS: Final = ("jenis", "person", "resident_row_before", "resident_row", "status_before", "status", "berubah")


def true_changes(before: State, truth_before: pl.DataFrame, after: State, truth: pl.DataFrame) -> pl.DataFrame:
    """Return one row per change of a person, by kind and person."""
    both = _people(before, truth_before).join(
        _people(after, truth), on="person", how="full", suffix="_now", coalesce=True
    )
    was, here = (pl.col(name).fill_null(value=False) for name in ("is_here", "is_here_now"))
    is_known = pl.col("resident_row").is_not_null()
    is_newborn = (pl.col("born_now") >= before.day - timedelta(days=BORN_WITHIN)).fill_null(value=False)
    moved, renamed = _changed(_AREA), _changed(_IDENTITY)
    kinds = {
        "lahir": here & ~is_known & is_newborn,
        "datang": here & ~is_known & ~is_newborn,
        "kembali": here & ~was & is_known,
        "meninggal": was & ~here & (pl.col("vital_now") == DEAD).fill_null(value=False),
        "pindah": was & ~here & (pl.col("vital_now") != DEAD).fill_null(value=False),
        "hilang": was & pl.col("resident_row_now").is_null(),
        **{kind: was & here & is_so for kind, is_so in _cards().items()},
        "pindah_wilayah": was & here & pl.any_horizontal(moved.values()),
        "ganti_identitas": was & here & pl.any_horizontal(renamed.values()),
    }
    columns = {"pindah_wilayah": moved, "ganti_identitas": renamed}
    found = [
        both.filter(is_so).with_columns(jenis=pl.lit(kind), berubah=_named(columns.get(kind, {})))
        for kind, is_so in kinds.items()
    ]
    rows = pl.concat(found).rename({"resident_row": "resident_row_before", "status": "status_before"})
    order = pl.col("jenis").cast(pl.Enum(list(KINDS)))
    return (
        rows.rename({"resident_row_now": "resident_row", "status_now": "status"}).select(_COLUMNS).sort(order, "person")
    )


def _people(state: State, truth: pl.DataFrame) -> pl.DataFrame:
    """One row per person who has a row of their own, here or recorded as gone."""
    status = (
        truth.drop_nulls("resident_row").unique("resident_row", maintain_order=True).select("resident_row", "status")
    )
    rows = state.population.with_columns(
        resident_row=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
        person=pl.col("person") + 1,
        is_here=pl.col("vital") == ALIVE,
    )
    return (
        rows.filter(~pl.col("again"))
        .join(status, on="resident_row", how="left", validate="1:1", maintain_order="left")
        .select("person", "resident_row", "status", "is_here", "vital", *_AREA.values(), *_IDENTITY.values())
    )


def _cards() -> Mapping[str, pl.Expr]:
    was, now = pl.col("status"), pl.col("status_now")
    was_registered, is_registered = was.is_in(_REGISTERED), now.is_in(_REGISTERED)
    return {
        "terdaftar": ~was_registered & is_registered,
        "lepas": was_registered & ~is_registered,
        "jadi_nonaktif": (was == "active") & (now == "inactive"),
        "aktif_lagi": (was == "inactive") & (now == "active"),
    }


def _changed(columns: Mapping[str, str]) -> dict[str, pl.Expr]:
    return {name: pl.col(column).ne_missing(pl.col(f"{column}_now")) for name, column in columns.items()}


def _named(changed: Mapping[str, pl.Expr]) -> pl.Expr:
    if not changed:
        return pl.lit(None, pl.String)
    return pl.concat_str(
        [pl.when(is_other).then(pl.lit(name)) for name, is_other in changed.items()], separator=", ", ignore_nulls=True
    )
