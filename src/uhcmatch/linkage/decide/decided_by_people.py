"""DECIDED, and what people said of pairs → DECIDED: a human no is never overturned, nor a human yes.

SAMA makes the pair a match and takes the card from everybody else; BEDA forbids the pair, whatever its score. Where
people contradict each other, on a pair or about whose a card is, everything about the card is asked again. A pair
somebody only pointed at is asked, if nothing was decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Sequence

SAID: Final[dict[str, pl.DataType]] = {
    "pair": pl.Int64(),
    "verdict": pl.String(),
    "resident_row": pl.Int64(),
    "member_row": pl.Int64(),
}
"""One row per pair that people spoke of and pair of rows that it is in this run; a row that is not there is null.

`verdict` is `same`, `different`, `contradicted` or `candidate` (a card shown at the door: asked, not decided).
"""

BY_PEOPLE: Final = "keputusan_petugas"
CONTRADICTED: Final = "keputusan_bertentangan"
SHOWN_CARD: Final = "kartu_ditunjukkan"
_CERTAIN: Final = 1.0
_UNKNOWN: Final = 0.5
_PAIR: Final = ["resident", "member"]


@dataclass(frozen=True, slots=True)
class ByPeople:
    """The pairs as they stand after people were heard, how many pairs of each verdict took effect, and the stages."""

    decided: pl.DataFrame
    counts: dict[str, int]
    stages: tuple[tuple[str, int], ...]


def by_people(
    decided: pl.DataFrame,
    stages: Sequence[tuple[str, int]],
    said: pl.DataFrame,
    residents: pl.Series,
    members: pl.Series,
) -> ByPeople:
    """Apply SAID to decided pairs (`Linkage.decided`, its verified pairs first, as the first of `stages` counts them).

    `residents` and `members` are the positions of the rows that take part; what is said of others has no effect.
    """
    if said.is_empty():
        return ByPeople(decided, dict.fromkeys((*_COUNTED, "without_effect"), 0), tuple(stages))
    staged = decided.with_row_index("at").with_columns(
        stage=pl.when(pl.col("at") < stages[0][1]).then(pl.lit(stages[0][0])).otherwise("rule")
    )
    heard = heard_of(said, residents, members)
    kept = _but_forbidden(staged, heard.filter(pl.col("verdict") == "different"))
    kept = _asked_again(kept, heard.filter(pl.col("verdict") == "contradicted"))
    kept = _as_told(kept, heard.filter(pl.col("verdict") == "same"))
    kept = _pointed_at(kept, heard)
    counts = {verdict: heard.filter(pl.col("verdict") == verdict)["pair"].n_unique() for verdict in _COUNTED}
    counts["without_effect"] = said.filter(pl.col("verdict") != "candidate")["pair"].n_unique() - sum(counts.values())
    return ByPeople(kept.select(decided.columns), counts, _recounted(kept, stages))


def heard_of(said: pl.DataFrame, residents: pl.Series, members: pl.Series) -> pl.DataFrame:
    """SAID → what takes effect, by position: `pair`, `verdict`, `resident`, `member`.

    Claims on one card for several residents are contradictions.
    """
    return _settled(_standing(said, residents, members))


_COUNTED: Final = ("same", "different", "contradicted")


def _standing(said: pl.DataFrame, residents: pl.Series, members: pl.Series) -> pl.DataFrame:
    """SAID → what is about rows that take part, by position: `pair`, `verdict`, `resident`, `member`."""
    placed = said.drop_nulls().select(
        "pair", "verdict", resident=pl.col("resident_row") - 1, member=pl.col("member_row") - 1
    )
    there = placed.filter(
        pl.col("resident").is_in(residents.cast(pl.Int64).implode()),
        pl.col("member").is_in(members.cast(pl.Int64).implode()),
    )
    # Of two residents who say the same of themselves nobody knows which is meant; neither is, but neither may it be.
    is_plain = pl.col("resident").n_unique().over("pair") == 1
    return there.filter(is_plain | (pl.col("verdict") == "different"))


def _settled(heard: pl.DataFrame) -> pl.DataFrame:
    """Turn claims on one card for several residents into contradictions."""
    claims = heard.filter(pl.col("verdict").is_in(["same", "contradicted"]))
    torn = claims.filter(pl.col("resident").n_unique().over("member") > 1)["pair"].unique()
    is_torn = pl.col("pair").is_in(torn.implode())
    return heard.with_columns(verdict=pl.when(is_torn).then(pl.lit("contradicted")).otherwise("verdict"))


def _but_forbidden(decided: pl.DataFrame, forbidden: pl.DataFrame) -> pl.DataFrame:
    """Drop forbidden pairs; the other candidates of their members share what those had."""
    if forbidden.is_empty():
        return decided
    out = _join(decided, forbidden.select(_PAIR), how="semi")
    gone = out.group_by("member").agg(gone=pl.col("probability").sum())
    rest = _join(decided, forbidden.select(_PAIR), how="anti").join(
        gone, on="member", how="left", maintain_order="left", validate="m:1"
    )
    raised = (pl.col("probability") / (1 - pl.col("gone"))).round(9).clip(upper_bound=1.0)
    is_raised = (pl.col("decision") == "review") & (pl.col("gone") < 1)
    return rest.with_columns(probability=pl.when(is_raised).then(raised).otherwise("probability")).drop("gone")


def _asked_again(decided: pl.DataFrame, torn: pl.DataFrame) -> pl.DataFrame:
    """Make questions of all pairs of the cards people disagree on."""
    if torn.is_empty():
        return decided
    is_torn = pl.col("member").is_in(torn["member"].cast(decided.schema["member"]).implode())
    asked = decided.with_columns(decision=pl.when(is_torn).then(pl.lit("review")).otherwise("decision"))
    known = _join(asked, torn.select(_PAIR), how="semi").with_columns(rule=pl.lit(CONTRADICTED))
    others = _join(asked, torn.select(_PAIR), how="anti")
    new = _join(torn, asked.select(_PAIR), how="anti").unique(_PAIR, maintain_order=True)
    return pl.concat([others, known, _rows(new, decided, "review", _UNKNOWN, CONTRADICTED)])


def _as_told(decided: pl.DataFrame, same: pl.DataFrame) -> pl.DataFrame:
    """Give cards to whom people gave them, and to nobody else."""
    if same.is_empty():
        return decided
    cards = same.select(pl.col("member").cast(decided.schema["member"])).unique()
    others = decided.join(cards, on="member", how="anti", maintain_order="left")
    return pl.concat([others, _rows(same.unique(_PAIR, maintain_order=True), decided, "match", _CERTAIN, BY_PEOPLE)])


def _pointed_at(decided: pl.DataFrame, heard: pl.DataFrame) -> pl.DataFrame:
    """Ask about cards that were shown for residents who have none, unless people have answered already."""
    of = {verdict: heard.filter(pl.col("verdict") == verdict) for verdict in ("candidate", "different", "same")}
    shown = of["candidate"].unique(_PAIR, maintain_order=True)
    if shown.is_empty():
        return decided
    shown = _join(shown, of["different"], how="anti").join(of["same"], on="member", how="anti", maintain_order="left")
    registered = decided.filter(pl.col("decision") == "match")["resident"].cast(pl.Int64)
    new = _join(shown.filter(~pl.col("resident").is_in(registered.implode())), decided, how="anti")
    return pl.concat([decided, _rows(new, decided, "review", _UNKNOWN, SHOWN_CARD)])


def _join(pairs: pl.DataFrame, others: pl.DataFrame, how: str) -> pl.DataFrame:
    cast = others.select(pl.col(name).cast(pairs.schema[name]) for name in _PAIR)
    return pairs.join(cast, on=_PAIR, how=how, maintain_order="left")  # type: ignore[arg-type]


def _rows(pairs: pl.DataFrame, like: pl.DataFrame, decision: str, probability: float, rule: str) -> pl.DataFrame:
    """Pairs as rows of the decided frame."""
    told = pairs.select(
        *_PAIR,
        at=pl.lit(None),
        decision=pl.lit(decision),
        probability=pl.lit(probability),
        rule=pl.lit(rule),
        stage=pl.lit(rule),
    )
    return told.select(pl.col(name).cast(dtype) for name, dtype in like.schema.items())


def _recounted(kept: pl.DataFrame, stages: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Return the matches per stage, in the order of the stages, those of people last."""
    matches = kept.filter(pl.col("decision") == "match")["stage"].value_counts()
    found = dict(matches.iter_rows())
    order = [*(code for code, _ in stages), BY_PEOPLE]
    first = order[0]
    return tuple((code, found.get(code, 0)) for code in dict.fromkeys(order) if found.get(code) or code == first)
