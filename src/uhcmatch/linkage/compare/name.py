"""Names: compared token by token after folding, whatever the order, with initials, joined and missing tokens.

Works on the *distinct pairs* of folded names, as matrices: a city has a few million of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz.distance import OSA, Indel
from rapidfuzz.process import cpdist

if TYPE_CHECKING:
    from collections.abc import Iterator

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Levels = npt.NDArray[np.uint8]

_TOKENS: Final = 6
"""Tokens compared; 99.4 % of names have at most four (DOMAIN §6.1)."""

_CHUNK: Final = 250_000
"""Pairs whose token matrices are in memory at once (36 cells each)."""

_SLIP_BITS: Final = 4.0
"""A token agreeing but for a slip: some ten other tokens lie as near, and slips are rare."""

_INITIAL_BITS: Final = 2.0
"""An initial agreeing with a token: a first letter is shared by one token in five or so."""

_TRUNCATED_FROM: Final = 18
"""Letters (without spaces) from which a name that begins the other may have been cut by a column width."""

_JOINED_ALIKE: Final = 0.90
"""Indel similarity from which two spaceless names of some length are a slip apart (NURAINI, NUR ANI)."""

_JOINED_FROM: Final = 8
"""Letters below which spaceless similarity is no more than likeness (DEWI, DWI)."""

_ALIKE: Final = 0.76
"""Indel similarity from which two spaceless names look like one name written badly."""

_ALIKE_BITS: Final = 9.0
"""What likeness of that kind costs: hundreds of names are as like a given one."""


class Name(IntEnum):
    """How two names agree, best first."""

    MISSING = 0
    EQUAL = 1
    """The same tokens in canonical spelling, in any order, or the same letters without spaces."""
    SLIP = 2
    """All tokens agree, at least one of them but for a slip of the pen."""
    TRUNCATED = 3
    """A long name that begins the other: cut by a column."""
    FEWER_TOKENS = 4
    """Every token of the shorter name is in the longer one."""
    ALIKE = 5
    """Not token by token, but most letters agree: two slips, a swallowed syllable, joined and cut at once."""
    PARTLY = 6
    """Some tokens agree, others on both sides do not."""
    DIFFERENT = 7


@dataclass(frozen=True, slots=True)
class Names:
    """The distinct names of a comparison: spaceless text, token numbers (−1 = none) and bits of the whole name."""

    joined: list[str]
    tokens: Ints
    bits: Floats


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The distinct tokens: text, the bits an agreement on each is worth, and what a cheap filter wants to know."""

    text: list[str]
    bits: Floats
    letters: npt.NDArray[np.uint32]
    length: Ints
    first: npt.NDArray[np.uint8]

    @classmethod
    def of(cls, text: list[str], bits: Floats) -> Vocabulary:
        """Return the vocabulary of upper-case tokens, none of them empty."""
        letters = np.zeros(len(text), dtype=np.uint32)
        for position, token in enumerate(text):
            for letter in set(token.encode()):
                letters[position] |= np.uint32(1 << (letter % 32))
        return cls(
            text,
            bits,
            letters,
            np.array([len(token) for token in text], dtype=np.int32),
            np.array([token.encode()[0] for token in text], dtype=np.uint8),
        )


def name_levels(names: Names, vocabulary: Vocabulary, left: Ints, right: Ints) -> tuple[Levels, Floats]:
    """Return the Name level and the bits of agreement of each pair of names (positions in `names`).

    The bits are those of the tokens that agree, at most those of the whole rarer name; penalties for what does not
    agree belong to `linkage.weights`.
    """
    level = np.full(left.size, Name.DIFFERENT, dtype=np.uint8)
    bits = np.zeros(left.size, dtype=np.float32)
    whole = np.minimum(names.bits[left], names.bits[right])
    likeness, shorter = _joined_likeness(names, left, right)
    for part in _chunks(left.size):
        level[part], bits[part] = _compare_tokens(names, vocabulary, left[part], right[part])
    begins = _begins(names, left, right)
    claims = (
        (Name.EQUAL, likeness == 1.0, whole),
        (Name.SLIP, (likeness >= _JOINED_ALIKE) & (shorter >= _JOINED_FROM), whole - _SLIP_BITS),
        (Name.TRUNCATED, begins & (shorter >= _TRUNCATED_FROM), whole),
        (Name.FEWER_TOKENS, begins & (shorter >= _JOINED_FROM), whole - _SLIP_BITS),
        (Name.ALIKE, likeness >= _ALIKE, whole - _ALIKE_BITS),
    )
    for claimed, holds, worth in claims:
        better = holds & (level > claimed)
        level[better] = claimed
        bits[better] = worth[better]
    equal = level == Name.EQUAL
    bits[equal] = whole[equal]
    return level, np.clip(np.minimum(bits, whole), 0, None)


def _chunks(size: int) -> Iterator[slice]:
    return (slice(start, start + _CHUNK) for start in range(0, size, _CHUNK))


def _joined_likeness(names: Names, left: Ints, right: Ints) -> tuple[Floats, Ints]:
    """Similarity of the spaceless names (0 below `_ALIKE`), and the letters of the shorter one."""
    texts = np.array(names.joined, dtype=object)
    length = np.array([len(text) for text in names.joined], dtype=np.int32)
    shorter, longer = np.minimum(length[left], length[right]), np.maximum(length[left], length[right])
    # Indel similarity is at most 2·shorter / (shorter + longer): pairs that cannot reach the cutoff are not asked.
    where = np.flatnonzero(2 * shorter >= _ALIKE * (shorter + longer))
    likeness = np.zeros(left.size, dtype=np.float32)
    likeness[where] = cpdist(
        texts[left[where]].tolist(),
        texts[right[where]].tolist(),
        scorer=Indel.normalized_similarity,
        score_cutoff=_ALIKE,
        dtype=np.float32,
    )
    return likeness, shorter.astype(np.int32)


