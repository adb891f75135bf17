"""Two runs and who is who between them → what became of whom.

People are the rows of a run that stand for somebody: no refused rows, no second rows of one person. Whoever is recorded
as deceased or moved away stands there still, so that leaving can be told from being lost.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.coverage.areas import PARTS, area_key
from uhcmatch.reference.changes import BORN_WITHIN, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

CHANGES: Final[dict[str, pl.DataType]] = {
    "jenis": pl.String(),
    "resident_row_before": pl.Int64(),
    "resident_row": pl.Int64(),
    **dict.fromkeys(PARTS, pl.String()),
    "no_kk": pl.String(),
    "alamat": pl.String(),
    "nik": pl.String(),
    "nama": pl.String(),
    "jenis_kelamin": pl.String(),
    "tanggal_lahir": pl.Date(),
    "status_before": pl.String(),
    "status": pl.String(),
    "reason": pl.String(),
    "berubah": pl.String(),
}
"""One row per change of a person: the person as now, or as before where there is no now. `resident_row…` in either run,
null where the person was not there · `reason` of the status now (before, of those gone) · `berubah` the columns that
changed, separated by commas."""

_AGAIN: Final = "penduduk_ganda"
GONE: Final = ("meninggal", "pindah")
_IDENTITY: Final = ("nik", "no_kk", "nama", "jenis_kelamin", "tanggal_lahir")
SAID: Final = [*_IDENTITY, *PARTS]
_IS_HERE: Final = "is_here"
_REGISTERED: Final = ("active", "inactive")


def people(residents: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """RESIDENTS, MEMBERS → the rows that stand for a person, `is_here` (not gone), and the number of the card held."""
    is_gone = (pl.col("status") == "excluded") & pl.col("reason").is_in(GONE)
    cards = members.select("member_row", "nomor_kartu")
    return (
        residents.with_columns(is_here=pl.col("status") != "excluded")
        .filter(pl.col(_IS_HERE) | is_gone)
        .join(cards, on="member_row", how="left", validate="m:1", maintain_order="left")
    )


def second_rows(residents: pl.DataFrame) -> pl.DataFrame:
    """RESIDENTS → what the rows say that are set aside because their person stands there twice."""
    is_again = (pl.col("status") == "excluded") & (pl.col("reason") == _AGAIN)
    return residents.filter(is_again).select(SAID).unique()


def changes(
    before: pl.DataFrame,
    after: pl.DataFrame,
    pairs: pl.DataFrame,
    before_day: date,
    again: tuple[pl.DataFrame, pl.DataFrame],
) -> pl.DataFrame:
    """Two frames of `people` and the pairs between them → CHANGES, by kind, area and name.

    `pairs` are positions (`linkage.followed`); `before_day` is the day the earlier run speaks of; `again` the
    `second_rows` then and now: of whom stands twice either row may count, and nobody moves between them.
    """
    then, now = before.with_row_index("before"), after.with_row_index("after")
    came = now.join(pairs, on="after", how="anti", maintain_order="left").filter(_IS_HERE)
    went = then.join(pairs, on="before", how="anti", maintain_order="left").filter(_IS_HERE)
    both = (
        now.join(_differing(then, now, pairs), on="after", how="inner", maintain_order="left")
        .join(then.select(pl.all().name.suffix("_before")), left_on="before", right_on="before_before", how="left")
        .sort("after")
    )
    is_newborn = (pl.col("tanggal_lahir") >= before_day - timedelta(days=BORN_WITHIN)).fill_null(value=False)
    found = [
        _as_changes(came.with_columns(jenis=pl.when(is_newborn).then(pl.lit("lahir")).otherwise(pl.lit("datang")))),
        _as_changes(
            went.with_columns(jenis=pl.lit("hilang"), resident_row_before="resident_row", status_before="status").drop(
                "resident_row", "status"
            )
        ),
        *(_as_changes(part) for part in _of_those_followed(both, _between_rows(both, again))),
    ]
    order = pl.col("jenis").cast(pl.Enum(list(KINDS)))
    return pl.concat(found).sort(order, *PARTS, "nama", "resident_row", "resident_row_before", nulls_last=True)


def _differing(then: pl.DataFrame, now: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of which anything is told, a few in a hundred; column by column, for a city has a million."""
    differs = pl.repeat(value=False, n=pairs.height, dtype=pl.Boolean, eager=True)
    for name in (_IS_HERE, "status", *SAID):
        differs |= now[name].gather(pairs["after"]).ne_missing(then[name].gather(pairs["before"]))
    return pairs.filter(differs)


