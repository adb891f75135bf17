"""CANDIDATES → why each would bounce, null where nothing speaks against it: the first check of the table that holds.

Every check is a column of facts; who looks them up is `jobs/register/candidates.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.coverage.households import SEGMENTS
from uhcmatch.reference.reasons import NIK_ISSUES

if TYPE_CHECKING:
    from collections.abc import Collection

FACTS: Final[dict[str, pl.DataType]] = {
    "keadaan": pl.String(),
    "balasan_lalu": pl.String(),
    "kartu_segmen": pl.String(),
    "nik_issue": pl.String(),
    "nik_wilayah_asing": pl.Boolean(),
    "nik_tanggal_beda": pl.Boolean(),
    "nik_kelamin_beda": pl.Boolean(),
    "nik_ganda": pl.Boolean(),
    "hasil_lain": pl.String(),
    "saluran_lain": pl.String(),
    "kosong": pl.String(),
}
"""`keadaan` code of OPEN that earlier proposals put the person under, `balasan_lalu` what BPJS answered ·
`kartu_segmen` segment of an active card with this NIK that is not known to be the person's · `nik_issue` code of
`reasons` · `hasil_lain` outcome of a visit that forbids it · `saluran_lain` channel to take instead · `kosong` headings
of obligatory cells without content."""


def set_aside(candidates: pl.DataFrame, off: Collection[str]) -> pl.DataFrame:
    """Add `sebab` (code of BOUNCES, null when nothing holds) and `rincian` (what there is to say beside it).

    Takes RESIDENTS with `segmen` of the own card and FACTS; `off` are checks that are not made.
    """
    checks = [(code, fact, detail) for code, (fact, detail) in CHECKS.items() if code not in off]
    because = pl.coalesce(pl.when(fact.fill_null(value=False)).then(pl.lit(code)) for code, fact, _ in checks)
    told = candidates.with_columns(sebab=because)
    details = {code: detail for code, _, detail in checks if detail is not None}
    rincian = pl.coalesce(
        pl.lit(None, pl.String), *(pl.when(pl.col("sebab") == code).then(detail) for code, detail in details.items())
    )
    return told.with_columns(rincian=rincian)


def _is(column: str, value: str) -> pl.Expr:
    return pl.col(column) == value


def _segment(column: str) -> pl.Expr:
    return pl.col(column).replace(SEGMENTS)


_IS_EXCLUDED: Final = _is("status", "excluded")
_IS_ASKED: Final = _is("status", "review") | (
    _is("status", "unenrolled") & pl.col("reason").is_not_null() & ~pl.col("reason").is_in(list(NIK_ISSUES))
)
"""A card waits for a clerk; that somebody else's has their number keeps nobody off the sweep list, but BPJS refuses."""
CHECKS: Final[dict[str, tuple[pl.Expr, pl.Expr | None]]] = {
    "menunggu_balasan": (_is("keadaan", "menunggu_balasan"), None),
    "belum_tampak": (_is("keadaan", "belum_tampak"), None),
    "ditolak_sebelumnya": (_is("keadaan", "ditolak_sebelumnya"), pl.col("balasan_lalu")),
    "meninggal": (_is("reason", "meninggal"), None),
    "luar_domisili": (_IS_EXCLUDED & _is("reason", "pindah"), None),
    "sudah_aktif": (_is("status", "active"), _segment("segmen")),
    "nik_di_kartu_aktif": (pl.col("kartu_segmen").is_not_null(), _segment("kartu_segmen")),
    "mungkin_aktif": (_IS_ASKED, None),
    "hasil_kunjungan": (pl.col("hasil_lain").is_not_null(), pl.col("hasil_lain")),
    "saluran_lain": (pl.col("saluran_lain").is_not_null(), pl.col("saluran_lain")),
    **{code: (_is("nik_issue", code), None) for code in NIK_ISSUES},
    "nik_wilayah_asing": (pl.col("nik_wilayah_asing"), None),
    "nik_tanggal_beda": (pl.col("nik_tanggal_beda"), None),
    "nik_kelamin_beda": (pl.col("nik_kelamin_beda"), None),
    "nik_ganda": (pl.col("nik_ganda"), None),
    "wajib_kosong": (pl.col("kosong").is_not_null(), pl.col("kosong")),
}
"""Code → when it holds, and what to say beside it; in the order of `reference.bounces`."""