def _begins(names: Names, left: Ints, right: Ints) -> Flags:
    """Tell where one spaceless name begins the other."""
    joined = pl.Series(names.joined, dtype=pl.String)
    both = pl.DataFrame({"a": joined.gather(left), "b": joined.gather(right)})
    a, b = pl.col("a"), pl.col("b")
    return both.select(b.str.starts_with(a) | a.str.starts_with(b)).to_series().to_numpy()


def _compare_tokens(names: Names, vocabulary: Vocabulary, left: Ints, right: Ints) -> tuple[Levels, Floats]:
    """Return level and bits of one chunk of pairs by aligning tokens."""
    a, b = names.tokens[left], names.tokens[right]
    agreed, slips, matched, total = _align(_token_agreement(vocabulary, a, b))
    count_a, count_b = (a >= 0).sum(axis=1), (b >= 0).sum(axis=1)
    fewer, more = np.minimum(count_a, count_b), np.maximum(count_a, count_b)
    complete = matched == fewer
    solid = agreed + slips > 0
    level = np.full(left.size, Name.DIFFERENT, dtype=np.uint8)
    level[complete & (fewer == more) & (agreed == fewer)] = Name.EQUAL
    level[complete & (fewer == more) & (agreed < fewer) & solid] = Name.SLIP
    level[complete & (fewer < more) & solid] = Name.FEWER_TOKENS
    level[~complete & (matched > 0) & solid] = Name.PARTLY
    return level, np.where(level < Name.DIFFERENT, total, np.float32(0))


def _token_agreement(vocabulary: Vocabulary, a: Ints, b: Ints) -> Floats:
    """Return pair × token × token: 100 + bits where equal, 50 + bits for a slip, 1 + bits for an initial, else 0.

    The hundreds keep equality before slips before initials when tokens are aligned.
    """
    both = (a[:, :, None] >= 0) & (b[:, None, :] >= 0)
    equal = both & (a[:, :, None] == b[:, None, :])
    worth = np.where(equal, 100 + vocabulary.bits[a][:, :, None], np.float32(0))
    open_a, open_b = ~equal.any(axis=2), ~equal.any(axis=1)
    open_pairs = both & ~equal & open_a[:, :, None] & open_b[:, None, :]
    where = np.nonzero(open_pairs & _may_be_near(vocabulary, a, b))
    if where[0].size:
        worth[where] = _near_worth(vocabulary, a[where[0], where[1]], b[where[0], where[2]])
    return worth.astype(np.float32)


def _may_be_near(vocabulary: Vocabulary, a: Ints, b: Ints) -> Flags:
    """Cheap and safe filter: two edits change at most four of the letters that occur; an initial begins the other."""
    letters = vocabulary.letters
    apart = np.bitwise_count(letters[a][:, :, None] ^ letters[b][:, None, :])
    single = (vocabulary.length[a] == 1)[:, :, None] | (vocabulary.length[b] == 1)[:, None, :]
    same_first = vocabulary.first[a][:, :, None] == vocabulary.first[b][:, None, :]
    may: Flags = np.where(single, same_first, apart <= 4)
    return may


def _near_worth(vocabulary: Vocabulary, a: Ints, b: Ints) -> Floats:
    """Worth of unequal tokens, each distinct pair of tokens judged once."""
    key = a.astype(np.int64) * len(vocabulary.text) + b
    distinct, back = np.unique(key, return_inverse=True)
    one, other = distinct // len(vocabulary.text), distinct % len(vocabulary.text)
    text_one = [vocabulary.text[i] for i in one]
    text_other = [vocabulary.text[i] for i in other]
    edits = cpdist(text_one, text_other, scorer=OSA.distance, score_cutoff=2, dtype=np.int32)
    length_one = np.array([len(text) for text in text_one])
    length_other = np.array([len(text) for text in text_other])
    shortest = np.minimum(length_one, length_other)
    slip = ((edits == 1) & (shortest >= 3)) | ((edits == 2) & (shortest >= 7))
    first = np.array([x[0] == y[0] for x, y in zip(text_one, text_other, strict=True)], dtype=bool)
    initial = (shortest == 1) & first
    bits = np.minimum(vocabulary.bits[one], vocabulary.bits[other])
    worth = np.where(
        slip, 50 + np.maximum(bits - _SLIP_BITS, 0), np.where(initial, 1 + np.minimum(bits, _INITIAL_BITS), 0)
    )
    return worth[back].astype(np.float32)


def _align(worth: Floats) -> tuple[Ints, Ints, Ints, Floats]:
    """Align tokens greedily, best first; return per pair: equal tokens, slips, all aligned tokens, bits."""
    size = worth.shape[0]
    equal, slips, matched = (np.zeros(size, dtype=np.int32) for _ in range(3))
    total = np.zeros(size, dtype=np.float32)
    left = worth.reshape(size, -1).copy()
    rows = np.arange(size)
    for _ in range(_TOKENS):
        best = left.argmax(axis=1)
        value = left[rows, best]
        if not value.any():
            break
        is_equal, is_slip, is_initial = value >= 100, (value >= 50) & (value < 100), (value > 0) & (value < 50)
        equal += is_equal
        slips += is_slip
        matched += is_equal | is_slip | is_initial
        total += value - 100 * is_equal - 50 * is_slip - 1 * is_initial
        grid = left.reshape(size, _TOKENS, _TOKENS)
        grid[rows, best // _TOKENS, :] = 0
        grid[rows, :, best % _TOKENS] = 0
    return equal, slips, matched, total
