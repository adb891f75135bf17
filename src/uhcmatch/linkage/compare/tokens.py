"""Tokens of two names aligned: equal ones, slips of the pen, initials, whatever their order.

Equality settles most pairs of names; letters are looked at only where open tokens of both sides may be near, and each
pair of tokens is judged once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

if TYPE_CHECKING:
    import polars as pl

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Looked = npt.NDArray[np.integer]
Positions = tuple[npt.NDArray[np.unsignedinteger], npt.NDArray[np.unsignedinteger]]
"""Where the two records of each pair stand."""

MOST_TOKENS: Final = 6
"""Tokens compared; 99.4 % of names have at most four (DOMAIN §6.1)."""

SLIP_BITS: Final = 4.0
"""A token agreeing but for a slip: some ten other tokens lie as near, and slips are rare."""

_ONE_EDIT_BITS, _TWO_EDITS_BITS = 7.0, 10.0
"""What it takes to write just the other word: a slip makes any of a hundred, and hardly one that many are called. TRI
beside SRI is no slip, TRO beside TRI is."""

_USUAL_BITS, _OF_SEVERAL_BITS = 10.0, 2.0
"""Of a word that one resident in a thousand bears, and four of them at least, nobody thinks of a slip."""

_WRITTEN: Final = {"C": "K", "H": "K", "J": "Y", "K": "C", "U": "O", "Y": "J"}
"""First letter of a folded name → other letters that it may begin with as written: K. of KHAIRUNNISA, folded
HAIRUNNISA; C. of CHRISTINA, KRISTINA; J. of JOSEPH, YOSEP."""


def _initials() -> Flags:
    """Return initial × first letter of a token: whether the one may stand for the other."""
    may = np.eye(256, dtype=np.bool_)
    for folded, written in _WRITTEN.items():
        may[list(written.encode()), ord(folded)] = True
    return may


_STANDS_FOR: Final = _initials()

_USUAL_TOKENS: Final = 3
_CHUNK: Final = 250_000
"""Pairs whose token matrices are in memory at once."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The distinct tokens: text, the bits an agreement on each is worth, and what a cheap filter wants to know.

    `initial_bits`: that of an agreement on the token's first letter alone, if the token is one · `is_usual`: one in a
    thousand residents is called so. All but the text have one more at the end, for no token at all (−1): it has no
    letters, and is worth nothing.
    """

    text: pl.Series
    bits: Floats
    letters: npt.NDArray[np.uint32]
    length: Ints
    first: npt.NDArray[np.uint8]
    initial_bits: Floats
    is_usual: Flags

    @classmethod
    def of(cls, text: pl.Series, bits: Floats, initials: npt.NDArray[np.int64], identity_bits: float) -> Vocabulary:
        """Return the vocabulary of upper-case tokens, none of them empty.

        `initials` are how many tokens there are in the register by first byte, `identity_bits` what singles out one of
        its residents.
        """
        every = np.frombuffer("".join(text.to_list()).encode(), dtype=np.uint8)
        length = text.str.len_bytes().to_numpy().astype(np.int32)
        begins = np.cumsum(length) - length
        letters = np.bitwise_or.reduceat(np.uint32(1) << (every % np.uint8(32)), begins)
        first = every[begins]
        of_letter = np.maximum(np.einsum("if,f->i", _STANDS_FOR, initials), 1) / max(initials.sum(), 1)
        initial_bits = -np.log2(of_letter[first]).astype(np.float32)
        is_usual = bits <= min(_USUAL_BITS, identity_bits - _OF_SEVERAL_BITS)
        columns = bits, letters, length, first, initial_bits, is_usual
        return cls(text, *(np.append(of, of.dtype.type(0)) for of in columns))


@dataclass(frozen=True, slots=True)
class Alignment:
    """Per pair of names: tokens equal, slips, all tokens aligned, tokens of the shorter and the longer, bits.

    `letters`: how many the equal tokens have, on either side.
    """

    equal: Ints
    slips: Ints
    matched: Ints
    fewer: Ints
    more: Ints
    bits: Floats
    letters: Ints

    @classmethod
    def empty(cls, size: int) -> Alignment:
        """Return an alignment of `size` pairs to be filled in."""
        equal, slips, matched, fewer, more, letters = np.zeros((6, size), dtype=np.int32)
        return cls(equal, slips, matched, fewer, more, np.zeros(size, dtype=np.float32), letters)

    def put(self, where: Ints, part: Alignment) -> None:
        """Write the alignment of some pairs."""
        for name in ("equal", "slips", "matched", "fewer", "more", "bits", "letters"):
            getattr(self, name)[where] = getattr(part, name)


def align(tokens: Ints, vocabulary: Vocabulary, left: Ints, right: Ints) -> Alignment:
    """Align pairs of names; `tokens` is token × name (−1 = none), `left` and `right` are columns of it."""
    whole = Alignment.empty(left.size)
    count = (tokens >= 0).sum(axis=0)
    is_long = np.maximum(count[left], count[right]) > _USUAL_TOKENS
    for width, chosen in ((_USUAL_TOKENS, ~is_long), (tokens.shape[0], is_long)):
        places = np.flatnonzero(chosen).astype(np.int32)
        for start in range(0, places.size, _CHUNK):
            part = places[start : start + _CHUNK]
            # `take` leaves one token's row after the other in memory, an index in brackets does not.
            one, other = (tokens[:width].take(side[part], axis=1) for side in (left, right))
            whole.put(part, _aligned(vocabulary, one, other))
    return whole


def _aligned(vocabulary: Vocabulary, a: Ints, b: Ints) -> Alignment:
    """Align two matrices, token × pair."""
    has_a, has_b = a >= 0, b >= 0
    equal = (a[:, None] == b[None, :]) & has_a[:, None]
    in_b, in_a = equal.any(axis=1), equal.any(axis=0)
    agreed, agreed_in_a = (is_in.sum(axis=0, dtype=np.int32) for is_in in (in_b, in_a))
    count_a, count_b = has_a.sum(axis=0, dtype=np.int32), has_b.sum(axis=0, dtype=np.int32)
    bits = np.where(in_b, vocabulary.bits[a], np.float32(0)).sum(axis=0)
    sides = ((in_b, a), (in_a, b))
    letters = np.minimum(
        *(np.where(is_in, vocabulary.length[of], 0).sum(axis=0, dtype=np.int32) for is_in, of in sides)
    )
    fewer, more = np.minimum(count_a, count_b), np.maximum(count_a, count_b)
    found = Alignment(agreed, np.zeros_like(agreed), agreed.copy(), fewer, more, bits, letters)
    near = _near(vocabulary, a, b, (has_a & ~in_b, has_b & ~in_a))
    # A word that a name has twice agrees once with a word of the other.
    is_close = (equal.sum(axis=(0, 1), dtype=np.int32) > agreed) | (agreed_in_a < agreed)
    is_close[near[0]] = True
    rows = np.flatnonzero(is_close).astype(np.int32)
    if rows.size:
        worth = np.where(equal[:, :, rows], 100 + vocabulary.bits[a[:, rows]][:, None], np.float32(0))
        _align_closely(found, rows, np.ascontiguousarray(worth.transpose(2, 0, 1)), near)
    return found


def _near(vocabulary: Vocabulary, a: Ints, b: Ints, still_open: tuple[Flags, Flags]) -> tuple[Ints, Ints, Ints, Floats]:
    """Return where open tokens are near each other (pair, token, token) and what that is worth."""
    found = []
    left, right = _Looks.of(vocabulary, a), _Looks.of(vocabulary, b)
    for i, j in np.ndindex(a.shape[0], b.shape[0]):
        both_open = still_open[0][i] & still_open[1][j]
        row = np.flatnonzero(both_open & _may_be_near(left, i, right, j)).astype(np.int32)
        found.append((row, np.full(row.size, i, dtype=np.int32), np.full(row.size, j, dtype=np.int32)))
    row, i, j = (np.concatenate(places) for places in zip(*found, strict=True))
    worth = _near_worth(vocabulary, a[i, row], b[j, row])
    is_near = worth > 0
    return row[is_near], i[is_near], j[is_near], worth[is_near]


@dataclass(frozen=True, slots=True)
class _Looks:
    """What the cheap filter looks at, token × pair: one gathering for all tokens of the other name."""

    letters: npt.NDArray[np.uint32]
    length: npt.NDArray[np.uint8]
    first: npt.NDArray[np.uint8]

    @classmethod
    def of(cls, vocabulary: Vocabulary, tokens: Ints) -> _Looks:
        brief = np.minimum(vocabulary.length, 255).astype(np.uint8)
        return cls(vocabulary.letters[tokens], brief[tokens], vocabulary.first[tokens])


def _may_be_near(a: _Looks, i: int, b: _Looks, j: int) -> Flags:
    """Cheap and safe filter: an edit changes at most two of the letters that occur; an initial begins the other."""
    shortest, longest = np.minimum(a.length[i], b.length[j]), np.maximum(a.length[i], b.length[j])
    edits = np.where(shortest >= 7, np.uint8(2), np.uint8(1))
    changed = np.bitwise_count(a.letters[i] ^ b.letters[j])
    may: Flags = (shortest >= 3) & (longest - shortest <= edits) & (changed <= 2 * edits)
    letters = np.flatnonzero(shortest == 1)
    may[letters] = _is_initial((a.length[i][letters], a.first[i][letters]), (b.length[j][letters], b.first[j][letters]))
    return may


def _is_initial(one: tuple[Looked, Looked], other: tuple[Looked, Looked]) -> Flags:
    """Tell where one token is a letter that may stand for the other; of both, length and first letter."""
    (long, first), (other_long, other_first) = one, other
    stands: Flags = ((long == 1) & _STANDS_FOR[first, other_first]) | (
        (other_long == 1) & _STANDS_FOR[other_first, first]
    )
    return stands


def _near_worth(vocabulary: Vocabulary, a: Ints, b: Ints) -> Floats:
    """Worth of unequal tokens: 50 + bits for a slip, 1 + bits for an initial, else 0.

    Two usual names are two names, RINI and RINA, and no slip of one. A slip is worth less than its commoner word, and
    no more than the rarer one is beyond what slips there are.
    """
    key = a.astype(np.int64) * len(vocabulary.text) + b
    distinct, back = np.unique(key, return_inverse=True)
    one, other = distinct // len(vocabulary.text), distinct % len(vocabulary.text)
    edits = cpdist(
        vocabulary.text.gather(one).to_list(),
        vocabulary.text.gather(other).to_list(),
        scorer=OSA.distance,
        score_cutoff=2,
        dtype=np.int32,
    )
    shortest = np.minimum(vocabulary.length[one], vocabulary.length[other])
    slip = ((edits == 1) & (shortest >= 3)) | ((edits == 2) & (shortest >= 7))
    slip &= ~(vocabulary.is_usual[one] & vocabulary.is_usual[other])
    initial = _is_initial(*((vocabulary.length[token], vocabulary.first[token]) for token in (one, other)))
    letter = np.where(vocabulary.length[one] == 1, one, other)
    bits = np.minimum(vocabulary.bits[one], vocabulary.bits[other])
    rarest = np.maximum(vocabulary.bits[one], vocabulary.bits[other])
    of_slip = np.minimum(bits - SLIP_BITS, rarest - np.where(edits == 1, _ONE_EDIT_BITS, _TWO_EDITS_BITS))
    worth = np.where(
        slip,
        50 + np.maximum(of_slip, 0),
        np.where(initial, 1 + np.minimum(bits, vocabulary.initial_bits[letter]), 0),
    )
    return worth[back].astype(np.float32)


def _align_closely(found: Alignment, rows: Ints, worth: Floats, near: tuple[Ints, Ints, Ints, Floats]) -> None:
    """Align the rows that equality alone does not settle: greedily, equal tokens before slips before initials.

    `worth` is row × token × token: 100 + bits where equal; a slip is worth 50 + bits, an initial 1 + bits.
    """
    row, i, j, bits = near
    worth[np.searchsorted(rows, row).astype(np.int32), i, j] = bits
    size, width = worth.shape[0], worth.shape[1]
    equal, slips, matched = (np.zeros(size, dtype=np.int32) for _ in range(3))
    total = np.zeros(size, dtype=np.float32)
    left = worth.reshape(size, -1)
    grid = left.reshape(size, width, width)
    at = np.arange(size)
    for _ in range(width):
        best = left.argmax(axis=1)
        value = left[at, best]
        if not value.any():
            break
        is_equal, is_slip, is_initial = value >= 100, (value >= 50) & (value < 100), (value > 0) & (value < 50)
        equal += is_equal
        slips += is_slip
        matched += is_equal | is_slip | is_initial
        total += value - 100 * is_equal - 50 * is_slip - 1 * is_initial
        grid[at, best // width, :] = 0
        grid[at, :, best % width] = 0
    found.equal[rows], found.slips[rows], found.matched[rows], found.bits[rows] = equal, slips, matched, total
