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


def probability(score: pl.Expr) -> pl.Expr:
    """Millibits → probability (Float64)."""
    return 1 / (1 + (-score.cast(pl.Float64) / 1000).map_batches(_exp2, return_dtype=pl.Float64))


def attribute_weights(known: Frequencies, weights: Weights) -> dict[str, pl.Expr]:
    """Return one expression in bits per attribute: the waterfall of a decision."""
    same_number = pl.col("nik").is_in([Nik.EQUAL, Nik.PREFIX])
    return {
        "nik": _nik(known, weights),
        "name": _name(weights),
        "birth_date": _birth_date(weights, same_number),
        "sex": _level("sex", weights.sex),
        # A relative's number comes with the relative's KK and address: beside an equal NIK they prove nothing.
        "household": pl.min_horizontal(_level("household", weights.household), pl.when(same_number).then(0.0)),
        "area": pl.min_horizontal(_level("area", weights.area), pl.when(same_number).then(0.0)),
    }


def _level(attribute: str, table: dict[str, float], column: str | None = None) -> pl.Expr:
    levels = LEVELS[attribute]
    return pl.col(column or attribute).replace_strict(
        [int(level) for level in levels], [table[level.name] for level in levels], return_dtype=pl.Float64
    )


def _nik(known: Frequencies, weights: Weights) -> pl.Expr:
    identity = pl.when(pl.col("nik").is_in([Nik.EQUAL, Nik.PREFIX])).then(known.identity_bits).otherwise(0.0)
    slip = (pl.col("nik") == Nik.ONE_SLIP) & (pl.col("birth_date") == BirthDate.EQUAL)
    return pl.when(slip).then(weights.nik_slip_with_date).otherwise(identity + _level("nik", weights.nik))


def _name(weights: Weights) -> pl.Expr:
    own = _level("name", weights.name) + pl.col("name_bits")
    mother = _level("mother", weights.mother, "mother") + pl.col("mother_bits")
    relatives = (pl.col("name") == Name.PARTLY) & (pl.col("household") == Household.SAME)
    return (
        pl.when(pl.col("is_baby").fill_null(value=False))
        .then(mother)
        .when(relatives)
        .then(own + weights.relatives_name)
        .otherwise(own)
    )


def _birth_date(weights: Weights, same_number: pl.Expr) -> pl.Expr:
    measured = (
        pl.when(pl.col("birth_date").is_in([BirthDate.EQUAL, BirthDate.SWAPPED]))
        .then(pl.col("birth_date_bits").fill_null(0.0))
        .otherwise(0.0)
    )
    alone = _level("birth_date", weights.birth_date) + measured
    # Day and month exchanged is worth what is left of the date, never a contradiction.
    alone = pl.when(pl.col("birth_date") == BirthDate.SWAPPED).then(pl.max_horizontal(alone, 0.0)).otherwise(alone)
    beside = _level("birth_date_given_nik", weights.birth_date_given_nik, "birth_date")
    return pl.when(same_number & pl.col("date_from_nik")).then(0.0).when(same_number).then(beside).otherwise(alone)


def _exp2(exponents: pl.Series) -> pl.Series:
    return pl.Series(2.0 ** exponents.clip(-1000, 1000).to_numpy())
