"""Questions that answer themselves once all other cards are decided, and are linked.

| cards | what is known now |
|---|---|
| with a number that nobody bears | how such probabilities come true: those of hidden members with a stranger's number |
| with a number that a resident bears | a card of nobody bears one no oftener than others; who has no card yet |

Only for residents without a card, and only what may be more than a question (`bounds`). A number beside another name
stays one where the card has no birth date of its own: it may be a relative's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.decide.bounds import only_asked
from uhcmatch.linkage.quality.recovery import straightened
from uhcmatch.linkage.quality.reweighed import reweighed

if TYPE_CHECKING:
    from uhcmatch.linkage.quality.material import Material
    from uhcmatch.linkage.weigh.model import Hindsight

_MAY_BE_LENT: Final = (
    (pl.col("nik") == Nik.EQUAL) & pl.col("date_from_nik") & pl.col("name").is_in([Name.LATER_TOKENS, Name.DIFFERENT])
)
ANSWERS: Final = {"number": (Nik.DIFFERENT,), "shared": (Nik.EQUAL, Nik.RELATIVES)}
"""Kind of card → the levels of its number at which hindsight tells more."""


def answered(run: Material, known: Hindsight | None) -> pl.DataFrame:
    """Return `resident`, `member`, `probability` of the questions to be linked, one for each at most."""
    asked = run.open.with_columns(kind=run.kind.gather(run.open["member"]))
    if known is None:
        return asked.clear().select("resident", "member", "probability")
    again = reweighed(run, known)
    is_nobodys = (asked["kind"] == "number").to_numpy()
    again = np.where(is_nobodys, straightened(again, (known.offset, known.slope)), again)
    of_kind = pl.any_horizontal(
        (pl.col("kind") == kind) & pl.col("nik").is_in(list(levels)) for kind, levels in ANSWERS.items()
    )
    sure = asked.with_columns(
        probability=pl.Series(again.round(9)), is_free=pl.Series(~run.holds[asked["resident"].to_numpy()])
    )
    sure = sure.filter(
        of_kind,
        ~only_asked(run.residents),
        ~_MAY_BE_LENT,
        "is_free",
        pl.col("rule").is_not_null(),
        pl.col("probability") >= run.thresholds.match,
    )
    # Two cards that are as sure of one resident stay questions.
    best = sure.filter(pl.col("probability") == pl.col("probability").max().over("resident"))
    alone = best.filter(pl.len().over("resident") == 1).filter(pl.len().over("member") == 1)
    return alone.select("resident", "member", "probability").sort("resident")


def with_answers(assigned: pl.DataFrame, answers: pl.DataFrame) -> pl.DataFrame:
    """Return the decided pairs, these questions linked and no longer asked in another way."""
    told = assigned.join(
        answers.rename({"probability": "answer"}), on=["resident", "member"], how="left", maintain_order="left"
    )
    is_linked = pl.col("answer").is_not_null()
    is_moot = pl.col("member").is_in(answers["member"].implode()) & ~is_linked
    return (
        told.filter(~is_moot)
        .with_columns(
            decision=pl.when(is_linked).then(pl.lit("match")).otherwise("decision"),
            probability=pl.coalesce("answer", "probability"),
        )
        .drop("answer")
    )
