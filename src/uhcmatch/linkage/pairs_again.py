"""Given pairs of a kept run, compared and weighed again by the run's own model: what speaks for and against each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from uhcmatch.linkage.cards.family_numbers import without_family_numbers
from uhcmatch.linkage.cards.heaped import without_heaps
from uhcmatch.linkage.cards.lenders import with_lender_kk, without_lender
from uhcmatch.linkage.compare import frequencies
from uhcmatch.linkage.compare.evidence import evidence
from uhcmatch.linkage.link import able
from uhcmatch.linkage.settle.verified import as_known
from uhcmatch.linkage.weigh.score import waterfall

if TYPE_CHECKING:
    from uhcmatch.linkage.weigh.model import Model


def compared_pairs(residents: pl.DataFrame, members: pl.DataFrame, pairs: pl.DataFrame, model: Model) -> pl.DataFrame:
    """RECORDS of both sides and pairs (`resident_row`, `member_row`) → those pairs with EVIDENCE and `weights`.

    In the order given; a pair with a row that took no part is left out.
    """
    people, cards = without_heaps(able(residents), able(members))
    people, cards, sure = as_known(without_lender(people), cards)
    met, held = pairs["member_row"].unique(), sure["resident"]
    cards = cards.filter((pl.col("position") + 1).cast(pl.Int64).is_in(met.implode()))
    cards = without_family_numbers(cards, people)
    known = frequencies.measure(people)
    placed = _placed(_placed(pairs, people, "resident"), cards, "member")
    compared = evidence(people, with_lender_kk(cards, people, held), placed.select("resident", "member"), known)
    return placed.select("resident_row", "member_row").hstack(waterfall(compared, known, model))


def _placed(pairs: pl.DataFrame, side: pl.DataFrame, name: str) -> pl.DataFrame:
    """Add the position of a side's row among those that take part."""
    row = (pl.col("position") + 1).cast(pl.Int64).alias(f"{name}_row")
    places = side.select(row, pl.int_range(pl.len(), dtype=pl.UInt32).alias(name))
    return pairs.join(places, on=f"{name}_row", how="inner", maintain_order="left", validate="m:1")
