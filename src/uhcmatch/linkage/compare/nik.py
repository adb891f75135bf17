"""Numbers: equal, equal but for digits Excel lost, one slip apart, different.

A NIK one digit off is no evidence by itself: in a kabupaten of a million every NIK has some nineteen living
neighbours at that distance. It is compared in parts, so that the birth date inside is not counted twice.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

_DIGITS = 16
_SHORTEST = 6
"""Letters of a number without a grammar from which one slip still tells it from most others."""
_LONG = 9
"""Likewise two slips."""


class Nik(IntEnum):
    """How two NIKs agree, best first."""

    MISSING = 0
    EQUAL = 1
    PREFIX = 2
    """The first 15 digits agree and the member's file lost the last one."""
    ONE_SLIP = 3
    """One digit differs, or two neighbouring digits are exchanged, also in what Excel has left of a number; in a long
    number without a grammar, two such."""
    RELATIVES = 4
    """The member bears the NIK of somebody else in the resident's household: a parent's typed for a child."""
    DIFFERENT = 5


_SLIPS: Final = np.unique(
    [times * digit * 10**place for times in (1, 9) for digit in range(1, 10) for place in range(16)]
)
"""What two numbers can differ by that are one digit apart (d·10ⁿ) or by an exchange of neighbours (9·d·10ⁿ)."""


def nik_level(resident: pl.Series, member: pl.Series, member_prefix: pl.Series) -> pl.Series:
    """Return the Nik level of two columns of keys (UInt8).

    NIKs are compared as digits, numbers without a grammar (`[identifier] kind = "opaque"`) as texts.
    """
    known = (resident.is_not_null() & member.is_not_null()).to_numpy()
    level = np.where(known, np.uint8(Nik.DIFFERENT), np.uint8(Nik.MISSING))
    level[(member_prefix.is_not_null() & resident.is_not_null()).to_numpy()] = Nik.DIFFERENT
    ruined = member_prefix.is_not_null().arg_true()
    prefix = resident.gather(ruined).str.head(_DIGITS - 1) == member_prefix.gather(ruined)
    level[ruined.to_numpy()[prefix.fill_null(value=False).to_numpy()]] = Nik.PREFIX
    cut = ruined.filter(~prefix.fill_null(value=True))
    heads = resident.gather(cut).str.head(_DIGITS - 1) + "0", member_prefix.gather(cut) + "0"
    level[cut.to_numpy()[_slipped(*heads)]] = Nik.ONE_SLIP
    level[(resident == member).fill_null(value=False).to_numpy()] = Nik.EQUAL
    near = np.flatnonzero(known & (level == Nik.DIFFERENT))
    level[near[_slipped(resident.gather(near), member.gather(near))]] = Nik.ONE_SLIP
    level[_opaque_slips(resident, member, np.flatnonzero(known & (level == Nik.DIFFERENT)))] = Nik.ONE_SLIP
    return pl.Series("nik_level", level, dtype=pl.UInt8)


def _opaque_slips(resident: pl.Series, member: pl.Series, at: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return which of the pairs `at` are numbers without a grammar a slip apart, or two slips where they are long."""
    one, other = resident.gather(at), member.gather(at)
    length, apart = one.str.len_bytes(), one.str.len_bytes().cast(pl.Int64) - other.str.len_bytes().cast(pl.Int64)
    may = ((length != _DIGITS) | (apart != 0)) & (length >= _SHORTEST) & apart.is_between(-2, 2)
    one, other, at = one.filter(may), other.filter(may), at[may.to_numpy()]
    edits = cpdist(one.to_list(), other.to_list(), scorer=OSA.distance, score_cutoff=2, dtype=np.int32)
    return at[edits <= np.where(length.filter(may).to_numpy() >= _LONG, 2, 1)]


def _slipped(one: pl.Series, other: pl.Series) -> npt.NDArray[np.bool_]:
    """Tell which pairs of texts are NIKs one slip apart."""
    near = np.flatnonzero(_may_be_one_slip(one, other))
    left, right = one.gather(near), other.gather(near)
    whole = ((left.str.len_bytes() == _DIGITS) & (right.str.len_bytes() == _DIGITS)).to_numpy()
    slipped = np.zeros(len(one), dtype=np.bool_)
    slipped[near[whole]] = _one_slip(_digits(left.filter(whole)), _digits(right.filter(whole)))
    return slipped


def _may_be_one_slip(resident: pl.Series, member: pl.Series) -> npt.NDArray[np.bool_]:
    """Tell by one subtraction which numbers can be a slip apart; digits need to be looked at only there."""
    one, other = (column.cast(pl.Int64, strict=False).fill_null(0).to_numpy() for column in (resident, member))
    apart = np.abs(one - other)
    at = np.minimum(np.searchsorted(_SLIPS, apart), _SLIPS.size - 1)
    may: npt.NDArray[np.bool_] = _SLIPS[at] == apart
    return may


def _digits(keys: pl.Series) -> npt.NDArray[np.uint8]:
    """Return 16-digit keys as a matrix of bytes, one row per key."""
    joined = "".join(keys.to_list()).encode("ascii", "replace")
    return np.frombuffer(joined, dtype=np.uint8).reshape(-1, _DIGITS)


def _one_slip(left: npt.NDArray[np.uint8], right: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Tell which rows differ in one digit or by one exchange of neighbours."""
    differs = left != right
    count = differs.sum(axis=1)
    exchanged = (
        differs[:, :-1] & differs[:, 1:] & (left[:, :-1] == right[:, 1:]) & (left[:, 1:] == right[:, :-1])
    ).any(axis=1)
    one_slip: npt.NDArray[np.bool_] = (count == 1) | ((count == 2) & exchanged)
    return one_slip
