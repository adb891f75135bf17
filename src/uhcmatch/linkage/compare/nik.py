"""Numbers: equal, equal but for digits Excel lost, one slip apart, one digit short or long, different.

A NIK one digit off is no evidence by itself: in a kabupaten of a million every NIK has some nineteen living
neighbours at that distance. It is compared in parts, so that the birth date inside is not counted twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from uhcmatch.linkage.hashed import as_keys

if TYPE_CHECKING:
    from uhcmatch.linkage.compare.tokens import Positions

_DIGITS = 16
_TWO = 2
_FOLLOWING = 3
"""Serials between the numbers of two who were born and registered together, at most."""
WOMEN = 40 * 10**8
"""What is added to the day of a woman's number: brother and sister born together may have the same serial."""
_ODD_LENGTHS = (_DIGITS - 1, _DIGITS + 1)
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
    SHORT_OR_LONG = 4
    """The member's number has 15 or 17 digits and is the resident's but for one digit dropped or added."""
    RELATIVES = 5
    """The member bears the NIK of somebody else in the resident's household: a parent's typed for a child."""
    TWO_SLIPS = 6
    """Two digits differ: looked for only where the card has no other birth date than that in its number, another one,
    or a number that nobody was issued, for between people of one date it is nothing rare."""
    DIFFERENT = 7
    UNFIT = 8
    """The member's number has 15 or 17 digits, and no digit dropped or added makes it the resident's."""


WITHOUT: Final = (Nik.MISSING, Nik.SHORT_OR_LONG, Nik.UNFIT)
"""Levels of members without a usable number: one of odd length is none, whomever it fits."""

_SLIPS: Final = np.unique(
    [times * digit * 10**place for times in (1, 9) for digit in range(1, 10) for place in range(16)]
)
"""What two numbers can differ by that are one digit apart (d·10ⁿ) or by an exchange of neighbours (9·d·10ⁿ)."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one side, looked at once each however many pairs they are in.

    `text` as it stands · `key` its hash, 0 for null · `digits` it as a whole number, 0 where it is none · `length` its
    bytes · `prefix` what Excel has left of a number, and `is_ruined` where there is such · `odd` a number one
    digit short or long, and `odd_length` its digits, 0 where there is none.
    """

    text: pl.Series
    key: npt.NDArray[np.uint64]
    digits: npt.NDArray[np.int64]
    length: npt.NDArray[np.int64]
    prefix: pl.Series
    is_ruined: npt.NDArray[np.bool_]
    odd: pl.Series
    odd_length: npt.NDArray[np.int64]

    @classmethod
    def of(cls, text: pl.Series, prefix: pl.Series | None = None, odd: pl.Series | None = None) -> Numbers:
        """Look at a column of keys and, for members, at the ruined ones and those of odd length."""
        none = pl.repeat(None, len(text), dtype=pl.String, eager=True)
        prefix, odd = none if prefix is None else prefix, none if odd is None else odd
        ruined = prefix.is_not_null().to_numpy()
        return cls(text, as_keys(text), _whole_numbers(text), _lengths(text), prefix, ruined, odd, _lengths(odd))


def nik_level(residents: Numbers, members: Numbers, at: Positions) -> npt.NDArray[np.uint8]:
    """Return the Nik level of pairs, given by two arrays of positions.

    NIKs are compared as digits, numbers without a grammar (`[identifier] kind = "opaque"`) as texts.
    """
    one, other = residents.key[at[0]], members.key[at[1]]
    known = (one != 0) & (other != 0)
    level = np.where(known, np.uint8(Nik.DIFFERENT), np.uint8(Nik.MISSING))
    ruined = np.flatnonzero(members.is_ruined[at[1]] & (one != 0))
    level[ruined] = _level_of_ruined(*_texts(residents.text, members.prefix, at, ruined))
    pairs, fits = _fitting(residents, members, at)
    level[pairs] = np.where(fits, np.uint8(Nik.SHORT_OR_LONG), np.uint8(Nik.UNFIT))
    level[known & (one == other)] = Nik.EQUAL
    near = np.flatnonzero(known & (level == Nik.DIFFERENT))
    near = near[_may_be_one_slip(residents.digits[at[0][near]], members.digits[at[1][near]])]
    level[near[_one_slip(*_texts(residents.text, members.text, at, near))]] = Nik.ONE_SLIP
    level[_opaque_slips(residents, members, at, np.flatnonzero(known & (level == Nik.DIFFERENT)))] = Nik.ONE_SLIP
    return level


def follow(residents: Numbers, members: Numbers, at: Positions) -> npt.NDArray[np.bool_]:
    """Tell which pairs are numbers that follow each other, as those of twins do, issued one after the other.

    What ends in 0 on a card has lost a digit to Excel oftener than it was issued.
    """
    own, shown = residents.digits[at[0]], members.digits[at[1]]
    apart = np.abs(own - shown)
    is_next = ((apart > 0) & (apart <= _FOLLOWING)) | (apart == WOMEN)
    follows: npt.NDArray[np.bool_] = (own > 0) & (shown % 10 > 0) & is_next
    return follows


