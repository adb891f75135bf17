"""Who holds which card: enrolment, segment, status, and in which of the three files the card is listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from uhcmatch.synth.fates import DEAD, RESIDENT
from uhcmatch.synth.households import CHILD, YEAR
from uhcmatch.synth.numbers import make_cards

if TYPE_CHECKING:
    from uhcmatch.synth.draws import Draws, Flags, Ints
    from uhcmatch.synth.people import People

MASTERFILE, PBI, PEMDA = 0, 1, 2
SEGMENTS: Final[tuple[str, ...]] = ("PPU", "PBPU_MANDIRI", "BP", "PBI_JK", "PBPU_PEMDA")
SEGMENT_SHARES: Final = (27, 11, 3, 34, 25)
_PPU, _MANDIRI, _BP, _PBI, _PEMDA = range(5)

STATUSES: Final[tuple[str, ...]] = (
    "AKTIF",
    "NON AKTIF DIAKHIR BULAN",
    "NON AKTIF KARNA PREMI",
    "PENANGGUHAN PESERTA",
    "TIDAK DITANGGUNG",
    "NON AKTIF",
    "MENINGGAL",
)
"""Labels of VClaim's status codes 0, 15, 9, 7, 6, of “other”, and 2 (DOMAIN.md §2.4); the first two are active."""
_ACTIVE_LABELS: Final = 2

_FIRST_DAY: Final = 16_071
"""1 January 2014, when JKN began, in days since 1970."""
_DAYS_SINCE: Final = 4_500
_UNENROLLED_HOUSEHOLDS: Final = 0.028
_UNENROLLED_AGES: Final = (
    [0, 0.9, 1, 5, 6, 17, 18, 26, 30, 45, 60, 90],
    [45, 35, 14, 7, 3.5, 3.5, 8, 9, 5.5, 4, 4, 4.5],
)
"""Ages and percent without a card (beside whole households): newborns and young adults most (METHODS.md §5.9)."""


@dataclass
class Cards:
    """One entry per card, in the order of the files; `second` are further cards of a person who has one."""

    person: Ints
    file: Ints
    segment: Ints
    status: Ints
    second: Flags
    care_class: Ints
    since: Ints
    number: Ints
    head_number: Ints

    def __len__(self) -> int:
        return len(self.person)

    @property
    def active(self) -> Flags:
        """Whether the card can be used."""
        flags: Flags = self.status < _ACTIVE_LABELS
        return flags


def deal_cards(draws: Draws, people: People, rates: dict[str, float]) -> Cards:
    """Deal cards to about 92 % of the residents and to everybody who is none, and shuffle them within their files."""
    holder = np.nonzero(_enrolled(draws, people))[0]
    segment = _segments(draws, people)[holder]
    again = np.nonzero(draws.chance(len(holder), rates["double_card"]))[0]
    other = (segment[again] + 1 + draws.below(len(again), len(SEGMENTS) - 1)) % len(SEGMENTS)
    person = np.concatenate((holder, holder[again]))
    segment = np.concatenate((segment, other))
    n = len(person)
    second = np.arange(n) >= len(holder)
    status = _statuses(draws, people, person, segment, second)
    file = _files(draws, segment, status)
    care_class = np.select([segment == _PPU, segment == _MANDIRI], [draws.between(n, 1, 2), draws.between(n, 1, 3)], 3)
    since = _FIRST_DAY + draws.below(n, _DAYS_SINCE)
    number = make_cards(draws, n)
    head_number = _head_numbers(people, person, number)
    order = np.lexsort((draws.unit(n), file))
    return Cards(
        person=person[order],
        file=file[order],
        segment=segment[order],
        status=status[order],
        second=second[order],
        care_class=care_class[order],
        since=since[order],
        number=number[order],
        head_number=head_number[order],
    )


def _head_numbers(people: People, person: Ints, number: Ints) -> Ints:
    """Return the card number of everybody's head of household, one's own where the head has none."""
    of_person = np.zeros(len(people), dtype=np.int64)
    of_person[person] = number
    household = people.families.household
    of_head = of_person[np.searchsorted(household, household)][person]
    return np.where(of_head > 0, of_head, number)


def _enrolled(draws: Draws, people: People) -> Flags:
    n = len(people)
    household = people.families.household
    without = draws.chance(int(household[-1]) + 1, _UNENROLLED_HOUSEHOLDS)[household]
    ages, percent = _UNENROLLED_AGES
    without |= draws.chance(n, np.interp(people.families.age_days / YEAR, ages, percent) / 100)
    flags: Flags = ~without | (people.fate != RESIDENT)
    return flags


def _segments(draws: Draws, people: People) -> Ints:
    """Segment of the household; grown children and a few others have their own."""
    household, n = people.families.household, len(people)
    shared = draws.pick(int(household[-1]) + 1, SEGMENT_SHARES)[household]
    grown = (people.families.role == CHILD) & (people.families.age_days > 21 * YEAR)
    own = draws.chance(n, np.where(grown, 0.55, 0.10))
    return np.where(own, draws.pick(n, SEGMENT_SHARES), shared)


def _statuses(draws: Draws, people: People, person: Ints, segment: Ints, second: Flags) -> Ints:
    n = len(person)
    lapsed = np.array([0.10, 0.38, 0.08, 0.06, 0.0])[segment]
    why = np.array([5, 2, 5, 5, 5])[segment]
    inactive = draws.chance(n, np.where(second & (segment != _PEMDA), 0.6, lapsed))
    status = np.where(inactive, np.where(draws.chance(n, 0.15), 3, why), 0)
    too_old = (people.families.role[person] == CHILD) & (people.families.age_days[person] > 21 * YEAR)
    status = np.where(too_old & (segment == _PPU) & draws.chance(n, 0.5), 4, status)
    status = np.where((status == 0) & (segment == _PPU) & draws.chance(n, 0.01), 1, status)
    known_dead = (people.fate[person] == DEAD) & (segment != _PEMDA) & draws.chance(n, 0.2)
    return np.where(known_dead, 6, status)


def _files(draws: Draws, segment: Ints, status: Ints) -> Ints:
    """The Pemda annex lists its own active members only; one in eight of them stands in the masterfile instead."""
    in_master = draws.chance(len(segment), 0.12)
    file = np.select([segment == _PBI, segment == _PEMDA], [PBI, np.where(in_master, MASTERFILE, PEMDA)], MASTERFILE)
    return np.where((file == PEMDA) & (status > 0), MASTERFILE, file)
