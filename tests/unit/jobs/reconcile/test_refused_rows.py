from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from uhcmatch.files import Source
from uhcmatch.jobs.reconcile.refused_rows import with_refusals_told

if TYPE_CHECKING:
    from uhcmatch.columns import Role


def told(rows: int, *reasons: str, role: Role = "members") -> list[str]:
    """Return what is said of a file of so many rows, refused for these reasons, beside one without refusals."""
    refused = pl.DataFrame({"source_file": ["a.csv"] * len(reasons), "reason": reasons}, schema_overrides=TEXTS)
    sources = [
        Source(name, role, "", 0, None, None, None, 1, {}, {}, rows, count, {}, ())
        for name, count in (("a.csv", len(reasons)), ("b.csv", 0))
    ]
    with_notes, without = with_refusals_told(sources, refused)
    assert without.notes == ()
    return [words.en for words in with_notes.notes]


TEXTS = {"source_file": pl.String(), "reason": pl.String()}


def test_two_of_a_hundred_rows_are_told_with_the_main_reason_and_what_follows() -> None:
    reasons = ["jumlah_kolom"] * 1_500 + ["tanda_kutip"] * 500
    (note,) = told(100_000, *reasons)
    assert note == (
        "2,000 of 100,000 rows refused, mostly for this: number of cells differs from the header (1,500). "
        "Their owners may stand on the visiting list although they have a card."
    )


def test_of_the_population_nobody_is_on_a_list() -> None:
    (note,) = told(1_000, *["kolom_bergeser"] * 20, role="population")
    assert note.endswith("cells shifted into other columns (20). These residents are on no list.")


@pytest.mark.parametrize(("rows", "refused"), [(1_000, 19), (100_000, 1_999), (39, 19), (10, 0)])
def test_a_few_are_told_by_the_table_only(rows: int, refused: int) -> None:
    assert told(rows, *["jumlah_kolom"] * refused) == []


def test_half_of_a_small_file_is_told() -> None:
    assert told(8, *["jumlah_kolom"] * 4)[0].startswith("4 of 8 rows refused")
