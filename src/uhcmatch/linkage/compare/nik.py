"""NIKs: equal, equal but for digits Excel lost, one slip apart, different.

A NIK one digit off is no evidence by itself: in a kabupaten of a million every NIK has some nineteen living
neighbours at that distance. It is compared in parts, so that the birth date inside is not counted twice.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import numpy.typing as npt
import polars as pl

_DIGITS = 16


class Nik(IntEnum):
    """How two NIKs agree, best first."""

    MISSING = 0
    EQUAL = 1
    PREFIX = 2
    """The first 15 digits agree and the member's file lost the last one."""
    ONE_SLIP = 3
    """One digit differs, or two neighbouring digits are exchanged."""
    RELATIVES = 4
    """The member bears the NIK of somebody else in the resident's household: a parent's typed for a child."""
    DIFFERENT = 5


def nik_level(resident: pl.Series, member: pl.Series, member_prefix: pl.Series) -> pl.Series:
    """Return the Nik level of two columns of keys (UInt8); keys that are no 16 digits are equal or different only."""
    known = resident.is_not_null() & member.is_not_null()
    equal = (resident == member).fill_null(value=False)
    prefix = (resident.str.head(_DIGITS - 1) == member_prefix).fill_null(value=False)
    level = np.where(known.to_numpy(), np.uint8(Nik.DIFFERENT), np.uint8(Nik.MISSING))
    level[member_prefix.is_not_null().to_numpy() & resident.is_not_null().to_numpy()] = Nik.DIFFERENT
    level[prefix.to_numpy()] = Nik.PREFIX
    level[equal.to_numpy()] = Nik.EQUAL
    doubtful = known & ~equal & (resident.str.len_bytes() == _DIGITS) & (member.str.len_bytes() == _DIGITS)
    where = np.flatnonzero(doubtful.fill_null(value=False).to_numpy())
    level[where[_one_slip(_digits(resident.gather(where)), _digits(member.gather(where)))]] = Nik.ONE_SLIP
    return pl.Series("nik_level", level, dtype=pl.UInt8)


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
