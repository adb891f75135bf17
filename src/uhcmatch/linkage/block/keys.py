"""RECORDS → KEYS: what block rules are made of, each hashed once.

One row per record, in order; one UInt64 column per atom; null where the record lacks the value, so that it takes no
part in any rule using it. Two different values share a hash about once in 10¹³ comparisons; such a pair is compared
like any other and falls through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.distinct import Distinct, numbered_whole
from uhcmatch.linkage import hashed
from uhcmatch.together import together

if TYPE_CHECKING:
    from collections.abc import Collection

_BIRTH: Final = pl.coalesce("born", "nik_born")


def _swapped(date: pl.Expr) -> pl.Expr:
    """Return the date with day and month exchanged, null where that is no other date."""
    month = pl.when((date.dt.day() <= 12) & (date.dt.day() != date.dt.month())).then(date.dt.day())
    return pl.date(date.dt.year(), month, date.dt.month())


_INFANT_SINCE: Final = _BIRTH.max().dt.offset_by("-3y")
_DIGITS: Final = 16
_OPAQUE: Final = pl.when(pl.col("number").is_null() & (pl.col("nik_key").str.len_chars() >= 6)).then("nik_key")


def _part(start: int, length: int) -> pl.Expr:
    """Return some digits of a NIK, as a number: arithmetic costs a tenth of cutting texts."""
    digits: pl.Expr = pl.col("number") // 10 ** (_DIGITS - start - length) % 10**length
    return digits


def _odd_part(start: int, length: int) -> pl.Expr:
    """Return digits from one end of a number of odd length, as `_part` has those of a NIK: half of them hold."""
    return pl.col("nik_odd").str.slice(start, length).cast(pl.Int64)


def _both(*columns: str) -> pl.Expr:
    """Return columns as one value, null where one is: joining a million texts costs ten times what hashes do."""
    return hashed.combined(*(hashed.hashed(pl.col(name)) for name in columns))


_RT: Final = _both("rw", "rt")

ATOMS: Final[dict[str, pl.Expr]] = {
    "nik": pl.col("nik_key"),
    "nik_15": pl.coalesce("nik_prefix15", pl.col("nik_key").str.head(15)),
    "nik_region": _part(0, 6),
    "nik_day": _part(6, 2),
    "nik_month": _part(8, 2),
    "nik_year": _part(10, 2),
    "nik_serial": _part(12, 4),
    "number_head": _OPAQUE.str.head(_OPAQUE.str.len_chars() // 2),
    "number_tail": _OPAQUE.str.slice(_OPAQUE.str.len_chars() // 2),
    "prefix_15": pl.col("nik_prefix15"),
    "odd_region": _odd_part(0, 6),
    "odd_day": _odd_part(6, 2),
    "odd_month": _odd_part(-8, 2),
    "odd_year": _odd_part(-6, 2),
    "odd_serial": _odd_part(-4, 4),
    "kk": pl.col("kk_key"),
    "lender_kk": pl.col("lender_kk"),
    "birth": _BIRTH,
    "birth_swapped": _swapped(_BIRTH),
    "birth_year": _BIRTH.dt.year(),
    "birth_day": _BIRTH.dt.month().cast(pl.Int16) * 32 + _BIRTH.dt.day().cast(pl.Int16),
    "sex": pl.coalesce("sex", "nik_sex"),
    "name": pl.col("name_sorted"),
    "joined": pl.col("name_joined"),
    "joined_3": pl.col("name_joined").str.head(3),
    "letter": pl.col("name_folded").str.head(1),
    "first": pl.col("words").list.first(),
    "last": pl.col("words").list.last(),
    "mother": pl.col("mother"),
    "infant_mother": pl.when(_BIRTH > _INFANT_SINCE).then(pl.col("mother")),
    "baby_mother": pl.when(pl.col("is_baby")).then(pl.col("mother")),
    "kelurahan": pl.col("kelurahan_key"),
    "area": _both("kecamatan_key", "kelurahan_key"),
    "door": _both("street", "house"),
    "street": pl.col("street"),
    "street_4": pl.col("street").str.head(4),
    "house": pl.col("house"),
    "kecamatan": pl.col("kecamatan_key"),
    "first_3": pl.col("name_folded").str.head(3),
    "last_3": pl.col("words").list.last().str.head(3),
    "rt": _RT,
    "rt_of_undated": pl.when(pl.col("born").is_null()).then(_RT),
    "kelurahan_alone": pl.when(pl.col("kecamatan_key").is_null()).then("kelurahan_key"),
}
"""Atom → the value it stands for, on RECORDS."""


_OF_FOLDED_NAME: Final = ("letter", "first", "last", "first_3", "last_3")
_OF_BIRTH: Final = ("birth", "birth_swapped", "birth_year", "birth_day")
"""Atoms that take a name or a date apart: of three residents two share theirs, and each is taken apart once."""


def keys(records: pl.DataFrame, atoms: Collection[str] = ATOMS) -> pl.DataFrame:
    """Return one hashed column per atom asked for; the records carry `lender_kk` (`lenders`)."""
    whole, (of_name, of_birth) = together(
        lambda: _of_records(records, [atom for atom in atoms if atom not in (*_OF_FOLDED_NAME, *_OF_BIRTH)]),
        lambda: (
            _of_names(records["name_folded"], [atom for atom in atoms if atom in _OF_FOLDED_NAME]),
            _of_births(records.select(_BIRTH).to_series(), [atom for atom in atoms if atom in _OF_BIRTH]),
        ),
    )
    return pl.concat([whole, of_name, of_birth], how="horizontal")


def _of_records(records: pl.DataFrame, atoms: list[str]) -> pl.DataFrame:
    number = pl.col("nik_key").cast(pl.Int64, strict=False)
    # Of sixteen characters a number is so large only if all are digits, and none is a sign.
    is_nik = (pl.col("nik_key").str.len_bytes() == _DIGITS) & (number >= 10 ** (_DIGITS - 1))
    numbered = records.with_columns(number=pl.when(is_nik).then(number))
    return numbered.select(map(_hashed, atoms))


def _of_names(folded: pl.Series, atoms: list[str]) -> pl.DataFrame:
    names = Distinct.of(folded)
    words = names.values.to_frame().with_columns(words=names.values.str.split(" "))
    return names.spread(words.select(map(_hashed, atoms)))


def _of_births(dates: pl.Series, atoms: list[str]) -> pl.DataFrame:
    births = _distinct_dates(dates)
    alone = births.values.to_frame("born").with_columns(nik_born=pl.lit(None, pl.Date))
    return births.spread(alone.select(map(_hashed, atoms)))


def _distinct_dates(dates: pl.Series) -> Distinct:
    """Number the distinct dates of a series."""
    days = dates.to_physical().cast(pl.Int64)
    first, last = int(days.min() or 0), int(days.max() or 0)  # type: ignore[arg-type]  # a column of numbers
    found = numbered_whole(days - first, last - first + 1)
    return Distinct(found.numbers, (found.values + first).cast(pl.Int32).cast(pl.Date))


def _hashed(atom: str) -> pl.Expr:
    return hashed.hashed(ATOMS[atom]).alias(atom)


def combined(atoms: tuple[str, ...]) -> pl.Expr:
    """Return one key from several atoms, in order; null when one of them is null."""
    return hashed.combined(*map(pl.col, atoms))
