"""What carried a decision, in a word: the `rule` of a link. A table, first line that holds."""

from __future__ import annotations

from typing import Final

import polars as pl

from uhcmatch.linkage.compare.area import Area
from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.household import Household
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.words import Words

_AGREES: Final = (Name.EQUAL, Name.SLIP, Name.TRUNCATED, Name.FEWER_TOKENS)
_NAME_AGREES: Final = pl.col("name").is_in(_AGREES)
_SAME_NIK: Final = pl.col("nik") == Nik.EQUAL
_SAME_DATE: Final = pl.col("birth_date") == BirthDate.EQUAL
_OWN_NIK: Final = pl.col("recorded_date").is_in([BirthDate.MISSING, BirthDate.EQUAL])
"""The date in a NIK is not the resident's where the recorded one is another."""
_SAME_AREA: Final = pl.col("area").is_in([Area.SAME_RT, Area.SAME_KELURAHAN])

OF_MOTHER: Final = "bayi_ibu"
"""Of a card that names but the mother."""
OF_NUMBER_AND_NAME: Final = "nik_nama"

RULES: Final[dict[str, tuple[pl.Expr, Words]]] = {
    OF_MOTHER: (
        pl.col("is_baby").fill_null(value=False) & pl.col("mother").is_in(_AGREES),
        Words("kartu bayi: nama ibu cocok", "newborn card: mother agrees"),
    ),
    OF_NUMBER_AND_NAME: (_SAME_NIK & _NAME_AGREES, Words("NIK dan nama cocok", "NIK and name agree")),
    "nik_tanggal": (
        _SAME_NIK & _SAME_DATE & _OWN_NIK & ~pl.col("date_from_nik"),
        Words("NIK dan tanggal lahir cocok", "NIK and birth date agree"),
    ),
    "nik_sama_nama_beda": (_SAME_NIK, Words("NIK sama, nama beda", "same NIK, different name")),
    "nik_15_angka": (
        (pl.col("nik") == Nik.PREFIX) & _NAME_AGREES,
        Words("15 angka NIK dan nama cocok", "15 digits of the NIK and name agree"),
    ),
    "nik_selip": (
        (pl.col("nik") == Nik.ONE_SLIP) & _NAME_AGREES,
        Words("NIK selisih satu angka, nama cocok", "NIK one slip apart, name agrees"),
    ),
    "nik_kurang_lebih": (
        (pl.col("nik") == Nik.SHORT_OR_LONG) & _NAME_AGREES,
        Words("NIK kurang/lebih satu angka, nama cocok", "NIK one digit short or long, name agrees"),
    ),
    "nik_keluarga": (
        (pl.col("nik") == Nik.RELATIVES) & _NAME_AGREES,
        Words("nama cocok, NIK milik anggota keluarga", "name agrees, NIK is a relative's"),
    ),
    "nama_tanggal_kk": (
        _NAME_AGREES & _SAME_DATE & (pl.col("household") == Household.SAME),
        Words("nama, tanggal lahir, dan KK cocok", "name, birth date and KK agree"),
    ),
    "nama_tanggal_area": (
        _NAME_AGREES & _SAME_DATE & _SAME_AREA,
        Words("nama, tanggal lahir, dan kelurahan cocok", "name, birth date and kelurahan agree"),
    ),
    "nama_tanggal": (_NAME_AGREES & _SAME_DATE, Words("nama dan tanggal lahir cocok", "name and birth date agree")),
    "nama_kk": (
        _NAME_AGREES & (pl.col("household") == Household.SAME),
        Words("nama dan KK cocok", "name and KK agree"),
    ),
    "nama_area": (_NAME_AGREES & _SAME_AREA, Words("nama dan kelurahan cocok", "name and kelurahan agree")),
    "gabungan": (pl.lit(value=True), Words("gabungan beberapa petunjuk", "several pieces of evidence")),
}
"""Rule code → when it applies (on EVIDENCE), and its sentence."""


def rule() -> pl.Expr:
    """Return the code of the first rule of the table that holds."""
    return pl.coalesce(pl.when(holds).then(pl.lit(code)) for code, (holds, _) in RULES.items())
