"""RECORDS × RECORDS → what equal numbers settle by themselves, and what they teach about the rest.

Nine tenths of a city are settled here. What a run still needs of those cards is little and is taken out: they are gone
before candidates are looked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.cards.family_numbers import without_family_numbers
from uhcmatch.linkage.cards.lenders import with_lender_kk
from uhcmatch.linkage.compare import frequencies
from uhcmatch.linkage.decide.bounds import of_relative
from uhcmatch.linkage.decide.rules import rule
from uhcmatch.linkage.hashed import are_there, row_keys
from uhcmatch.linkage.settle.confirmed import confirmed, equal_numbers, same_person
from uhcmatch.linkage.settle.slid import slid
from uhcmatch.linkage.settle.verified import AT_HOME, NAMESAKE, as_known
from uhcmatch.linkage.weigh.conditions import NAMED_AT_HOME
from uhcmatch.linkage.weigh.estimate import Sample, sampled
from uhcmatch.linkage.weigh.model import Model
from uhcmatch.together import each, together

if TYPE_CHECKING:
    from collections.abc import Collection

    from uhcmatch.linkage.compare.frequencies import Frequencies
    from uhcmatch.shelf import Parcel

VERIFIED_PROBABILITY: Final = 0.9999
"""Of a pair that shares NIK and name: another person would have to bear both (METHODS §5.2: 0.3 % bear the number,
and fewer than one in a thousand of those the name)."""
_IN_FAMILY: Final = ("kk_key", "born")
"""What tells that a card is another's, though not so surely that nothing would be settled: nothing is learnt of it."""
_MATCH: Final = pl.lit("match").alias("decision")


@dataclass(frozen=True, slots=True)
class Settled:
    """What is known before candidates are looked for.

    `people` RECORDS of the residents as they are compared · `verified` pairs that share NIK and name, by the member's
    position among all cards, with `doubt` and `is_second` (`looked_up`), and `confirmed`, whose name agrees but for a
    slip, among those left by the first · `decided` both by positions among all rows · `held` the residents who have
    such a card, ascending · `remaining` RECORDS of the other members · `proven` how many pairs are surely one person,
    and `sample` the members of some of them, if they are enough to learn from · `equal` EVIDENCE of the pairs that
    share a number and not the whole name · `dates` of verified pairs, `born` and `card_born` · `slid` stretches of rows
    whose names are other people's · `known` how common values are among the residents.
    """

    people: pl.DataFrame
    verified: pl.DataFrame
    confirmed: pl.DataFrame
    decided: pl.DataFrame
    held: pl.Series
    remaining: pl.DataFrame
    proven: int
    sample: Sample | None
    equal: pl.DataFrame
    dates: pl.DataFrame
    slid: pl.DataFrame
    known: Frequencies


def settled(people: pl.DataFrame, members: Parcel[pl.DataFrame], match: float) -> Settled:
    """Settle RECORDS of members by their numbers; `match` is the probability above which a pair is accepted."""
    (named, cards, sure), known = together(
        lambda: as_known(people, members.take()), lambda: frequencies.measure(people)
    )
    if named is not people:
        people, known = named, frequencies.measure(named)
    sure = sure.with_columns(probability=pl.lit(VERIFIED_PROBABILITY), rule=pl.lit("nik_nama"))
    rest = with_lender_kk(without_family_numbers(_but(cards, sure), people), people, sure["resident"])
    # By the shipped weights in every run, so that a run and those frozen from it settle the same numbers.
    equal = equal_numbers(people, rest, known, Model())
    is_by_date, is_at_home, is_in_family = each(
        lambda by: _of_another(people, rest, equal, by), (NAMESAKE, AT_HOME, _IN_FAMILY)
    )
    is_namesakes = is_by_date | is_at_home
    is_relatives = equal.select(of_relative()).to_series()
    told = equal.filter(confirmed(match) & ~is_namesakes & ~is_relatives).with_columns(rule=rule())
    is_others = pl.any_horizontal(is_namesakes, is_relatives, is_in_family)
    is_lent = NAMED_AT_HOME & pl.col("resident").is_in(sure["resident"].implode())
    agreeing = equal.filter((confirmed(match) | same_person()) & ~is_lent & ~is_others)
    proven = _in_terms_of(cards, rest, sure, agreeing)
    return Settled(
        people=people,
        verified=sure,
        confirmed=told,
        decided=pl.concat(
            [positions(sure.with_columns(_MATCH), people, cards), positions(told.with_columns(_MATCH), people, rest)]
        ),
        held=pl.concat([sure["resident"], told["resident"]]).unique().sort(),
        remaining=_but(rest, told),
        proven=proven.height,
        sample=sampled(cards, proven),
        equal=equal,
        dates=_dates(people, cards, sure),
        slid=slid(people, cards, sure, rest, equal),
        known=known,
    )


def _of_another(people: pl.DataFrame, rest: pl.DataFrame, equal: pl.DataFrame, by: Collection[str]) -> pl.Series:
    """Tell the pairs whose card agrees in some columns with a resident, and not with the one whose number it has.

    A digit off, a number is a neighbour's: all evidence is weighed for both.
    """
    residents = row_keys(people, by)
    on_card = row_keys(rest, by)[equal["member"].to_numpy()]
    return pl.Series(are_there(on_card, residents) & (on_card != residents[equal["resident"].to_numpy()]))


def positions(pairs: pl.DataFrame, residents: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Positions among the rows that take part → positions among all rows, with what was decided."""
    return pairs.select(
        residents["position"].gather(pairs["resident"]).alias("resident"),
        members["position"].gather(pairs["member"]).alias("member"),
        "decision",
        "probability",
        "rule",
    )


def _but(members: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
    """Members without those decided already; positions count anew."""
    is_decided = np.zeros(members.height, dtype=np.bool_)
    is_decided[decided["member"].to_numpy()] = True
    return members.filter(~is_decided)


def _dates(people: pl.DataFrame, cards: pl.DataFrame, sure: pl.DataFrame) -> pl.DataFrame:
    return pl.DataFrame(
        [people["born"].gather(sure["resident"]), cards["born"].gather(sure["member"]).alias("card_born")]
    )


def _in_terms_of(cards: pl.DataFrame, rest: pl.DataFrame, sure: pl.DataFrame, more: pl.DataFrame) -> pl.DataFrame:
    """Stack verified pairs, `resident` and `member`, the member's position counted among all cards."""
    among_all = np.searchsorted(cards["position"].to_numpy(), rest["position"].to_numpy()[more["member"].to_numpy()])
    named = more.select("resident", member=pl.Series(among_all, dtype=sure.schema["member"]))
    return pl.concat([sure.select("resident", "member"), named])
