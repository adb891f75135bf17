"""RAW → KEYS: by what a row's person is known again in another file, however it is written there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.distinct import change_where

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME_AND_DATE: Final = "nama"
"""The kind of key that has the name in it."""
_SHORTEST: Final[dict[str, int]] = {"nomor_kartu": 7, "nik": 15}
"""Kinds of numbers, and the letters or digits below which one is none: a mask leaves twelve digits of a NIK."""
_NO_NUMBER: Final = r"[*#?•●_]|[xX]{2}|[eE]\+"
"""Masked, or ruined by a spreadsheet."""
_WITHOUT_NUMBER: Final = 0.02
"""Share of the rows of any file that have no number from which names are asked: they cost the most."""


def person_keys(frames: Sequence[pl.DataFrame]) -> list[pl.DataFrame]:
    """Return for each frame a hash of each number of each row, and of name and birth date where files lack numbers.

    A key is null where the row does not tell it.
    """
    keys = [frame.select(_number(frame, kind) for kind in _SHORTEST) for frame in frames]
    if any(_lacks_numbers(one) for one in keys):
        return [one.hstack([_name_and_date(frame)]) for one, frame in zip(keys, frames, strict=True)]
    return keys


def hashed_names(names: pl.Series) -> pl.Series:
    """Return a hash of each name by its letters only, null for none."""
    letters = names.str.to_uppercase().str.replace_all("[^A-Z0-9]+", "")
    return _hashed(letters.set(letters == "", None), seed=2)


def _lacks_numbers(keys: pl.DataFrame) -> bool:
    lacking = int(keys.select(pl.all_horizontal(pl.all().is_null()).sum()).item())
    return lacking > _WITHOUT_NUMBER * keys.height


def _number(frame: pl.DataFrame, kind: str) -> pl.Series:
    """Return a hash of each number by its letters and digits, without the zeros before it that a spreadsheet takes."""
    if kind not in frame.columns:
        return pl.repeat(None, frame.height, dtype=pl.UInt64, eager=True).alias(kind)
    bare = change_where(frame[kind], "[^0-9]", _bare).str.strip_chars_start("0")
    return _hashed(bare.set(bare.str.len_bytes() < _SHORTEST[kind], None), seed=1)


def _bare(numbers: pl.Series) -> pl.Series:
    whole = numbers.str.replace(r"[.,]0+\"?$", "").str.replace_all("[^0-9A-Za-z]+", "").str.to_uppercase()
    return whole.set(numbers.str.contains(_NO_NUMBER), None)


def _name_and_date(frame: pl.DataFrame) -> pl.Series:
    if not {"nama", "tanggal_lahir"} <= set(frame.columns):
        return pl.repeat(None, frame.height, dtype=pl.UInt64, eager=True).alias(NAME_AND_DATE)
    days = frame["tanggal_lahir"].str.replace_all("[^0-9A-Za-z]+", "").str.to_uppercase()
    return (hashed_names(frame["nama"]) ^ _hashed(days, seed=3)).alias(NAME_AND_DATE)


def _hashed(texts: pl.Series, seed: int) -> pl.Series:
    return texts.hash(seed).set(texts.is_null(), None).alias(texts.name)
