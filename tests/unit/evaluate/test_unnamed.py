from __future__ import annotations

import polars as pl

from uhcmatch.columns import LINKS
from uhcmatch.evaluate import Unnamed, unnamed
from uhcmatch.evaluate.truth import TRUTH


def rows(row: str, *statuses: str) -> pl.DataFrame:
    return pl.DataFrame({row: range(1, len(statuses) + 1), "status": statuses}, schema_overrides={row: pl.Int64})


def test_what_counts_in_the_run_and_is_not_in_the_truth() -> None:
    residents = rows("resident_row", "active", "active", "unenrolled", "excluded")
    members = rows("member_row", "linked", "linked", "unlinked", "excluded")
    links = pl.DataFrame(
        [
            {"resident_row": row, "member_row": row, "decision": decision}
            for row, decision in ((1, "match"), (2, "match"), (3, "review"))
        ],
        schema=LINKS,
    )
    truth = pl.DataFrame([{"resident_row": 1, "member_row": 1}, {"resident_row": None, "member_row": 3}], schema=TRUTH)
    assert unnamed(residents, members, links, truth) == Unnamed(residents=2, members=1, links=1)
    assert not unnamed(residents.head(1), members.head(1), links.head(1), truth).is_any
