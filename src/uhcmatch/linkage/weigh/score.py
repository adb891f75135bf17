"""EVIDENCE → SCORED: the sum of the weights of each pair, in thousandths of a bit.

Integers, so that the same pair meets a threshold the same way whatever the thread count. A score of 0 is even odds
between this resident and nobody here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from uhcmatch.linkage.compare.nik import WITHOUT, Nik
from uhcmatch.linkage.weigh.conditions import FAMILY, IS_BABY, NEAR_AT_HOME
from uhcmatch.linkage.weigh.features import FEATURES
from uhcmatch.linkage.weigh.kinds import summed
from uhcmatch.linkage.weigh.model import odds_bits

if TYPE_CHECKING:
    from collections.abc import Collection

    from uhcmatch.linkage.compare.frequencies import Frequencies
    from uhcmatch.linkage.weigh.model import Model

NEGLIGIBLE: Final = -20_000
"""Millibits: one chance in a million before rivals. Where weights were learnt, counting moves a pair by less than what
is left to `assign.FLOOR`."""

_LATE: Final = frozenset({"name", "name_given_nik", "mother", "mother_given_name", "mother_given_nik", "address"})
"""Attributes that are texts compared letter by letter, after all others."""
_AT_HOME: Final = {"name.of_one_household": NEAR_AT_HOME, "name.of_one_child": FAMILY & ~IS_BABY}
"""What holds for few pairs and is not to be hoped for of all, and where it may, whatever the names are."""


def score(evidence: pl.DataFrame, known: Frequencies, model: Model) -> pl.DataFrame:
    """Return the evidence with `score` (Int32, millibits): log2 odds that the pair is one person, times 1000."""
    total = pl.sum_horizontal(_prior(known, model), *attribute_weights(model).values())
    bits = summed(evidence, total, identity_bits=known.identity_bits)
    return evidence.with_columns(bits.to_frame("bits").select(score=_millibits(pl.col("bits"))).to_series())


def waterfall(evidence: pl.DataFrame, known: Frequencies, model: Model) -> pl.DataFrame:
    """Return the evidence with `score` (millibits) and what it is the sum of, in bits.

    `prior` before anything is compared, and `weights`, a struct with one field per attribute.
    """
    weights = [bits.alias(attribute) for attribute, bits in attribute_weights(model).items()]
    told = _with_identity(evidence, known).with_columns(weights=pl.struct(weights))
    return score(told, known, model).with_columns(
        prior=pl.col("score") / 1000 - pl.sum_horizontal(pl.col("weights").struct.unnest())
    )


def worth_comparing(compared: pl.DataFrame, known: Frequencies, model: Model, floor: int) -> pl.DataFrame:
    """Keep the pairs that reach `floor` (millibits) if their names agree as well as they can.

    `compared` is evidence without names. An equal NIK is always kept: it is a question at least.
    """
    return compared.filter((score_at_most(compared, known, model) >= floor) | (compared["nik"] == Nik.EQUAL))


def not_negligible(scored: pl.DataFrame, model: Model) -> pl.DataFrame:
    """Keep the pairs that the counting of shares may still make likely, and those that share a number.

    Of the million pairs of a city half are left, and the others together are expected to be a tenth of a person.
    """
    if not model.learnt_from:
        return scored
    return scored.filter((pl.col("score") >= NEGLIGIBLE) | pl.col("nik").is_in([Nik.EQUAL, Nik.PREFIX]))


def score_at_most(compared: pl.DataFrame, known: Frequencies, model: Model) -> pl.Series:
    """Return the score (millibits) of evidence without names, should its names agree as well as they can."""
    weights = attribute_weights(model, but=_LATE).values()
    bits = summed(compared, pl.sum_horizontal(_prior(known, model), *weights), identity_bits=known.identity_bits)
    most = pl.sum_horizontal(pl.lit(bits), _name_at_most(model), _mother_at_most(model), _home_at_most(model))
    return compared.select(_millibits(most)).to_series()


def _name_at_most(model: Model) -> pl.Expr:
    slope = max(1.0, model.bits["name.bits"])
    most = _most(model, {"name", "name_given_nik", "mother"}, but=_AT_HOME)
    at_home = (pl.when(may_be).then(model.bits[code]).otherwise(0.0) for code, may_be in _AT_HOME.items())
    return pl.sum_horizontal(pl.col("name_bits_at_most").fill_null(0.0) * slope + most, *at_home)


def _mother_at_most(model: Model) -> pl.Expr:
    of_others = ~pl.col("is_baby").fill_null(value=False)
    bits = pl.col("mother_bits_at_most").fill_null(0.0) * model.bits["mother_given_name.bits"]
    return pl.when(of_others).then((bits + model.bits["mother_given_name.EQUAL"]).clip(0)).otherwise(0.0)


def _home_at_most(model: Model) -> pl.Expr:
    door = pl.col("address_bits_at_most").fill_null(0.0) * model.bits["address.bits"]
    levels = (
        pl.when("same_house")
        .then(max(model.bits["address.SAME_HOUSE"], model.bits["address.LIKE_HOUSE"]))
        .when(pl.col("same_house").not_())
        .then(model.bits["address.OTHER_HOUSE"])
        .otherwise(model.bits["address.SAME_STREET"])
    )
    return (door + levels).clip(0)


def _most(model: Model, attributes: Collection[str], but: Collection[str]) -> float:
    """Return the highest weight of a level of these attributes, 0 if all are negative."""
    told = (item for item in model.bits.items() if "bits" not in item[0] and item[0] not in but)
    levels = (bits for code, bits in told if code.split(".")[0] in attributes)
    return max(0.0, *levels)


def attribute_weights(model: Model, but: Collection[str] = ()) -> dict[str, pl.Expr]:
    """Return one expression in bits per attribute: the waterfall of a decision."""
    parts: dict[str, list[pl.Expr]] = {}
    for feature in FEATURES:
        bits = model.bits[feature.code]
        if bits and feature.attribute not in but:
            shown = feature.shows.fill_null(0.0) if feature.is_slope else feature.shows.fill_null(value=False)
            parts.setdefault(feature.attribute, []).append(shown.cast(pl.Float64) * bits)
    return {attribute: pl.sum_horizontal(terms) for attribute, terms in parts.items()}


def _prior(known: Frequencies, model: Model) -> pl.Expr:
    """Any one resident, before anything is compared; a member without a number has odds of its own."""
    lacks = pl.col("nik").is_in(WITHOUT)
    share = pl.when(lacks).then(odds_bits(model.share_without_nik)).otherwise(odds_bits(model.share))
    return share - known.identity_bits


def _with_identity(evidence: pl.DataFrame, known: Frequencies) -> pl.DataFrame:
    return evidence.with_columns(identity_bits=pl.lit(known.identity_bits))


def _millibits(total: pl.Expr) -> pl.Expr:
    return (total * 1000).round(0).cast(pl.Int32)
