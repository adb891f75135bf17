"""Columns of folded names → the tables that names are compared by: each distinct name and token once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from uhcmatch.distinct import numbered, used_places, words_in_order
from uhcmatch.linkage.compare import frequencies
from uhcmatch.linkage.compare.name import Levels, Name, Names, name_levels
from uhcmatch.linkage.compare.tokens import MOST_TOKENS, SLIP_BITS, Floats, Ints, Vocabulary

if TYPE_CHECKING:
    from uhcmatch.linkage.compare.frequencies import Bits, Frequencies
    from uhcmatch.linkage.compare.tokens import Positions

_LETTERS = 26
_SHORTEST = 4
"""Letters of a spaceless name that a slip may part from another."""
_MOST_SLIPS = 2
"""Letters that two names of some length may differ by and still be a slip apart."""
_END = 2
"""Letters of a beginning or an end that a slip leaves as they are."""
_LONG = 12
"""Letters from which two slips are no more than one is in a short name."""


def compared_names(
    left: pl.Series,
    right: pl.Series,
    at: Positions,
    known: Frequencies,
    whole: Bits | None = None,
) -> tuple[Levels, Floats]:
    """Compare pairs of folded names: those of `left` and `right` at two arrays of positions, each distinct pair once.

    Returns Name levels and bits of agreement, at most those of `whole` names; without these only the levels hold.
    """
    level = np.full(at[0].size, Name.MISSING, dtype=np.uint8)
    bits = np.zeros(at[0].size, dtype=np.float32)
    (rows_left, place_left), (rows_right, place_right) = (
        used_places(places, len(side)) for places, side in zip(at, (left, right), strict=True)
    )
    used = pl.concat([left.gather(rows_left).alias("text"), right.gather(rows_right).alias("text")])
    numbers, texts = numbered(used)
    one, other = numbers[: rows_left.size][place_left], numbers[rows_left.size :][place_right]
    there = np.flatnonzero((one >= 0) & (other >= 0))
    if not there.size:
        return level, bits
    key, back = np.unique(one[there].astype(np.int64) * len(texts) + other[there], return_inverse=True)
    one, other = key // len(texts), key % len(texts)
    named, where = used_places(np.concatenate([one, other]), len(texts))
    names, vocabulary = _tables(texts.gather(named), known, whole)
    one, other = where[: key.size], where[key.size :]
    found, worth = name_levels(names, vocabulary, one, other)
    level[there], bits[there] = found[back], worth[back]
    return level, bits


def claim_as_written(
    residents: pl.DataFrame, members: pl.DataFrame, at: Positions, known: Frequencies, found: tuple[Levels, Floats]
) -> None:
    """Raise the levels and bits found where the names are a slip apart as written, and not in canonical spelling.

    A letter that is lost may part what folding joins, or join what it parts: WAYUNI stays, WAHYUNI becomes WAHIUNI.
    """
    level, bits = found
    apart = np.flatnonzero(level >= Name.ALIKE)
    pairs = pl.DataFrame(
        {
            "one": _spaceless(residents["name"], at[0][apart]),
            "other": _spaceless(members["name"], at[1][apart]),
            "pair": apart,
        }
    )
    length = [pl.col(name).str.len_bytes().cast(pl.Int32) for name in ("one", "other")]
    same_ends = (pl.col("one").str.head(_END) == pl.col("other").str.head(_END)) | (
        pl.col("one").str.tail(_END) == pl.col("other").str.tail(_END)
    )
    pairs = pairs.with_columns(short=pl.min_horizontal(length), long=pl.max_horizontal(length)).filter(
        pl.col("short") >= _SHORTEST, pl.col("long") <= pl.col("short") + _MOST_SLIPS, same_ends
    )
    one, other = (pairs[name].to_list() for name in ("one", "other"))
    edits = cpdist(one, other, scorer=OSA.distance, score_cutoff=_MOST_SLIPS, dtype=np.int32)
    is_slip = (edits <= 1) | ((edits == _MOST_SLIPS) & (pairs["short"].to_numpy() >= _LONG))
    slips, edits = pairs["pair"].to_numpy()[is_slip], edits[is_slip]
    # Where canonical spelling has as many words and is no further apart, these were compared: RINI and RINA are two.
    folded = [side["name_folded"].gather(rows[slips]) for side, rows in zip((residents, members), at, strict=True)]
    words = [names.str.count_matches(" ").to_numpy() for names in folded]
    texts = (names.str.replace_all(" ", "", literal=True).to_list() for names in folded)
    is_further = cpdist(*texts, scorer=OSA.distance, score_cutoff=_LONG, dtype=np.int32) > edits
    slips = slips[is_further | (words[0] != words[1])]
    whole = (
        frequencies.look_up(side["name_sorted"].gather(rows[slips]), known.names).to_numpy()
        for side, rows in zip((residents, members), at, strict=True)
    )
    level[slips], bits[slips] = Name.SLIP, np.maximum(np.minimum(*whole) - SLIP_BITS, 0)


def _spaceless(names: pl.Series, at: npt.NDArray[np.unsignedinteger]) -> pl.Series:
    """Return the names at some positions without spaces, each taken together once."""
    rows, place = used_places(at, len(names))
    return names.gather(rows).str.replace_all(" ", "", literal=True).gather(place)


def _tables(texts: pl.Series, known: Frequencies, whole: Bits | None) -> tuple[Names, Vocabulary]:
    """Number the tokens of distinct names and look up what agreement on each is worth."""
    split = texts.str.split(" ")
    columns = [split.list.get(place, null_on_oob=True) for place in range(MOST_TOKENS)]
    numbers, tokens = numbered(pl.concat([column.alias("token") for column in columns]))
    joined = texts.str.replace_all(" ", "", literal=True)
    length = joined.str.len_chars().to_numpy().astype(np.int32)
    letters = _letters(joined, length)
    names = Names(
        joined=joined,
        joined_number=numbered(joined)[0],
        tokens=numbers.reshape(MOST_TOKENS, -1),
        bits=np.zeros(len(texts), dtype=np.float32) if whole is None else _bits(words_in_order(texts), whole),
        letters=letters,
        kinds=(letters > 0) @ (np.uint32(1) << np.arange(_LETTERS, dtype=np.uint32)),
        length=length,
    )
    return names, Vocabulary.of(tokens, _bits(tokens, known.tokens), known.initials, known.identity_bits)


def _bits(texts: pl.Series, table: Bits) -> Floats:
    return frequencies.look_up(texts, table).to_numpy().astype(np.float32)


def _letters(joined: pl.Series, length: Ints) -> npt.NDArray[np.int8]:
    """Count A–Z in every text: text × letter."""
    every = np.frombuffer("".join(joined.to_list()).encode("ascii", "replace"), dtype=np.uint8)
    row = np.repeat(np.arange(length.size, dtype=np.int64), length)
    letter = np.clip(every.astype(np.int64) - ord("A"), 0, _LETTERS - 1)
    counts = np.bincount(row * _LETTERS + letter, minlength=length.size * _LETTERS)
    return counts.reshape(-1, _LETTERS).astype(np.int8)
