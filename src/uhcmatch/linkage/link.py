"""RECORDS × RECORDS → decided pairs: the whole cascade, read top to bottom.

1. the cheap pass: equal NIK and equal name
2. equal NIK and a name that agrees but for a slip
3. candidates for the members left, among *all* residents, because a second card must find its owner too
4. every attribute compared, weights summed
5. assigned: one member to one resident
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.columns import COMPARED
from uhcmatch.linkage import frequencies
from uhcmatch.linkage.assign import FLOOR, assign
from uhcmatch.linkage.beside_number import beside_number
from uhcmatch.linkage.blocks import RESIDENT_ATOMS, pairs_by_keys
from uhcmatch.linkage.bounds import questioned
from uhcmatch.linkage.confirmed import confirmed, equal_numbers, same_person
from uhcmatch.linkage.estimate import AT_LEAST, learnt
from uhcmatch.linkage.evidence import with_names, without_names
from uhcmatch.linkage.keys import keys
from uhcmatch.linkage.lenders import with_lender_kk, without_lender
from uhcmatch.linkage.model import Model
from uhcmatch.linkage.nearly_babies import with_nearly_babies
from uhcmatch.linkage.quality import ASKED_ATOMS, Material, Quality, expected_errors
from uhcmatch.linkage.rules import rule
from uhcmatch.linkage.score import score, worth_comparing
from uhcmatch.linkage.shares import counted
from uhcmatch.linkage.slips import beside_date
from uhcmatch.linkage.verified import verified
from uhcmatch.together import together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from uhcmatch.settings import ThresholdSettings

VERIFIED_PROBABILITY: Final = 0.9999
"""Of a pair that shares NIK and name: another person would have to bear both (METHODS §5.2: 0.3 % bear the number,
and fewer than one in a thousand of those the name)."""


UNLIKELY: Final = -5_000
"""Millibits that a pair reaches at best, one chance in thirty before rivals: below, nothing is compared any further.
Weights that were not learnt may still be moved upwards: there the bound is that of `assign`."""


@dataclass(frozen=True, slots=True)
class Linkage:
    """The decided pairs of two RECORDS frames, by position.

    `decided` has `resident`, `member`, `decision`, `probability`, `rule`; `stages` the pairs accepted per stage in
    order; `found` and `dropped` the candidate pairs per block rule; `model` the weights used; `too_few` the verified
    pairs of a run that has too few to learn from, else null; `quality` how many links are expected to be false or
    missing.
    """

    decided: pl.DataFrame
    stages: tuple[tuple[str, int], ...]
    found: dict[str, int]
    dropped: dict[str, int]
    model: Model
    too_few: int | None
    quality: Quality


def link(
    residents: pl.DataFrame,
    members: pl.DataFrame,
    thresholds: ThresholdSettings,
    frozen: Model | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Linkage:
    """Link two RECORDS frames; rows with `excluded` set take no part. See `link_able`."""
    return link_able(able(residents), able(members), thresholds, frozen, progress)


def link_able(
    people: pl.DataFrame,
    cards: pl.DataFrame,
    thresholds: ThresholdSettings,
    frozen: Model | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Linkage:
    """Link the members to the residents who take part (`able`).

    With a `frozen` model nothing is learnt and nothing counted: its weights and shares hold as they are.
    """
    people = without_lender(people)
    cards = with_nearly_babies(cards, people)

    progress("nik")
    sure, known = together(lambda: verified(people, cards), lambda: frequencies.measure(people))
    sure = sure.with_columns(probability=pl.lit(VERIFIED_PROBABILITY), rule=pl.lit("nik_nama"))
    rest = with_lender_kk(_but(cards, sure), people)
    # By the shipped weights in every run, so that a run and those frozen from it settle the same numbers.
    equal = equal_numbers(people, rest, known, Model())
    told = equal.filter(confirmed(thresholds.match)).with_columns(rule=rule())
    remaining = _but(rest, told)
    held = pl.concat([sure["resident"], told["resident"]]).unique().sort()

    progress("learn")
    people_keys = keys(people, RESIDENT_ATOMS)
    proven = _in_terms_of(cards, rest, sure, equal.filter(confirmed(thresholds.match) | same_person()))
    model, hidden = (frozen, None) if frozen else learnt(people, people_keys, cards, proven, known, Model())
    if hidden is not None:
        model = beside_number(model, equal, _dates(people, cards, sure), held, people.height)
        model = beside_date(model, people)

    progress("candidates")
    found = pairs_by_keys(people_keys, keys(remaining), held=held)
    people_keys = people_keys.select(ASKED_ATOMS)  # All of them take as much room as the people.
    progress("compare")
    floor = UNLIKELY if model.learnt_from else FLOOR
    likely = partial(worth_comparing, known=known, model=model.before_counting(), floor=floor)
    compared = without_names(people, remaining, found.pairs, known, likely)
    compared = with_names(people, remaining, compared, known)

    progress("decide")
    if frozen is None:
        scored = score(compared, known, model)
        model = counted(scored, remaining, sure.height + told.height, held.to_numpy(), model)
    scored = questioned(score(compared, known, model), people)
    assigned = assign(scored, held, model.second_card, thresholds).decided.with_columns(rule=rule())

    progress("estimate")
    material = Material(
        residents=people,
        resident_keys=people_keys,
        members=remaining,
        verified=sure,
        confirmed=told,
        scored=scored,
        assigned=assigned,
        taken=held,
        hidden=hidden,
        known=known,
        model=model,
        shipped=Model(),
        thresholds=thresholds,
    )
    quality = expected_errors(material)

    match = pl.lit("match").alias("decision")
    decided = [
        _positions(sure.with_columns(match), people, cards),
        _positions(told.with_columns(match), people, rest),
        _positions(assigned, people, remaining),
    ]
    stages = (("nik_nama_sama", sure.height), *_by_rule(pl.concat(decided[1:])))
    too_few = proven.height if frozen is None and proven.height < AT_LEAST else None
    return Linkage(pl.concat(decided), stages, found.found, found.dropped, model, too_few, quality)


def _dates(people: pl.DataFrame, cards: pl.DataFrame, sure: pl.DataFrame) -> pl.DataFrame:
    """Return `born` and `card_born` of verified pairs."""
    return pl.DataFrame(
        [people["born"].gather(sure["resident"]), cards["born"].gather(sure["member"]).alias("card_born")]
    )


def _in_terms_of(cards: pl.DataFrame, rest: pl.DataFrame, sure: pl.DataFrame, more: pl.DataFrame) -> pl.DataFrame:
    """Stack verified pairs, `resident` and `member`, the member's position counted among all cards."""
    among_all = np.searchsorted(cards["position"].to_numpy(), rest["position"].to_numpy()[more["member"].to_numpy()])
    named = more.select("resident", member=pl.Series(among_all, dtype=sure.schema["member"]))
    return pl.concat([sure.select("resident", "member"), named])


def able(records: pl.DataFrame) -> pl.DataFrame:
    """Return the RECORDS rows that take part, with `position` among all, and only what is compared."""
    return (
        records.select("row", "excluded", "rt", "rw", *COMPARED)
        .with_row_index("position")
        .filter(pl.col("excluded").is_null())
        .drop("excluded")
    )


def _but(members: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
    """Members without those decided already; positions count anew."""
    is_decided = np.zeros(members.height, dtype=np.bool_)
    is_decided[decided["member"].to_numpy()] = True
    return members.filter(~is_decided)


def _by_rule(decided: pl.DataFrame) -> Iterator[tuple[str, int]]:
    """Count the matches by rule, most first."""
    matches = decided.filter(pl.col("decision") == "match")["rule"].value_counts(sort=False)
    return matches.sort("count", "rule", descending=[True, False]).iter_rows()


def _positions(pairs: pl.DataFrame, residents: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """Positions among the rows that take part → positions among all rows."""
    return pairs.select(
        residents["position"].gather(pairs["resident"]).alias("resident"),
        members["position"].gather(pairs["member"]).alias("member"),
        "decision",
        "probability",
        "rule",
    )
