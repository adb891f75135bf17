"""Cards that cannot belong to anybody: hidden members with their numbers on, their resident taken out of the register.

That is what a card looks like whose owner has moved away: a whole household beside it, a twin one digit off. Whom the
run links such a card to, it links falsely.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.block.blocks import BLOCK_RULES, pairs_by_keys
from uhcmatch.linkage.block.keys import keys
from uhcmatch.linkage.cards.lenders import without_lender
from uhcmatch.linkage.compare.evidence import with_names, without_names
from uhcmatch.linkage.decide.assign import FLOOR
from uhcmatch.linkage.quality.sample import KIN_ATOMS
from uhcmatch.linkage.weigh.score import worth_comparing

if TYPE_CHECKING:
    from uhcmatch.linkage.quality.material import Material
    from uhcmatch.linkage.weigh.hidden import Hidden

_BY_NUMBER: Final = tuple(
    rule for rule in BLOCK_RULES if any(atom.startswith(("nik", "number")) for atom in rule.member)
)
"""What a card with its number is found by, besides all that a card without one is found by."""
ASKED_ATOMS: Final = tuple(sorted({*KIN_ATOMS, *(atom for rule in _BY_NUMBER for atom in rule.atoms)}))
"""The KEYS of the residents that are still asked for when links are decided."""


def control(run: Material, hidden: Hidden) -> pl.DataFrame:
    """Weigh the hidden members, numbers and all, against everybody but their own resident: pairs, `probability`."""
    cards = without_lender(hidden.cards)
    held = run.holds.copy()
    held[hidden.resident.to_numpy()] = False
    found = pairs_by_keys(
        run.resident_keys, keys(cards), _BY_NUMBER, held=pl.Series(np.flatnonzero(held).astype(np.uint32))
    )
    theirs = hidden.resident.rename("own").to_frame().with_row_index("member")
    pairs = (
        pl.concat([found.pairs.select("resident", "member"), hidden.pairs.select("resident", "member")])
        .unique()
        .join(theirs, on="member", how="left", validate="m:1")
        .filter(pl.col("resident") != pl.col("own"))
        .select("resident", "member")
        .sort("resident", "member")
    )
    compared = worth_comparing(without_names(run.residents, cards, pairs, run.known), run.known, run.model, FLOOR // 2)
    scored = run.scored_again(with_names(run.residents, cards, compared, run.known))
    probability = run.posterior(scored, run.holds[scored["resident"].to_numpy()])
    return scored.with_columns(probability=probability)
