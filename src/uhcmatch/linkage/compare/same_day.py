"""How usual a number is among those born on its day: which digit is off says what a slip is worth beside a date.

Who shares a birth date with somebody bears a number of one of the few kecamatan of this place, and a low serial: 0002
beside 0001 is a neighbour. A slip of the pen hits any digit, and makes of most numbers one that hardly a neighbour has.
The register tells which.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from uhcmatch.linkage.compare.nik import WOMEN
from uhcmatch.reference.calendar import DEFAULT_DAYS

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_SERIALS: Final = 10**4
_OUTCOMES: Final = 16 * 9 + 15
"""Numbers that one slip can make of a NIK: another digit in a place, or two neighbours exchanged."""
NEAR: Final = 0.2
"""Share of the strangers of one date whose numbers are one digit away."""
_SECOND: Final = 0.1
"""Share of the true pairs one digit apart that show no slip, but a second number issued to one person: in the same way
as those of strangers."""
_PSEUDO: Final = 50.0
"""Residents' worth of belief that serials fall off as fast as they do in a small place."""
_NEXT: Final = 0.25
"""What share of a serial's bearers the next one has, where nothing is known."""
_FROM_AFAR: Final = 0.1
"""Share of strangers whose number was issued in another kabupaten than the register's."""
_KECAMATAN: Final = 7_285
"""Kecamatan of Indonesia (DOMAIN §1.3)."""
_ALL: Final = 0.95
"""Share of a serial's bearers at most: some child is born second everywhere."""
_FORTY: Final = 0.03
"""Share of the slips that leave out the forty of a woman's day, or add it to a man's."""
_OTHER_SEX: Final = 0.02
"""Share of cards that tell another sex than their number, where that is right."""


@dataclass(frozen=True, slots=True)
class SameDay:
    """What the residents' numbers say of strangers of one birth date.

    `regions` (six digits) ascending and the `region_share` of strangers who bear each; the last stands for any other ·
    `serial_share` the share of each serial on ordinary days and, in the second row, on those that stand for an unknown
    date.
    """

    regions: Ints
    region_share: Floats
    serial_share: Floats


def same_day(regions: Ints, times: Ints, serials: tuple[Ints, Ints]) -> SameDay:
    """Tell shares from the residents' NIKs: their `regions`, ascending, and how many `times` each stands there.

    `serials` of those with an ordinary birth date, and of those with one that stands for an unknown one.
    """
    other = _FROM_AFAR / _KECAMATAN
    return SameDay(
        regions=np.append(regions, np.iinfo(np.int64).max),
        region_share=np.append((1 - _FROM_AFAR) * times / max(int(times.sum()), 1) + other, other),
        serial_share=np.stack([_serial_share(some) for some in serials]),
    )


def slip_bits(own: Ints, shown: Ints, is_odd: npt.NDArray[np.bool_], known: SameDay) -> Floats:
    """Return how many bits more than a typical one each slip says, of residents' numbers and those on the cards.

    It is how often a slip of the pen makes the other of the one number, over how many strangers of the date bear it: 0
    for a number of which digits are missing (0), as for the typical slip (`slips.beside_date`). `is_odd` where the card
    tells another sex than its number.
    """
    region = shown // 10**10
    at = np.searchsorted(known.regions, region)
    at = np.where(known.regions[at] == region, at, known.regions.size - 1)
    kind_of_day = on_default_day(shown).astype(np.int64)
    share = known.serial_share[kind_of_day, shown % _SERIALS]
    # Two of one day and kecamatan have two serials: beside 0001 most others are 0002.
    taken = known.serial_share[kind_of_day, own % _SERIALS]
    is_neighbour = own // _SERIALS == shown // _SERIALS
    is_cut = is_neighbour & (shown % _SERIALS == 0)
    share = np.where(is_neighbour & ~is_cut, share / (1 - np.minimum(taken, _ALL)), share)
    by_chance = known.region_share[at] * np.minimum(share, _ALL) * np.where(is_odd, _OTHER_SEX, 1.0)
    by_slip = (1 - _SECOND) / _OUTCOMES + np.where(np.abs(own - shown) == WOMEN, _FORTY, 0.0)
    # A spreadsheet cuts the numbers of strangers as often.
    by_slip = np.where(is_cut, 1.0, by_slip)
    bits = np.log2(NEAR * by_slip / by_chance + _SECOND)
    return np.where((own > 0) & (shown > 0), bits, 0.0)


def on_default_day(numbers: Ints) -> npt.NDArray[np.bool_]:
    """Tell NIKs with a date that stands for an unknown one; women's days are forty higher."""
    day, month = numbers // 10**8 % 100 % 40, numbers // 10**6 % 100
    return np.isin(day + 100 * month, [day + 100 * month for day, month in DEFAULT_DAYS])


def _serial_share(serials: Ints) -> Floats:
    """Return the share of each serial: as counted, with some belief in a fall by `_NEXT`, and never less than one.

    No serial is 0: a spreadsheet makes it of any below ten, whose last digit it cuts.
    """
    usual = (1 - _NEXT) * _NEXT ** np.arange(-1.0, _SERIALS - 1)
    usual[0] = 0.0
    counted = np.bincount(serials, minlength=_SERIALS)
    share: Floats = np.maximum(counted + _PSEUDO * usual, 1.0) / (serials.size + _PSEUDO)
    share[0] = share[1:10].sum()
    return share
