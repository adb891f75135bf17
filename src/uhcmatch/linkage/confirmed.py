"""Equal NIK and a name that agrees but for a slip: settled before candidates are looked for.

What is left is the few that have no number to be found by, and the numbers that may be somebody else's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.evidence import evidence
from uhcmatch.linkage.score import score

if TYPE_CHECKING:
    from uhcmatch.linkage.frequencies import Frequencies
    from uhcmatch.linkage.weights import Weights

_NAME_AGREES: Final = (Name.EQUAL, Name.SLIP, Name.TRUNCATED, Name.FEWER_TOKENS)
_DATE_CONTRADICTS: Final = (BirthDate.SAME_YEAR, BirthDate.NEAR_YEAR, BirthDate.DIFFERENT)
"""A junior bears his father's name and, in a dirty file, his number; only the date tells them apart."""


def confirmed(
    residents: pl.DataFrame, members: pl.DataFrame, known: Frequencies, weights: Weights, at_least: float
) -> pl.DataFrame:
    """Return scored pairs with equal NIK, agreeing name and no contradicting date, surer than `at_least`.

    They hold even as a second card of a resident who has one. At most one pair per member.
    """
    pairs = (
        members.select("nik_key")
        .with_row_index("member")
        .drop_nulls()
        .join(residents.select("nik_key").with_row_index("resident").drop_nulls(), on="nik_key")
        .filter(pl.len().over("member") == 1)
        .select("resident", "member", found_by=pl.lit(1, pl.UInt8))
        .sort("resident", "member")
    )
    scored = score(evidence(residents, members, pairs, known), known, weights)
    odds = pl.Series(np.exp2(scored["score"].to_numpy() / 1000.0 + weights.second_card))
    return scored.with_columns(probability=(odds / (1 + odds)).round(9)).filter(
        pl.col("name").is_in(_NAME_AGREES)
        & ~pl.col("birth_date").is_in(_DATE_CONTRADICTS)
        & (pl.col("probability") >= at_least)
    )
