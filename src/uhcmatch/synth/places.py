"""Where households live: real area names of one kabupaten or kota, made-up RT, RW, streets and house numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from uhcmatch.errors import UsageRefused
from uhcmatch.reference import regions
from uhcmatch.words import Words

if TYPE_CHECKING:
    from uhcmatch.reference.regions import Village
    from uhcmatch.synth.draws import Draws, Ints

_SMALLEST_VILLAGE: Final = 600
"""Persons; a small town uses only as many of the kabupaten's villages as can have that many each."""
_HOUSEHOLDS_PER_RT: Final = 60
_RT_PER_RW: Final = 5


@dataclass(frozen=True)
class Area:
    """A kabupaten or kota and those of its villages that the town uses, in order of code."""

    code: str
    name: str
    villages: tuple[Village, ...]


@dataclass(frozen=True)
class Homes:
    """One entry per household, sorted by village, RW, RT, street and number; `village` is a position in the area."""

    village: Ints
    rw: Ints
    rt: Ints
    kind: Ints
    street: Ints
    number: Ints


def find_area(kabupaten: str, residents: int) -> Area:
    """Find a kabupaten or kota by name or code; raises `UsageRefused` when there is none of that name."""
    code, name = regions.kabupaten_code(kabupaten), regions.kabupaten_name(kabupaten)
    if code is None or name is None:
        raise UsageRefused(
            Words("Kabupaten/kota itu tidak dikenal.", "No kabupaten or kota of that name is known."),
            Words(
                "Tulis namanya seperti “Kota Semarang” atau kodenya seperti 33.74.",
                "Write its name as in “Kota Semarang” or its code as in 33.74.",
            ),
        )
    return Area(code, name, _used(regions.villages(code), max(2, residents // _SMALLEST_VILLAGE)))


def _used(villages: tuple[Village, ...], at_most: int) -> tuple[Village, ...]:
    """Keep so many villages: first those whose name occurs twice, then one of each kecamatan in turn."""
    times = Counter(village.kelurahan for village in villages)
    turn: Counter[str] = Counter()
    ranked: list[tuple[bool, int, Village]] = []
    for village in villages:
        ranked.append((times[village.kelurahan] == 1, turn[village.kecamatan], village))
        turn[village.kecamatan] += 1
    ranked.sort(key=lambda entry: (entry[0], entry[1], entry[2].code))
    return tuple(sorted((village for *_, village in ranked[:at_most]), key=lambda village: village.code))


def make_homes(draws: Draws, area: Area, households: int) -> Homes:
    """Spread households over villages of unequal size and number their RT and RW."""
    sizes = np.exp(1.6 * (draws.unit(len(area.villages)) + draws.unit(len(area.villages)) - 1))
    village = draws.pick(households, sizes)
    rts = np.maximum(1, np.bincount(village, minlength=len(area.villages)) // _HOUSEHOLDS_PER_RT)
    rt_of_village = draws.below(households, rts[village])
    rw, rt = rt_of_village // _RT_PER_RW + 1, rt_of_village % _RT_PER_RW + 1
    neighbourhood = village * 1009 + rt_of_village * 13
    kind = draws.pick(households, [55, 15, 18, 12])
    street = (neighbourhood + 7 * kind + draws.below(households, 3) * 31) % 1000003
    number = draws.between(households, 1, 95)
    order = np.lexsort((number, street, kind, rt, rw, village))
    return Homes(*(column[order] for column in (village, rw, rt, kind, street, number)))