def are_two_slips(
    residents: Numbers, members: Numbers, at: Positions, asked: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Tell of the pairs that are `asked` which are NIKs that differ in two digits, wherever these stand."""
    found = np.zeros(asked.size, dtype=np.bool_)
    pairs = np.flatnonzero(asked)
    resident, member = residents.digits[at[0][pairs]], members.digits[at[1][pairs]]
    apart = np.zeros(pairs.size, dtype=np.int8)
    for _ in range(_DIGITS):
        resident, digit = np.divmod(resident, 10)
        member, other = np.divmod(member, 10)
        apart += digit != other
    is_nik = (residents.length[at[0][pairs]] == _DIGITS) & (members.length[at[1][pairs]] == _DIGITS)
    found[pairs] = is_nik & (apart == _TWO)
    return found


def _texts(
    residents: pl.Series, members: pl.Series, at: Positions, pairs: npt.NDArray[np.int64]
) -> tuple[pl.Series, pl.Series]:
    """Return both texts of some pairs."""
    return residents.gather(at[0][pairs]), members.gather(at[1][pairs])


def _level_of_ruined(resident: pl.Series, prefix: pl.Series) -> npt.NDArray[np.uint8]:
    """Return the level of numbers of which Excel has left the first 15 digits."""
    head = resident.str.head(_DIGITS - 1)
    level = np.full(len(head), Nik.DIFFERENT, dtype=np.uint8)
    near = np.flatnonzero(_may_be_one_slip(_whole_numbers(head), _whole_numbers(prefix)))
    level[near[_one_slip(head.gather(near) + "0", prefix.gather(near) + "0")]] = Nik.ONE_SLIP
    level[(head == prefix).to_numpy()] = Nik.PREFIX
    return level


def _fitting(
    residents: Numbers, members: Numbers, at: Positions
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Return the pairs whose member's number has 15 or 17 digits, and which of them fit.

    They do when one digit less or more makes them the resident's, all others in order.
    """
    odd = members.odd_length[at[1]]
    pairs = np.flatnonzero((odd > 0) & (residents.length[at[0]] == _DIGITS) & (residents.digits[at[0]] > 0))
    fits = np.zeros(pairs.size, dtype=np.bool_)
    for length in _ODD_LENGTHS:
        some = np.flatnonzero(odd[pairs] == length)
        own, shown = _texts(residents.text, members.odd, at, pairs[some])
        longer, shorter = (own, shown) if length < _DIGITS else (shown, own)
        fits[some] = _one_dropped(_digits(longer, max(length, _DIGITS)), _digits(shorter, min(length, _DIGITS)))
    return pairs, fits


def _one_dropped(longer: npt.NDArray[np.uint8], shorter: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Tell which longer rows become the shorter ones by one digit less: what begins alike and what ends alike meet."""
    begins = np.logical_and.accumulate(longer[:, :-1] == shorter, axis=1).sum(axis=1)
    ends = np.logical_and.accumulate((longer[:, 1:] == shorter)[:, ::-1], axis=1).sum(axis=1)
    meets: npt.NDArray[np.bool_] = begins + ends >= shorter.shape[1]
    return meets


def _opaque_slips(
    residents: Numbers, members: Numbers, at: Positions, pairs: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Return which of the pairs are numbers without a grammar a slip apart, or two slips where they are long."""
    length, apart = residents.length[at[0][pairs]], members.length[at[1][pairs]]
    apart -= length
    may = ((length != _DIGITS) | (apart != 0)) & (length >= _SHORTEST) & (np.abs(apart) <= 2)
    pairs, length = pairs[may], length[may]
    one, other = _texts(residents.text, members.text, at, pairs)
    edits = cpdist(one.to_list(), other.to_list(), scorer=OSA.distance, score_cutoff=2, dtype=np.int32)
    return pairs[edits <= np.where(length >= _LONG, 2, 1)]


def _lengths(text: pl.Series) -> npt.NDArray[np.int64]:
    """Return the bytes of texts, 0 for null."""
    return text.str.len_bytes().fill_null(0).cast(pl.Int64).to_numpy()


def _whole_numbers(text: pl.Series) -> npt.NDArray[np.int64]:
    """Return texts as whole numbers, 0 where one is none."""
    return text.cast(pl.Int64, strict=False).fill_null(0).to_numpy()


def _may_be_one_slip(resident: npt.NDArray[np.int64], member: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Tell by one subtraction which numbers can be a slip apart; digits need to be looked at only there."""
    apart = np.abs(resident - member)
    at = np.minimum(np.searchsorted(_SLIPS, apart), _SLIPS.size - 1)
    may: npt.NDArray[np.bool_] = _SLIPS[at] == apart
    return may


def _one_slip(one: pl.Series, other: pl.Series) -> npt.NDArray[np.bool_]:
    """Tell which pairs of texts are NIKs that differ in one digit or by one exchange of neighbours."""
    whole = ((one.str.len_bytes() == _DIGITS) & (other.str.len_bytes() == _DIGITS)).to_numpy()
    left, right = _digits(one.filter(whole)), _digits(other.filter(whole))
    differs = left != right
    count = differs.sum(axis=1)
    exchanged = (
        differs[:, :-1] & differs[:, 1:] & (left[:, :-1] == right[:, 1:]) & (left[:, 1:] == right[:, :-1])
    ).any(axis=1)
    slipped = np.zeros(len(one), dtype=np.bool_)
    slipped[whole] = (count == 1) | ((count == 2) & exchanged)
    return slipped


def _digits(keys: pl.Series, length: int = _DIGITS) -> npt.NDArray[np.uint8]:
    """Return keys of one length as a matrix of bytes, one row per key."""
    joined = "".join(keys.to_list()).encode("ascii", "replace")
    return np.frombuffer(joined, dtype=np.uint8).reshape(-1, length)
