"""How common a value is among the residents: the bits a chance agreement on it is worth.

A rare name that agrees says much, MUHAMMAD says little, a default birth date less still. Frequencies come from the
population file of the run itself: exact counts, no sampling.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.distinct import split_words
from uhcmatch.linkage.compare.issued import Issued, issued
from uhcmatch.linkage.hashed import as_keys, combined, counted, firsts, hashed, places, row_keys

if TYPE_CHECKING:
    from datetime import date

    from uhcmatch.linkage.hashed import Keys

_RAREST = 0.005
"""Bearers to be expected of a value seen once, at least."""

_FAMILIES = 0.1
"""Share of residents under a shared roof from which a register is one of families: 0.9 in a town, 0.01 where each
person was drawn by lot."""

_NAMED_ALONE = ("kelurahan_key",)
_KELURAHAN = ("kecamatan_key", *_NAMED_ALONE)
_RT = (*_KELURAHAN, "rw", "rt")


@dataclass(frozen=True, slots=True)
class Bits:
    """What agreement on a value is worth, by its hash: `keys` ascending, and `bits` of each."""

    keys: Keys
    bits: npt.NDArray[np.float64]

    def of(self, keys: Keys) -> npt.NDArray[np.float64]:
        """Return the bits of each value; a value no resident has is worth as much as the rarest."""
        rarest = self.bits.max(initial=0.0)
        place = places(keys, self.keys)
        return np.where(place < 0, rarest, self.bits[place]) if self.bits.size else np.full(keys.size, rarest)


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Bits by value, all measured on the residents.

    `names`, `tokens`, `dates`, `mothers`, `streets`, `doors` (street and house), `kelurahan`, `named_alone` (kelurahan
    whatever the kecamatan) and `rt` say what each value is worth (−log2 of the share of residents having it).
    `initials` how many of all tokens begin with a byte.
    `population` is the number of residents behind them, `newest` the last birth date among them;
    `has_families` whether a good part of them share KK or door, or nothing is known of either;
    `has_grammar` whether their numbers are NIKs, with a birth date inside; `issued` what those say of others.
    """

    population: int
    newest: date | None
    has_families: bool
    has_grammar: bool
    issued: Issued
    names: Bits
    tokens: Bits
    initials: npt.NDArray[np.int64]
    dates: Bits
    mothers: Bits
    streets: Bits
    doors: Bits
    kelurahan: Bits
    named_alone: Bits
    rt: Bits

    @property
    def identity_bits(self) -> float:
        """Bits needed to single out one resident, and the most that any agreement is worth."""
        return _bits_of_share(1, self.population)


def measure(residents: pl.DataFrame) -> Frequencies:
    """RECORDS of the residents → Frequencies."""
    births = residents.select(pl.coalesce("born", "nik_born")).to_series()
    doors = _counted(door_keys(residents))
    tokens, initials = _tokens(residents["name_sorted"])
    size = max(residents.height, 1)
    return Frequencies(
        population=size,
        newest=births.max(),  # type: ignore[arg-type]  # the column is of dates
        has_grammar=residents["nik_born"].count() > 0,
        issued=issued(residents["nik_key"]),
        has_families=_has_families(_counted(as_keys(residents["kk_key"])).count, doors.count),
        names=_bits(_counted(as_keys(residents["name_sorted"])), size),
        tokens=_bits(tokens, size),
        initials=initials,
        dates=_bits(_counted(as_keys(births)), size),
        mothers=_bits(_counted(as_keys(residents["mother"])), size),
        streets=_bits(_counted(as_keys(residents["street"])), size),
        doors=_bits(doors, size),
        kelurahan=_place_bits(residents, _KELURAHAN, size),
        named_alone=_place_bits(residents, _NAMED_ALONE, size),
        rt=_place_bits(residents, _RT, size),
    )


@dataclass(frozen=True, slots=True)
class _Counted:
    """The keys there are, ascending, and how many residents have each."""

    keys: Keys
    count: npt.NDArray[np.int64]


def _counted(keys: Keys, worth: npt.NDArray[np.int64] | None = None) -> _Counted:
    """Count keys, each for one or for its `worth`; 0 is none."""
    if worth is None:
        return _Counted(*counted(keys))
    order = np.argsort(keys)
    first = firsts(keys[order])
    return _Counted(keys[order[first]], np.add.reduceat(worth[order], first))


