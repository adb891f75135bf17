"""Names: compared token by token after folding, whatever the order, with initials, joined and missing tokens.

Works on the *distinct pairs* of folded names: a city has a million of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from uhcmatch.linkage.compare.tokens import SLIP_BITS, Alignment, Flags, Floats, Ints, Vocabulary, align

Levels = npt.NDArray[np.uint8]

_TRUNCATED_FROM: Final = 18
"""Letters (without spaces) from which a name that begins the other may have been cut by a column width."""

_JOINED_ALIKE: Final = 0.90
"""Indel similarity from which two spaceless names of some length are a slip apart (NURAINI, NUR ANI)."""

_JOINED_FROM: Final = 8
"""Letters below which spaceless similarity is no more than likeness (DEWI, DWI)."""

_ALIKE: Final = 0.76
"""Indel similarity from which two spaceless names look like one name written badly."""

_REST_ALIKE: Final = 0.6
"""Likewise of what is left of them when equal words are taken away."""

_ALIKE_BITS: Final = 9.0
"""What likeness of that kind costs: hundreds of names are as like a given one."""

_CHUNK: Final = 500_000
"""Pairs whose letter counts are in memory at once (26 bytes each)."""


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
    """Some tokens agree, the first of both names among them; others on both sides do not."""
    LATER_TOKENS = 7
    """Some tokens agree, but the first ones do not: as those of brothers and sisters do."""
    DIFFERENT = 8


@dataclass(frozen=True, slots=True)
class Names:
    """The distinct names of a comparison.

    `joined` spaceless text and its number · `tokens` token × name, their numbers (−1 = none) · `bits` what agreement on
    the whole name is worth · `letters` how often each of A–Z stands in it, `kinds` which of them do, as bits ·
    `length` its letters.
    """

    joined: pl.Series
    joined_number: Ints
    tokens: Ints
    bits: Floats
    letters: npt.NDArray[np.int8]
    kinds: npt.NDArray[np.uint32]
    length: Ints


def name_levels(names: Names, vocabulary: Vocabulary, left: Ints, right: Ints) -> tuple[Levels, Floats]:
    """Return the Name level and the bits of agreement of each pair of names (positions in `names`).

    The bits are those of the tokens that agree, at most those of the whole rarer name; penalties for what does not
    agree belong to `weigh.features`.
    """
    found = align(names.tokens, vocabulary, left, right)
    level, bits = _token_levels(names, found, left, right)
    whole = np.minimum(names.bits[left], names.bits[right])
    level[names.joined_number[left] == names.joined_number[right]] = Name.EQUAL
    open_pairs = np.flatnonzero(level > Name.SLIP).astype(np.int32)
    pair = left[open_pairs], right[open_pairs]
    _claim_by_letters(names, pair, open_pairs, found.letters[open_pairs], (level, bits, whole))
    equal = level == Name.EQUAL
    bits[equal] = whole[equal]
    return level, np.clip(np.minimum(bits, whole), 0, None)


def _token_levels(names: Names, found: Alignment, left: Ints, right: Ints) -> tuple[Levels, Floats]:
    """Return level and bits by the tokens that agree."""
    complete = found.matched == found.fewer
    same_count = found.fewer == found.more
    solid = found.equal + found.slips > 0
    level = np.full(left.size, Name.DIFFERENT, dtype=np.uint8)
    level[complete & same_count & (found.equal == found.fewer)] = Name.EQUAL
    level[complete & same_count & (found.equal < found.fewer) & solid] = Name.SLIP
    level[complete & ~same_count & solid] = Name.FEWER_TOKENS
    same_first = names.tokens[0, left] == names.tokens[0, right]
    level[~complete & solid & same_first] = Name.PARTLY
    level[~complete & solid & ~same_first] = Name.LATER_TOKENS
    return level, np.where(level < Name.DIFFERENT, found.bits, np.float32(0))


def _claim_by_letters(
    names: Names, pair: tuple[Ints, Ints], at: Ints, settled: Ints, judged: tuple[Levels, Floats, Floats]
) -> None:
    """Raise the level of the pairs `at` whose spaceless names are alike, or of which one begins the other.

    Names that share whole words are alike, or a slip apart, only if what is left beside the `settled` letters is:
    brothers share a long family name, and MUHAMMAD … SAPUTRA leaves little to differ.
    """
    level, bits, whole = judged
    shorter = np.minimum(names.length[pair[0]], names.length[pair[1]])
    total = names.length[pair[0]] + names.length[pair[1]]
    likeness, begins = _likeness(names, *pair)
    # Twice the letters in common are a whole number, which a share times its whole only nearly is.
    rest, of_rest = np.rint(likeness * total) - 2 * settled, total - 2 * settled
    is_rest_alike, is_rest_a_slip = rest >= _REST_ALIKE * of_rest, rest >= _ALIKE * of_rest
    claims = (
        (Name.SLIP, (likeness >= _JOINED_ALIKE) & is_rest_a_slip & (shorter >= _JOINED_FROM), SLIP_BITS),
        (Name.TRUNCATED, begins & (shorter >= _TRUNCATED_FROM), 0.0),
        (Name.FEWER_TOKENS, begins & (shorter >= _JOINED_FROM), SLIP_BITS),
        (Name.ALIKE, (likeness >= _ALIKE) & is_rest_alike, _ALIKE_BITS),
    )
    for claimed, holds, cost in claims:
        better = at[holds & (level[at] > claimed)]
        level[better] = claimed
        bits[better] = whole[better] - np.float32(cost)


def _likeness(names: Names, left: Ints, right: Ints) -> tuple[Floats, Flags]:
    """Similarity of the spaceless names (0 below `_ALIKE`), and whether one begins the other.

    Letters that only one of two names has cannot be aligned: the similarity is at most what the counts allow.
    """
    total, apart = names.length[left] + names.length[right], np.abs(names.length[left] - names.length[right])
    most = (1 - _ALIKE) * total + 1e-6
    # Each kind of letter that only one of them has is one letter at least: that drops most without counting.
    kinds = np.bitwise_count(names.kinds[left] ^ names.kinds[right])
    near = np.flatnonzero(kinds <= np.maximum(most, apart)).astype(np.int32)
    unshared = _unshared(names.letters, left[near], right[near])
    likeness = np.zeros(left.size, dtype=np.float32)
    where = near[unshared <= most[near]]
    one, other = names.joined.gather(left[where]), names.joined.gather(right[where])
    likeness[where] = cpdist(
        one.to_list(), other.to_list(), scorer=Indel.normalized_similarity, score_cutoff=_ALIKE, dtype=np.float32
    )
    begins = np.zeros(left.size, dtype=np.bool_)
    nested = near[unshared == apart[near]]
    both = pl.DataFrame({"a": names.joined.gather(left[nested]), "b": names.joined.gather(right[nested])})
    a, b = pl.col("a"), pl.col("b")
    begins[nested] = both.select(b.str.starts_with(a) | a.str.starts_with(b)).to_series().to_numpy()
    return likeness, begins


def _unshared(letters: npt.NDArray[np.int8], left: Ints, right: Ints) -> Ints:
    """Count the letters that one name of a pair has and the other has not, or has fewer times."""
    unshared = np.empty(left.size, dtype=np.int32)
    for start in range(0, left.size, _CHUNK):
        part = slice(start, start + _CHUNK)
        unshared[part] = np.abs(letters[left[part]] - letters[right[part]]).sum(axis=1, dtype=np.int32)
    return unshared
