"""EVIDENCE → SCORED: the sum of the weights of each pair, in thousandths of a bit.

Integers, so that the same pair meets a threshold the same way whatever the thread count. A score of 0 is even odds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.household import Household
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.weights import LEVELS, Weights

if TYPE_CHECKING:
    from uhcmatch.linkage.frequencies import Frequencies


def score(evidence: pl.DataFrame, known: Frequencies, weights: Weights) -> pl.DataFrame:
    """Return the evidence with `score` (Int32, millibits): log2 odds that the pair is one person, times 1000."""
    prior = -known.identity_bits
    parts = attribute_weights(known, weights)
    total = pl.sum_horizontal(pl.lit(prior), *parts.values())
    return evidence.with_columns(score=(total * 1000).round(0).cast(pl.Int32))


def worth_comparing(compared: pl.DataFrame, known: Frequencies, weights: Weights, floor: int) -> pl.DataFrame:
    """Keep the pairs that reach `floor` (millibits) if their names agree as well as they can.

    `compared` is evidence without names. An equal NIK is always kept: it is a question at least.
    """
    parts = attribute_weights(known, weights)
    del parts["name"]
    best_level = max(*weights.name.values(), *weights.name_given_nik.values(), *weights.mother.values())
    bound = pl.sum_horizontal(
        pl.lit(-known.identity_bits), *parts.values(), pl.col("name_bits_at_most").fill_null(0.0) + best_level
    )
    return compared.filter((bound * 1000 >= floor) | (pl.col("nik") == Nik.EQUAL))


def probability(score: pl.Expr) -> pl.Expr:
    """Millibits → probability (Float64)."""
    return 1 / (1 + (-score.cast(pl.Float64) / 1000).map_batches(_exp2, return_dtype=pl.Float64))


def attribute_weights(known: Frequencies, weights: Weights) -> dict[str, pl.Expr]:
    """Return one expression in bits per attribute: the waterfall of a decision."""
    same_number = pl.col("nik").is_in([Nik.EQUAL, Nik.PREFIX])
    # A relative's number comes with the relative's KK and address: beside an equal NIK those prove nothing, unless the
    # card's own birth date speaks for the person.
    own_date = (pl.col("birth_date") == BirthDate.EQUAL) & ~pl.col("date_from_nik")
    mute = same_number & ~own_date
    place = _area(weights)
    family = pl.min_horizontal(
        _level("household", weights.household), pl.max_horizontal(weights.family - place.clip(0), 0.0)
    )
    return {
        "nik": _nik(known, weights),
        "name": _name(weights, same_number),
        "birth_date": _birth_date(weights, same_number),
        "sex": _sex(weights),
        "household": pl.when(mute).then(family.clip(upper_bound=0)).otherwise(family),
        "area": pl.when(mute).then(place.clip(upper_bound=0)).otherwise(place),
    }


def _level(attribute: str, table: dict[str, float], column: str | None = None) -> pl.Expr:
    levels = LEVELS[attribute]
    return pl.col(column or attribute).replace_strict(
        [int(level) for level in levels], [table[level.name] for level in levels], return_dtype=pl.Float64
    )


def _nik(known: Frequencies, weights: Weights) -> pl.Expr:
    identity = pl.when(pl.col("nik").is_in([Nik.EQUAL, Nik.PREFIX])).then(known.identity_bits).otherwise(0.0)
    own_date = (pl.col("birth_date") == BirthDate.EQUAL) & ~pl.col("date_from_nik")
    slip = (pl.col("nik") == Nik.ONE_SLIP) & own_date
    return pl.when(slip).then(weights.nik_slip_with_date).otherwise(identity + _level("nik", weights.nik))


def _name(weights: Weights, same_number: pl.Expr) -> pl.Expr:
    own = _level("name", weights.name) + pl.col("name_bits")
    shared = pl.when(pl.col("name") == Name.PARTLY).then(0.0).otherwise(pl.col("name_bits"))
    beside = _level("name_given_nik", weights.name_given_nik, "name") + shared
    mother = _level("mother", weights.mother) + pl.col("mother_bits")
    relatives = (pl.col("name") == Name.PARTLY) & (pl.col("household") == Household.SAME)
    return (
        pl.when(pl.col("is_baby").fill_null(value=False))
        .then(mother)
        .when(same_number)
        .then(beside)
        .when(relatives)
        .then(own + weights.relatives_name)
        .otherwise(own)
    )


def _birth_date(weights: Weights, same_number: pl.Expr) -> pl.Expr:
    """The date; where the card has only that of its NIK, what the NIK level says already is not said again."""
    measured = pl.col("birth_date_bits").fill_null(0.0)
    equal, swapped = pl.col("birth_date") == BirthDate.EQUAL, pl.col("birth_date") == BirthDate.SWAPPED
    alone = _level("birth_date", weights.birth_date)
    alone = pl.when(equal).then(alone + measured).when(swapped).then((alone + measured).clip(0)).otherwise(alone)
    beside = _level("birth_date_given_nik", weights.birth_date_given_nik, "birth_date")
    told = (
        same_number | (pl.col("nik") == Nik.ONE_SLIP) | (pl.col("nik").is_in([Nik.DIFFERENT, Nik.RELATIVES]) & ~equal)
    )
    return pl.when(pl.col("date_from_nik") & told).then(0.0).when(same_number).then(beside).otherwise(alone)


def _sex(weights: Weights) -> pl.Expr:
    """The sex; that of a NIK which is not the resident's says nothing more."""
    told = pl.col("sex_from_nik") & pl.col("nik").is_in([Nik.EQUAL, Nik.DIFFERENT, Nik.RELATIVES])
    return pl.when(told).then(0.0).otherwise(_level("sex", weights.sex))


def _area(weights: Weights) -> pl.Expr:
    """The place, with the measured bits of the RT or kelurahan that is shared."""
    return (_level("area", weights.area) + pl.col("area_bits")).clip(lower_bound=-10)


def _exp2(exponents: pl.Series) -> pl.Series:
    return pl.Series(2.0 ** exponents.clip(-1000, 1000).to_numpy())