def _between_rows(both: pl.DataFrame, again: tuple[pl.DataFrame, pl.DataFrame]) -> pl.DataFrame:
    """Return those whose row now was their second one then, or the other way round."""
    then, now = again
    earlier = [f"{name}_before" for name in SAID]
    found = (
        both.join(then, on=SAID, how="semi", nulls_equal=True),
        both.join(now, left_on=earlier, right_on=SAID, how="semi", nulls_equal=True),
    )
    return pl.concat(found).select("after")


def _of_those_followed(both: pl.DataFrame, between: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield the changes of people who stand in both runs, a frame per kind."""
    here, was_here = pl.col(_IS_HERE), pl.col(f"{_IS_HERE}_before")
    yield both.filter(here & ~was_here).with_columns(jenis=pl.lit("kembali"))
    yield both.filter(was_here & ~here).with_columns(jenis=pl.col("reason"))
    stayed = both.filter(here & was_here)
    yield stayed.with_columns(jenis=_card()).filter(pl.col("jenis").is_not_null())
    stayed = stayed.join(between, on="after", how="anti", maintain_order="left")
    areas = {part: _moved(part) for part in PARTS}
    yield stayed.filter(pl.any_horizontal(areas.values())).with_columns(
        jenis=pl.lit("pindah_wilayah"), berubah=_named(areas)
    )
    identity = {name: pl.col(name).ne_missing(pl.col(f"{name}_before")) for name in _IDENTITY}
    yield stayed.filter(pl.any_horizontal(identity.values())).with_columns(
        jenis=pl.lit("ganti_identitas"), berubah=_named(identity)
    )


def _card() -> pl.Expr:
    """Return the kind of change of a person's status; null where there is none."""
    was, now = pl.col("status_before"), pl.col("status")
    was_registered, is_registered = was.is_in(_REGISTERED), now.is_in(_REGISTERED)
    return (
        pl.when(was == now)
        .then(None)
        .when(now == "review")
        .then(pl.lit("perlu_verifikasi"))
        .when((was == "review") & is_registered)
        .then(pl.lit("terbukti_terdaftar"))
        .when(was == "review")
        .then(pl.lit("selesai_verifikasi"))
        .when(~was_registered)
        .then(pl.lit("terdaftar"))
        .when(~is_registered)
        .then(pl.lit("lepas"))
        .when(now == "inactive")
        .then(pl.lit("jadi_nonaktif"))
        .otherwise(pl.lit("aktif_lagi"))
    )


def _moved(part: str) -> pl.Expr:
    """Tell who lives elsewhere now; a part that one run does not know has not changed, nor has a spelling."""
    keys = [area_key(name) if part in PARTS[:2] else pl.col(name) for name in (part, f"{part}_before")]
    return (keys[0] != keys[1]).fill_null(value=False)


def _named(changed: dict[str, pl.Expr]) -> pl.Expr:
    """Return the names of the columns that changed."""
    return pl.concat_str(
        [pl.when(is_other).then(pl.lit(name)) for name, is_other in changed.items()], separator=", ", ignore_nulls=True
    )


def _as_changes(rows: pl.DataFrame) -> pl.DataFrame:
    missing = [pl.lit(None, dtype).alias(name) for name, dtype in CHANGES.items() if name not in rows.columns]
    return rows.with_columns(missing).select(pl.col(name).cast(dtype) for name, dtype in CHANGES.items())