def _tokens(names: pl.Series) -> tuple[_Counted, npt.NDArray[np.int64]]:
    """Count the words of all names, and by their first byte."""
    keys = as_keys(names)
    order = np.argsort(keys)
    order = order[np.searchsorted(keys[order], 1) :]
    first = firsts(keys[order])
    place, words = split_words(names.gather(order[first]))
    bearers = np.diff(first, append=order.size)[place.to_numpy()]
    letters = pl.DataFrame([words.str.head(1).alias("letter"), pl.Series("bearers", bearers)]).drop_nulls()
    initials = np.zeros(256, dtype=np.int64)
    for letter, count in letters.group_by("letter").agg(pl.col("bearers").sum()).iter_rows():
        initials[letter.encode()[0]] += count
    return _counted(as_keys(words), bearers), initials


def _has_families(*homes: npt.NDArray[np.int64]) -> bool:
    """Tell whether people share homes, of which they are counted; yes where no home of anybody is known."""
    told = [known for known in homes if known.size]
    together = [known[known > 1].sum() >= _FAMILIES * int(known.sum()) for known in told]
    return any(together) or not told


def door_keys(records: pl.DataFrame) -> Keys:
    """Return street and house as one key, 0 where one is unknown."""
    return row_keys(records, ("street", "house"))


def place_bits(residents: pl.DataFrame, known: Frequencies) -> pl.DataFrame:
    """Return `kelurahan_bits` and `rt_bits` per resident, in order: what sharing that kelurahan or RT is worth.

    `beyond_bits` is how much less it is where no kecamatan is shared: of a kecamatan that was mistyped few live there,
    which says nothing of a card that names the kelurahan alone.
    """
    kelurahan = known.kelurahan.of(_place_keys(residents, _KELURAHAN))
    bits = {
        "kelurahan_bits": kelurahan,
        "beyond_bits": kelurahan - known.named_alone.of(_place_keys(residents, _NAMED_ALONE)),
        "rt_bits": known.rt.of(_place_keys(residents, _RT)),
    }
    return pl.DataFrame({name: worth.astype(np.float32) for name, worth in bits.items()})


def look_up(values: pl.Series, table: Bits) -> pl.Series:
    """Return the bits of each value; a value no resident has is worth as much as the rarest, a null is worth null."""
    return bits_of(as_keys(values), table)


def bits_of(keys: Keys, table: Bits) -> pl.Series:
    """Return the bits of each key; those of none (0) are null."""
    bits = pl.Series("bits", table.of(keys))
    return bits if keys.all() else bits.set(pl.Series(keys == 0), None)


def _place_keys(records: pl.DataFrame, names: tuple[str, ...]) -> Keys:
    """Return the key of each record's place, of which an unknown part is a value like any other."""
    keys: Keys = records.select(combined(*(hashed(pl.col(name)).fill_null(1) for name in names))).to_series().to_numpy()
    return keys


def _place_bits(residents: pl.DataFrame, names: tuple[str, ...], size: int) -> Bits:
    counted = _counted(_place_keys(residents, names))
    share = pl.col("count").cast(pl.Float64) / size
    return Bits(counted.keys, _told(counted, -share.log(2)))


def _bits(counted: _Counted, size: int) -> Bits:
    """Bits of the values counted.

    A value seen once is rarer than one in `size`: how much rarer tell the values seen once and twice (Good and Turing).
    Of names in Java half a second bearer is to be expected, of names in an immigrants' town hardly any.
    """
    once, twice = (int((counted.count == times).sum()) for times in (1, 2))
    expected = min(max(2 * (twice + 1) / (once + 1), _RAREST), 1.0)
    count = pl.when(pl.col("count") == 1).then(expected).otherwise(pl.col("count").cast(pl.Float64))
    return Bits(counted.keys, _told(counted, (-(count / size).log(2)).clip(0)))


def _told(counted: _Counted, bits: pl.Expr) -> npt.NDArray[np.float64]:
    told: npt.NDArray[np.float64] = pl.DataFrame({"count": counted.count}).select(bits).to_series().to_numpy()
    return told


def _bits_of_share(count: int, size: int) -> float:
    return float(pl.select((pl.lit(size) / count).log(2)).item())
