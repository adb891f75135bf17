"""What a run hands over once it has decided, and the pairs nobody decided weighed for the last time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import polars as pl

from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.decide.assign import FLOOR
from uhcmatch.linkage.decide.bounds import questioned
from uhcmatch.linkage.weigh.score import score

if TYPE_CHECKING:
    from uhcmatch.linkage.compare.frequencies import Frequencies
    from uhcmatch.linkage.weigh.model import Model
    from uhcmatch.settings import ThresholdSettings

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Material:
    """One run after its decisions.

    `residents`, `resident_keys` all that take part · `members` those the cheap passes left, by whose positions `scored`
    (all their pairs) and `assigned` (those decided) count · `confirmed` and `verified` the pairs decided before ·
    `taken` the residents who had a card by then · `shipped` the weights that decided those, `model` the run's own.
    """

    residents: pl.DataFrame
    resident_keys: pl.DataFrame
    members: pl.DataFrame
    verified: pl.DataFrame
    confirmed: pl.DataFrame
    scored: pl.DataFrame
    assigned: pl.DataFrame
    taken: pl.Series
    known: Frequencies
    model: Model
    shipped: Model
    thresholds: ThresholdSettings

    @cached_property
    def matched(self) -> pl.DataFrame:
        """Pairs the weighing linked."""
        return self.assigned.filter(pl.col("decision") == "match")

    @cached_property
    def holds(self) -> npt.NDArray[np.bool_]:
        """Resident by resident: some card is linked."""
        holds = np.zeros(self.residents.height, dtype=np.bool_)
        holds[self.taken.to_numpy()] = True
        holds[self.matched["resident"].to_numpy()] = True
        return holds

    @cached_property
    def open(self) -> pl.DataFrame:
        """Pairs of members without a link: `probability` now that all others are decided, `rule` where one is asked."""
        left = self.scored.join(self.matched.select("member"), on="member", how="anti", maintain_order="left")
        weighed = left.with_columns(
            probability=self.posterior(left, self.holds[left["resident"].to_numpy()]),
        )
        asked = self.assigned.filter(pl.col("decision") == "review").select("resident", "member", "rule")
        return weighed.join(asked, on=["resident", "member"], how="left", maintain_order="left")

    @cached_property
    def kind(self) -> pl.Series:
        """Member by member: `shared` (a resident has this number, or its 15 digits), `number`, `none` usable at all.

        A number of odd length is one where it fits a resident.
        """
        lacks = pl.col("nik_key").is_null() & pl.col("nik_prefix15").is_null()
        shared = self.scored.filter(pl.col("nik").is_in([Nik.EQUAL, Nik.PREFIX]))["member"].unique().implode()
        fits = self.scored.filter(pl.col("nik") == Nik.SHORT_OR_LONG)["member"].unique().implode()
        return self.members.with_row_index("member").select(
            pl.when(pl.col("member").is_in(shared))
            .then(pl.lit("shared"))
            .when(lacks & ~pl.col("member").is_in(fits))
            .then(pl.lit("none"))
            .otherwise(pl.lit("number"))
            .alias("kind")
        )["kind"]

    @cached_property
    def linked_without_number(self) -> pl.DataFrame:
        """Links of the weighed members whose number is not the resident's: none, or a borrowed one."""
        of_others = ~pl.col("nik").is_in([Nik.EQUAL, Nik.PREFIX])
        return self.matched.filter((self.kind != "number").gather(self.matched["member"])).filter(of_others)

    @cached_property
    def here(self) -> Vector:
        """Member by member: how surely it is a resident, linked or not."""
        here = np.zeros(self.members.height)
        np.add.at(here, self.open["member"].to_numpy(), self.open["probability"].to_numpy())
        here[self.matched["member"].to_numpy()] = self.matched["probability"].to_numpy()
        return np.minimum(here, 1.0)

    def scored_again(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """Return EVIDENCE scored as the run scored its own."""
        return questioned(score(pairs, self.known, self.model), self.residents)

    def posterior(self, scored: pl.DataFrame, is_held: npt.NDArray[np.bool_]) -> pl.Series:
        """Return each pair's probability among its member's candidates, “nobody here” included (as `assign`)."""
        bits = scored["score"].to_numpy() / 1000 + self.model.second_card * is_held
        odds = np.where(scored["score"].to_numpy() >= FLOOR, np.exp2(np.clip(bits, -60, 60)), 0.0)
        member = scored["member"].to_numpy()
        total = 1 + np.bincount(member, weights=odds, minlength=1)
        return pl.Series("probability", odds / total[member] if member.size else odds)
