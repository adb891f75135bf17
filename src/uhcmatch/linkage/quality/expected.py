"""The estimate: every way of being wrong, each seen in cases, weighed and summed.

| false | seen in | stands for |
|---|---|---|
| verified, confirmed | numbers lent within the register's families that pass | borrowed numbers, no date objecting |
| weighed, nobody here | hidden members whose resident is taken away, with their number or not | open cards of nobody |
| the same, a relative bears the number | those whose number another resident bears by mistake | open cards of nobody |
| weighed, somebody else | hidden members linked to another | cards of residents whom no number leads to |
| weighed, an equal number | the pairs themselves, 1 − p | |
| to somebody who has another card | the pairs themselves (`second_cards`) | |
| weighed, a line misread | cards with a relative's very name whose number's owner is served | names written otherwise |

| missed | seen in | stands for |
|---|---|---|
| weighed and not linked | the pairs themselves, p (recalibrated on hidden members where no number helps) | |
| a number that some resident bears | the pairs themselves, weighed again (`reweighed`) | |
| never found, somebody else | hidden members not found, or linked to another | cards whom no number leads to |

What is expected of other weighed links is moved halfway to what their own probabilities leave open (`halfway`).

A resident who stands twice in the register misses no link, but seems to have no card (`twice`).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.quality.borrowed import agrees
from uhcmatch.linkage.quality.events import EVENTS, events, groups
from uhcmatch.linkage.quality.halfway import halfway
from uhcmatch.linkage.quality.odds import lifted, logit, sigmoid
from uhcmatch.linkage.quality.recovery import straightened
from uhcmatch.linkage.quality.reweighed import reweighed
from uhcmatch.linkage.quality.second_cards import IS_SECOND, is_second, second_cards
from uhcmatch.linkage.quality.stand_ins import by_family, by_lost, by_misread, by_nobody

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from uhcmatch.linkage.quality.material import Material
    from uhcmatch.linkage.quality.odds import Vector
    from uhcmatch.linkage.quality.shown import Shown


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


def expected_errors(run: Material, shown: Shown | None, answers: pl.DataFrame) -> Quality:
    """Estimate how many links of a run are false and how many are missing.

    `answers` are the questions that were linked after `run` had decided (`answered`).
    """
    weighed = run.matched.height + answers.height
    links = {"verified": run.verified.height, "confirmed": run.confirmed.height, "weighed": weighed}
    summed = _summed(run)
    if shown is None:
        return Quality(pl.DataFrame(schema=EVENTS), links, None, summed)
    told = pl.concat(
        [*by_family(run, shown), *by_nobody(run, shown), *by_lost(run, shown), *_by_pairs(run, shown, answers)]
    ).filter(~IS_SECOND)
    seen = shown.whom.with_columns(
        outcome=shown.recovery.outcome,
        **{
            name: pl.int_range(pl.len(), dtype=pl.UInt32).is_in(rows["member"].implode())
            for name, rows in shown.confused.items()
        },
    )
    answered = answers.select("probability", rule=pl.lit(None, pl.String))
    first = run.matched.filter(~pl.Series(is_second(run, run.matched))).select("probability", "rule")
    told = halfway(told, pl.concat([first, answered]))
    twice = _by_second_rows(run, shown)
    cases = pl.concat([told, *second_cards(run, shown.latest), by_misread(run, shown), twice])
    return Quality(cases, links, seen, summed)


def _by_pairs(run: Material, shown: Shown, answers: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Pairs that speak for themselves: linked beside a number that agrees, answered, or weighed and not linked."""
    linked = run.matched.filter((run.kind == "shared").gather(run.matched["member"]))
    sure, agree = linked["probability"].to_numpy(), linked.select(agrees()).to_series().to_numpy()
    # What was left open was left for being unlikely: how it turns out tells nothing of numbers that were believed.
    doubt = 1 - lifted(sure, np.where(agree, 0.0, shown.hindsight.of_another * log(2)))
    first = pl.Series(~np.isin(linked["resident"].to_numpy(), run.taken.to_numpy())).cast(pl.Float64)
    whom = _whom(run, linked, shown.latest)
    yield events("false", "weighed", whom, pl.Series(doubt), first, stands_in=False)
    surely = run.open.drop("probability").join(answers, on=["resident", "member"], how="inner", maintain_order="left")
    yield events("false", "weighed", _whom(run, surely, shown.latest), 1 - surely["probability"], 1.0, stands_in=False)
    left = run.open.with_columns(again=reweighed(run, shown.hindsight)).filter(pl.col("again") > 0)
    left = left.filter(~pl.col("member").is_in(answers["member"].implode()))
    unserved = pl.Series((~run.holds[left["resident"].to_numpy()]).astype(np.float64))
    whom, weight = _whom(run, left, shown.latest), pl.Series(_turned_out(run, shown, left))
    yield events("missed", "weighed", whom, weight, unserved, rule=left["rule"], stands_in=False)


def _by_second_rows(run: Material, shown: Shown) -> pl.DataFrame:
    twice = shown.twice
    whom = groups(run.residents.select(pl.all().gather(twice["resident"])), shown.latest)
    return events("twice", "register", whom, twice["chance"], stands_in=False)


def _turned_out(run: Material, shown: Shown, left: pl.DataFrame) -> Vector:
    """Return what open pairs turn out to be: where no number helps, as hidden members' pairs did.

    Pairs that are too unlikely to be asked about, their number another, turn out as they say themselves where the
    register is right, and as hidden members say where it errs: halfway holds for both.
    """
    kind, weight = run.kind.gather(left["member"]), left["again"].to_numpy()
    is_misled = (kind == "number") & (left["nik"] == Nik.DIFFERENT)
    misled = (shown.hindsight.offset, shown.hindsight.slope)
    for line, are_meant in ((shown.line, kind == "none"), (misled, is_misled)):
        weight = np.where(are_meant.to_numpy(), straightened(weight, line), weight)
    halfway = sigmoid((logit(weight) + logit(left["probability"].to_numpy())) / 2)
    is_unlikely = left["rule"].is_null() & (left["nik"] == Nik.DIFFERENT)
    told: Vector = np.where(is_unlikely.to_numpy(), halfway, weight)
    return told


def _whom(run: Material, pairs: pl.DataFrame, latest: date | None) -> pl.DataFrame:
    return groups(run.members.select(pl.all().gather(pairs["member"])), latest)


def _summed(run: Material) -> tuple[float, float]:
    false = sum(float((1 - pairs["probability"]).sum()) for pairs in (run.verified, run.confirmed, run.matched))
    return false, float(run.open["probability"].sum())
