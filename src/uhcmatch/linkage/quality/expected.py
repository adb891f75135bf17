"""The estimate: every way of being wrong, each seen in cases, weighed and summed.

| false | seen in | stands for |
|---|---|---|
| verified, confirmed | numbers lent within the register's families that pass | borrowed numbers |
| weighed, nobody here | hidden members whose resident is taken away, with their number or not | open cards of nobody |
| weighed, somebody else | hidden members linked to another | open cards of residents |
| weighed, an equal number | the pairs themselves, 1 − p | |

| missed | seen in | stands for |
|---|---|---|
| weighed and not linked | the pairs themselves, p (recalibrated on hidden members where no number helps) | |
| a number that some resident bears | the pairs themselves, weighed again (`reweighed`) | |
| never found, somebody else | hidden members not found, or linked to another | open cards of residents |

A resident who stands twice in the register misses no link, but seems to have no card (`twice`).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.quality.borrowed import agrees, borrowed, lent_in_families
from uhcmatch.linkage.quality.control import control
from uhcmatch.linkage.quality.events import EVENTS, events, groups
from uhcmatch.linkage.quality.odds import lifted
from uhcmatch.linkage.quality.recovery import recovered
from uhcmatch.linkage.quality.reweighed import reweighed
from uhcmatch.linkage.quality.sample import standing_for, with_kin
from uhcmatch.linkage.quality.twice import standing_twice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import numpy.typing as npt

    from uhcmatch.linkage.hidden import Hidden
    from uhcmatch.linkage.quality.borrowed import Borrowed
    from uhcmatch.linkage.quality.control import Control
    from uhcmatch.linkage.quality.material import Material
    from uhcmatch.linkage.quality.odds import Vector
    from uhcmatch.linkage.quality.recovery import Recovery
    from uhcmatch.linkage.quality.reweighed import Reweighed

    Flags = npt.NDArray[np.bool_]

_LEAST_FOUND: Final = 0.5
"""Share of the lost that is found in spite of it, at least."""


@dataclass(frozen=True)
class Quality:
    """What a run expects of itself.

    `events` all cases (EVENTS) · `links` accepted, per stage · `hidden` the hidden members' GROUPS with `outcome` and
    whether they were `confused`, without and (`confused_with_number`) with their number; None where too few were
    verified to hide any, and then nothing is expected · `summed` what the probabilities alone would say: false, missed.
    """

    events: pl.DataFrame
    links: dict[str, int]
    hidden: pl.DataFrame | None
    summed: tuple[float, float]


@dataclass(frozen=True)
class Shown:
    """What is known before anything is summed.

    `cards` of the hidden members, and `kin` · `recovery` of them without their numbers, `misled` as if they bore those
    of nobody, `numbered` with their own · `likeness` of each to the cards that were left, `whom` their GROUPS ·
    `numbers` that are borrowed, `again` the open pairs weighed with that in mind · `latest` birth in the register.
    """

    cards: pl.DataFrame
    recovery: Recovery
    misled: Recovery
    numbered: Control
    likeness: Vector
    whom: pl.DataFrame
    numbers: Borrowed
    again: Reweighed
    latest: date | None


def expected_errors(run: Material) -> Quality:
    """Estimate how many links of a run are false and how many are missing."""
    links = {"verified": run.verified.height, "confirmed": run.confirmed.height, "weighed": run.matched.height}
    summed = _summed(run)
    if run.hidden is None:
        return Quality(pl.DataFrame(schema=EVENTS), links, None, summed)
    shown = _shown(run, run.hidden)
    told = [*_by_family(run, shown), *_by_stand_ins(run, shown), *_by_lost(run, shown), *_by_pairs(run, shown)]
    told.append(_by_second_rows(run, shown))
    seen = shown.whom.with_columns(
        outcome=shown.recovery.outcome,
        confused=pl.Series(shown.recovery.confused),
        confused_with_number=pl.Series(shown.numbered.falsely),
    )
    return Quality(pl.concat(told), links, seen, summed)


def _shown(run: Material, hidden: Hidden) -> Shown:
    latest = run.residents.select(pl.coalesce("born", "nik_born").max()).item()
    (recovery, misled), numbers = recovered(run, hidden), borrowed(run)
    return Shown(
        cards=with_kin(hidden.cards, run.resident_keys, hidden.resident),
        recovery=recovery,
        misled=misled,
        numbered=control(run, hidden),
        likeness=recovery.likeness(run.linked_without_number),
        whom=groups(hidden.cards, latest),
        numbers=numbers,
        again=reweighed(run, numbers),
        latest=latest,
    )


def _by_family(run: Material, shown: Shown) -> Iterator[pl.DataFrame]:
    """Borrowed numbers that passed for their owner's because the family's names agree."""
    lent, numbers = lent_in_families(run), shown.numbers
    whom = groups(run.residents.select(pl.all().gather(lent["resident"])), shown.latest)
    # The owner of a number mostly has a card of his own.
    unserved = 1 - float(run.holds.mean())
    for stage, caught in (("verified", numbers.borrowed), ("confirmed", numbers.mute)):
        passed = int(lent[stage].sum())
        each = pl.Series([caught * numbers.in_family / max(lent.height - passed, 1)])
        yield events("false", stage, whom.filter(lent[stage]), each.new_from_index(0, passed), unserved)


def _by_stand_ins(run: Material, shown: Shown) -> Iterator[pl.DataFrame]:
    """Hidden members that were confused, each for the open cards it stands for."""
    numbered, wrong = shown.numbered, (shown.recovery.outcome == "wrong").to_numpy()
    unserved = pl.Series(numbered.unserved[numbered.falsely].astype(np.float64))
    for kind, number, falsely, changes in (
        ("none", "without", shown.recovery.confused, 1.0),
        ("number", "with", numbered.falsely, unserved),
    ):
        open_cards = with_kin(run.members.filter(run.kind == kind), run.resident_keys)
        here = run.here[(run.kind == kind).to_numpy()]
        of_nobody, of_residents = (standing_for(shown.cards, open_cards, share) for share in (1 - here, here))
        yield _stand_in("false", shown, falsely, of_nobody, number, changes)
        yield _stand_in("false", shown, wrong, of_residents, number)
        yield _stand_in("missed", shown, wrong, of_residents, number)


def _by_lost(run: Material, shown: Shown) -> Iterator[pl.DataFrame]:
    """Hidden members that were never found, each for the cards of residents whom no number leads to."""
    lost = _lost(run, shown.again)
    for kind, number, found in (
        ("none", "without", shown.recovery),
        ("number", "with", shown.misled),
        ("shared", "with", shown.misled),
    ):
        open_cards = with_kin(run.members.filter(run.kind == kind), run.resident_keys)
        stand = standing_for(shown.cards, open_cards, lost[(run.kind == kind).to_numpy()]) * shown.likeness
        never = (found.outcome == "never").to_numpy()
        # Those lost are counted from what was found of them.
        told = 1 - float(stand[never].sum()) / max(float(stand.sum()), 1e-9)
        yield _stand_in("missed", shown, never, stand / max(told, _LEAST_FOUND), number)


def _stand_in(  # noqa: PLR0913 - the columns of a frame
    kind: str, shown: Shown, flag: Flags, weight: Vector, number: str, changes: pl.Series | float = 1.0
) -> pl.DataFrame:
    whom = shown.whom.filter(pl.Series(flag))
    return events(kind, "weighed", whom, pl.Series(weight[flag]), changes, number=number)


def _lost(run: Material, again: Reweighed) -> Vector:
    """Return member by member how surely it is a resident whom no number leads to, linked or not."""
    lost = np.zeros(run.members.height)
    left = run.open.with_columns(again=again.probability)
    for pairs, told in ((left, "again"), (run.matched, "probability")):
        astray = pairs.filter(pl.col("nik").is_in([Nik.MISSING, Nik.DIFFERENT]))
        np.add.at(lost, astray["member"].to_numpy(), astray[told].to_numpy())
    return np.minimum(lost, 1.0)


def _by_pairs(run: Material, shown: Shown) -> Iterator[pl.DataFrame]:
    """Pairs that speak for themselves: linked beside a number that agrees, or weighed and not linked."""
    linked = run.matched.filter((run.kind == "shared").gather(run.matched["member"]))
    sure, agree = linked["probability"].to_numpy(), linked.select(agrees()).to_series().to_numpy()
    doubt = 1 - lifted(sure, np.where(agree, shown.numbers.lift, shown.again.of_another * log(2)))
    first = pl.Series(~np.isin(linked["resident"].to_numpy(), run.taken.to_numpy())).cast(pl.Float64)
    whom = _whom(run, linked, shown.latest)
    yield events("false", "weighed", whom, pl.Series(doubt), first, stands_in=False)
    left = run.open.with_columns(again=shown.again.probability).filter(pl.col("again") > 0)
    unserved = pl.Series((~run.holds[left["resident"].to_numpy()]).astype(np.float64))
    whom, weight = _whom(run, left, shown.latest), pl.Series(_turned_out(run, shown, left))
    yield events("missed", "weighed", whom, weight, unserved, rule=left["rule"], stands_in=False)


def _by_second_rows(run: Material, shown: Shown) -> pl.DataFrame:
    twice = standing_twice(run)
    whom = groups(run.residents.select(pl.all().gather(twice["resident"])), shown.latest)
    return events("twice", "register", whom, twice["chance"], stands_in=False)


def _turned_out(run: Material, shown: Shown, left: pl.DataFrame) -> Vector:
    """Return what open pairs turn out to be: where no number helps, as hidden members' pairs did."""
    kind, weight = run.kind.gather(left["member"]), left["again"].to_numpy()
    is_misled = (kind == "number") & (left["nik"] == Nik.DIFFERENT)
    for found, are_meant in ((shown.recovery, kind == "none"), (shown.misled, is_misled)):
        weight = np.where(are_meant.to_numpy(), found.calibrated(weight, shown.likeness), weight)
    return weight


def _whom(run: Material, pairs: pl.DataFrame, latest: date | None) -> pl.DataFrame:
    return groups(run.members.select(pl.all().gather(pairs["member"])), latest)


def _summed(run: Material) -> tuple[float, float]:
    false = sum(float((1 - pairs["probability"]).sum()) for pairs in (run.verified, run.confirmed, run.matched))
    return false, float(run.open["probability"].sum())
