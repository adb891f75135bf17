"""RECORDS × RECORDS → decided pairs: the whole cascade, read top to bottom.

1. the cheap pass: equal NIK and equal name
2. equal NIK and a name that agrees but for a slip
3. candidates for the members left, among *all* residents, because a second card must find its owner too
4. every attribute compared, weights summed
5. assigned: one member to one resident
6. questions that answer themselves now that all others are decided
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.columns import COMPARED, SHOWN_AND_COMPARED
from uhcmatch.linkage.block.blocks import RESIDENT_ATOMS, pairs_by_keys
from uhcmatch.linkage.block.keys import keys
from uhcmatch.linkage.cards.heaped import without_heaps
from uhcmatch.linkage.cards.lenders import without_lender
from uhcmatch.linkage.compare.evidence import with_names, without_names
from uhcmatch.linkage.decide.assign import FLOOR, assign
from uhcmatch.linkage.decide.bounds import questioned
from uhcmatch.linkage.decide.rules import rule
from uhcmatch.linkage.quality import (
    ASKED_ATOMS,
    Material,
    Quality,
    answered,
    expected_errors,
    shown_of,
    with_answers,
)
from uhcmatch.linkage.settle.settled import Settled, positions, settled
from uhcmatch.linkage.weigh.beside_number import beside_number
from uhcmatch.linkage.weigh.estimate import learnt, looked_for
from uhcmatch.linkage.weigh.model import Model
from uhcmatch.linkage.weigh.score import not_negligible, score, worth_comparing
from uhcmatch.linkage.weigh.shares import counted
from uhcmatch.linkage.weigh.slips import beside_date
from uhcmatch.shelf import Parcel
from uhcmatch.together import together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from uhcmatch.linkage.weigh.hidden import Hidden
    from uhcmatch.settings import ThresholdSettings

UNLIKELY: Final = -5_000
"""Millibits that a pair reaches at best, one chance in thirty before rivals: below, nothing is compared any further.
Weights that were not learnt may still be moved upwards: there the bound is that of `assign`."""


@dataclass(frozen=True, slots=True)
class Linkage:
    """The decided pairs of two RECORDS frames, by position.

    `decided` has `resident`, `member`, `decision`, `probability`, `rule`; `stages` the pairs accepted per stage in
    order; `found` and `dropped` the candidate pairs per block rule; `model` the weights used; `too_few` the verified
    pairs of a run that has too few to learn from, else null; `slid` stretches of rows whose names are other people's
    (SLID); `quality` how many links are expected to be false or missing.
    """

    decided: pl.DataFrame
    stages: tuple[tuple[str, int], ...]
    found: dict[str, int]
    dropped: dict[str, int]
    model: Model
    too_few: int | None
    slid: pl.DataFrame
    quality: Quality


def link(
    residents: pl.DataFrame,
    members: pl.DataFrame,
    thresholds: ThresholdSettings,
    frozen: Model | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Linkage:
    """Link two RECORDS frames; rows with `excluded` set take no part. See `link_able`."""
    return link_able(able(residents), Parcel(able(members)), thresholds, frozen, progress)


def link_able(
    people: pl.DataFrame,
    members: Parcel[pl.DataFrame],
    thresholds: ThresholdSettings,
    frozen: Model | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Linkage:
    """Link the members to the residents who take part (`able`).

    With a `frozen` model nothing is learnt and nothing counted: its weights and shares hold as they are.
    """
    progress("nik")
    people, cards = without_heaps(people, members.take())
    people, members = without_lender(people), Parcel(cards)
    del cards
    by_number = settled(people, members, thresholds.match)
    people = by_number.people
    remaining, held, known = by_number.remaining, by_number.held, by_number.known

    progress("learn")
    people_keys = keys(people, RESIDENT_ATOMS)
    (model, hidden), found = together(
        lambda: _learnt(people, people_keys, by_number, frozen),
        lambda: pairs_by_keys(people_keys, keys(remaining), held=held),
    )
    people_keys = people_keys.select(ASKED_ATOMS)  # All of them take as much room as the people.

    progress("compare")
    floor = UNLIKELY if model.learnt_from else FLOOR
    likely = partial(worth_comparing, known=known, model=model.before_counting(), floor=floor)
    compared = without_names(people, remaining, found.pairs, known, likely)
    compared = with_names(people, remaining, compared, known)

    progress("decide")
    if frozen is None:
        compared = not_negligible(score(compared, known, model), model)
        told = hidden.pairs if hidden else None
        model = counted(compared, remaining, by_number.decided.height, held.to_numpy(), model, hidden=told)
    scored = questioned(score(compared, known, model), people)
    assigned = assign(scored, held, model.second_card, thresholds).with_columns(rule=rule())

    progress("estimate")
    material = Material(
        residents=people,
        resident_keys=people_keys,
        members=remaining,
        verified=by_number.verified,
        confirmed=by_number.confirmed,
        scored=scored,
        assigned=assigned,
        taken=held,
        known=known,
        model=model,
        shipped=Model(),
        thresholds=thresholds,
    )
    shown = shown_of(material, hidden) if hidden else None
    model = model.changed(hindsight=shown.hindsight) if shown and not frozen else model
    answers = answered(material, model.hindsight)
    quality = expected_errors(material, shown, answers)

    weighed = positions(with_answers(assigned, answers), people, remaining)
    by_rule = _by_rule(pl.concat([by_number.decided[by_number.verified.height :], weighed]))
    return Linkage(
        decided=pl.concat([by_number.decided, weighed]),
        stages=(("nik_nama_sama", by_number.verified.height), *by_rule),
        found=found.found,
        dropped=found.dropped,
        model=model,
        too_few=by_number.proven if frozen is None and by_number.sample is None else None,
        slid=by_number.slid,
        quality=quality,
    )


def _learnt(
    people: pl.DataFrame, people_keys: pl.DataFrame, by_number: Settled, frozen: Model | None
) -> tuple[Model, Hidden | None]:
    """Return the model of this run and the members hidden for it; the shipped one where too few were verified.

    A `frozen` model stays as it is: the hidden members tell how well it finds them.
    """
    if by_number.sample is None:
        return frozen or Model(), None
    if frozen:
        return frozen, looked_for(people, people_keys, by_number.sample, by_number.known, frozen)
    model, hidden = learnt(people, people_keys, by_number.sample, by_number.known, Model())
    model = beside_number(model, by_number.equal, by_number.dates, by_number.held, people.height)
    return beside_date(model, people, by_number.remaining), hidden


def able(records: pl.DataFrame) -> pl.DataFrame:
    """Return the RECORDS rows that take part, with `position` among all, and only what is compared."""
    return (
        records.select("row", "excluded", *SHOWN_AND_COMPARED, *COMPARED)
        .with_row_index("position")
        .filter(pl.col("excluded").is_null())
        .drop("excluded")
    )


def _by_rule(decided: pl.DataFrame) -> Iterator[tuple[str, int]]:
    """Count the matches by rule, most first."""
    matches = decided.filter(pl.col("decision") == "match")["rule"].value_counts(sort=False)
    return matches.sort("count", "rule", descending=[True, False]).iter_rows()
