"""The estimate: every way of being wrong, each seen in cases, weighed and summed.

| false | seen in | stands for |
|---|---|---|
| verified, confirmed | numbers lent within the register's families that pass | borrowed numbers |
| weighed, nobody here | hidden members whose resident is taken away, with their number or not | open cards of nobody |
| weighed, somebody else | hidden members linked to another | open cards of residents |
| weighed, an equal number | the pairs themselves, 1 − p | |

| missed | seen in | stands for |
|---|---|---|
| weighed and not linked | the pairs themselves, p (recalibrated on hidden members where there is no number) | |
| an equal number, another name | the pairs themselves, p scaled to the numbers not borrowed | |
| never found, somebody else | hidden members not found, or linked to another | open cards of residents |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.quality.borrowed import agrees, borrowed, lent_in_families
from uhcmatch.linkage.quality.control import linked_falsely
from uhcmatch.linkage.quality.events import EVENTS, events, groups
from uhcmatch.linkage.quality.odds import lifted
from uhcmatch.linkage.quality.recovery import recovered
from uhcmatch.linkage.quality.sample import standing_for, with_kin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import numpy.typing as npt

    from uhcmatch.linkage.hidden import Hidden
    from uhcmatch.linkage.quality.borrowed import Borrowed
    from uhcmatch.linkage.quality.material import Material
    from uhcmatch.linkage.quality.odds import Vector
    from uhcmatch.linkage.quality.recovery import Recovery

    Flags = npt.NDArray[np.bool_]


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


def expected_errors(run: Material) -> Quality:
    """Estimate how many links of a run are false and how many are missing."""
    links = {"verified": run.verified.height, "confirmed": run.confirmed.height, "weighed": run.matched.height}
    summed = _summed(run)
    if run.hidden is None:
        return Quality(pl.DataFrame(schema=EVENTS), links, None, summed)
    latest = run.residents.select(pl.coalesce("born", "nik_born").max()).item()
    recovery, numbered = recovered(run, run.hidden), linked_falsely(run, run.hidden)
    whom = groups(run.hidden.cards, latest)
    numbers = borrowed(run)
    likeness = recovery.likeness(run.linked_without_number)
    told = [
        *_by_family(run, numbers, latest),
        *_by_stand_ins(run, run.hidden, recovery, likeness, numbered, whom),
        *_by_pairs(run, recovery, likeness, numbers, latest),
    ]
    seen = whom.with_columns(
        outcome=recovery.outcome, confused=pl.Series(recovery.confused), confused_with_number=pl.Series(numbered)
    )
    return Quality(pl.concat(told), links, seen, summed)


def _by_family(run: Material, numbers: Borrowed, latest: date | None) -> Iterator[pl.DataFrame]:
    """Borrowed numbers that passed for their owner's because the family's names agree."""
    lent = lent_in_families(run)
    whom = groups(run.residents.select(pl.all().gather(lent["resident"])), latest)
    for stage, caught in (("verified", numbers.borrowed), ("confirmed", numbers.mute)):
        passed = int(lent[stage].sum())
        each = pl.Series([caught * numbers.in_family / max(lent.height - passed, 1)])
        yield events("false", stage, whom.filter(lent[stage]), each.new_from_index(0, passed))


def _by_stand_ins(  # noqa: PLR0913 - what the hidden members showed, part by part
    run: Material, hidden: Hidden, recovery: Recovery, likeness: Vector, numbered: Flags, whom: pl.DataFrame
) -> Iterator[pl.DataFrame]:
    """Hidden members that were confused or never found, each for the open cards it stands for."""
    wrong, never = (recovery.outcome == "wrong").to_numpy(), (recovery.outcome == "never").to_numpy()
    cards = with_kin(hidden.cards, run.resident_keys, hidden.resident)
    for kind, number, falsely in (("none", "without", recovery.confused), ("number", "with", numbered)):
        open_cards = with_kin(run.members.filter(run.kind == kind), run.resident_keys)
        here = run.here[(run.kind == kind).to_numpy()]
        of_nobody, of_residents = (standing_for(cards, open_cards, share) for share in (1 - here, here))
        yield _stand_in("false", whom, falsely, of_nobody, number)
        yield _stand_in("false", whom, wrong, of_residents, number)
        yield _stand_in("missed", whom, wrong, of_residents, number)
        yield _stand_in("missed", whom, never, of_residents * likeness * _out_of_reach(run, kind), number)


def _stand_in(kind: str, whom: pl.DataFrame, flag: Flags, weight: npt.NDArray[np.float64], number: str) -> pl.DataFrame:
    return events(kind, "weighed", whom.filter(pl.Series(flag)), pl.Series(weight[flag]), number=number)


def _out_of_reach(run: Material, kind: str) -> float:
    """Return the share of a kind's cards that their number does not lead to its owner: what the weighed ones show."""
    linked = run.matched.filter(pl.Series(run.kind == kind).gather(run.matched["member"]))
    if kind == "none" or linked.is_empty():
        return 1.0
    return float((linked["nik"] == Nik.DIFFERENT).mean())  # type: ignore[arg-type]


def _by_pairs(
    run: Material, recovery: Recovery, likeness: Vector, numbers: Borrowed, latest: date | None
) -> Iterator[pl.DataFrame]:
    """Pairs that speak for themselves: linked beside a number that agrees, or weighed and not linked."""
    linked = run.matched.filter((run.kind == "shared").gather(run.matched["member"]))
    sure, agree = linked["probability"].to_numpy(), linked.select(agrees()).to_series().to_numpy()
    doubt = 1 - np.where(agree, lifted(sure, numbers.lift), sure)
    yield events("false", "weighed", _whom(run, linked, latest), pl.Series(doubt))
    left = run.open.filter(pl.col("probability") > 0)
    believed, agree = left["probability"].to_numpy(), left.select(agrees()).to_series().to_numpy()
    from_hidden = recovery.calibrated(believed, likeness)
    keeps = (run.kind == "number").gather(left["member"]).to_numpy()
    weight = np.where(agree, lifted(believed, numbers.lift), np.where(keeps, believed, from_hidden))
    yield events("missed", "weighed", _whom(run, left, latest), pl.Series(weight), left["asked"])


def _whom(run: Material, pairs: pl.DataFrame, latest: date | None) -> pl.DataFrame:
    return groups(run.members.select(pl.all().gather(pairs["member"])), latest)


def _summed(run: Material) -> tuple[float, float]:
    false = sum(float((1 - pairs["probability"]).sum()) for pairs in (run.verified, run.confirmed, run.matched))
    return false, float(run.open["probability"].sum())
