"""Precision and recall of links and of the sweep list, and what the review queue is worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from uhcmatch.evaluate.rate import Rate
from uhcmatch.evaluate.truth import of_kept_rows

_NO_KIND: Final = "-"
_PAIR: Final = ("resident_row", "member_row")


@dataclass(frozen=True)
class Scores:
    """What a run is worth against the truth.

    `precision` accepted links that are true · `recall` residents with a true card that got one of theirs (a second
    card is neither missed nor false) · `sweep_precision` listed people who truly have no card · `sweep_recall` people
    without a card who are listed · `review` residents in the queue, and for how many the asked card is truly theirs ·
    `by_kind` recall per kind of error in the files, `-` for clean records; empty where the truth names no kind.
    """

    precision: Rate
    recall: Rate
    sweep_precision: Rate
    sweep_recall: Rate
    review: Rate
    by_kind: dict[str, Rate]

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of precision and recall."""
        precision, recall = self.precision.share, self.recall.share
        if not precision or not recall:
            return None if precision is None or recall is None else 0.0
        return 2 * precision * recall / (precision + recall)


def score(residents: pl.DataFrame, links: pl.DataFrame, truth: pl.DataFrame) -> Scores:
    """RESIDENTS, LINKS and TRUTH → scores."""
    truth = of_kept_rows(truth, residents)
    pairs = truth.drop_nulls(_PAIR)
    accepted = links.filter(pl.col("decision") == "match")
    right = accepted.join(pairs, on=_PAIR, how="semi")
    found = pairs.with_columns(is_found=pl.col("resident_row").is_in(right["resident_row"].implode()))
    owners = found.unique("resident_row")
    without = _truly_unenrolled(residents, truth)
    listed = residents.filter(pl.col("status") == "unenrolled")
    both = listed.join(without, on="resident_row", how="semi")
    return Scores(
        precision=Rate(right.height, accepted.height),
        recall=Rate(int(owners["is_found"].sum()), owners.height),
        sweep_precision=Rate(both.height, listed.height),
        sweep_recall=Rate(both.height, without.height),
        review=_review(residents, links, pairs),
        by_kind=_by_kind(found),
    )


def _truly_unenrolled(residents: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    """Return residents without a true card; an excluded row counts only where the truth says it should not be one."""
    stated = truth.drop_nulls("resident_row").select("resident_row", true_status="status")
    stated = stated.unique("resident_row", keep="first", maintain_order=True)
    owners = truth.drop_nulls(_PAIR)
    known = residents.join(owners, on="resident_row", how="anti").join(
        stated, on="resident_row", how="left", validate="1:1"
    )
    is_out = pl.col("true_status").eq_missing("excluded") | (
        (pl.col("status") == "excluded") & pl.col("true_status").is_null()
    )
    return known.filter(is_out.not_())


def _review(residents: pl.DataFrame, links: pl.DataFrame, pairs: pl.DataFrame) -> Rate:
    queue = residents.filter(pl.col("status") == "review")
    asked = links.filter(pl.col("decision") == "review").join(pairs, on=_PAIR, how="semi")
    return Rate(queue.join(asked, on="resident_row", how="semi").height, queue.height)


def _by_kind(found: pl.DataFrame) -> dict[str, Rate]:
    if found["kinds"].is_null().all():
        return {}
    kinds = pl.col("kinds").fill_null(_NO_KIND).str.replace_all("[ ,;|+]+", " ").str.strip_chars().str.split(" ")
    exploded = found.with_columns(kind=kinds).explode("kind")
    counted = exploded.group_by("kind").agg(part=pl.col("is_found").sum(), whole=pl.len()).sort("kind")
    return {kind: Rate(int(part), int(whole)) for kind, part, whole in counted.iter_rows()}
