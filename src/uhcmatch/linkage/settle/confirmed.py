"""Equal NIK and a name that agrees but for a slip: settled before candidates are looked for.

What is left is the few that have no number to be found by, and the numbers that may be somebody else's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.compare.birth_date import OTHER_DAYS, BirthDate
from uhcmatch.linkage.compare.evidence import evidence
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.hashed import meeting, only_one
from uhcmatch.linkage.weigh.score import score

if TYPE_CHECKING:
    from uhcmatch.linkage.compare.frequencies import Frequencies
    from uhcmatch.linkage.weigh.model import Model

_NAME_AGREES: Final = (Name.EQUAL, Name.SLIP, Name.TRUNCATED, Name.FEWER_TOKENS)


def equal_numbers(residents: pl.DataFrame, members: pl.DataFrame, known: Frequencies, model: Model) -> pl.DataFrame:
    """Return the scored pairs that share a NIK, with `probability`: that it holds even as a second card.

    Members whose NIK more than one resident has are left out.
    """
    pairs = only_one(meeting(residents["nik_key"], members["nik_key"])).sort("resident", "member")
    scored = score(evidence(residents, members, pairs, known), known, model)
    odds = pl.Series(np.exp2(scored["score"].to_numpy() / 1000.0 + model.second_card))
    return scored.with_columns(probability=(odds / (1 + odds)).round(9))


def confirmed(at_least: float) -> pl.Expr:
    """Tell which equal numbers are settled: the name agrees, no date contradicts, surer than `at_least`."""
    return (
        pl.col("name").is_in(_NAME_AGREES)
        # A junior bears his father's name and, in a dirty file, his number; only the date tells them apart.
        & ~pl.col("birth_date").is_in(OTHER_DAYS)
        & (pl.col("probability") >= at_least)
    )


def same_person() -> pl.Expr:
    """Tell which equal numbers are one person by the name or the card's own birth date, whatever the other says.

    To learn how names differ, names must not choose the pairs; nor dates, to learn how dates differ.
    """
    same_date = (pl.col("birth_date") == BirthDate.EQUAL) & ~pl.col("date_from_nik")
    return same_date | pl.col("name").is_in([Name.EQUAL, Name.SLIP])
