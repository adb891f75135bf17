from __future__ import annotations

import polars as pl

from uhcmatch.jobs.kept.compared_again import ranked

Pair = tuple[int, str | None, float]
"""Member, decision, probability."""


def order(counted: int | None, *pairs: Pair) -> list[int]:
    frame = pl.DataFrame(pairs, schema=["member_row", "decision", "probability"], orient="row")
    told = ranked(frame.with_columns(resident_row=1), pl.Series([counted], dtype=pl.Int64))
    return told["member_row"].to_list()


def test_the_card_that_counts_comes_first_then_matches_then_questions() -> None:
    assert order(8, (7, "match", 0.99), (9, None, 0.4), (5, "review", 0.5), (8, "match", 0.96)) == [8, 7, 5, 9]


def test_of_those_not_linked_the_likeliest_comes_first_and_what_reads_alike_by_its_bits() -> None:
    assert order(None, (7, None, 0.0), (8, None, 0.0013), (9, None, 0.00004), (5, None, 0.3)) == [5, 8, 7, 9]
