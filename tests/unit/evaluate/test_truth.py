from __future__ import annotations

import polars as pl

from uhcmatch.evaluate.truth import TRUTH, of_kept_rows


def truth(*rows: tuple[int | None, int | None, str | None, str | None]) -> pl.DataFrame:
    """Resident, member, status, person."""
    told = [(resident, member, status, None, person) for resident, member, status, person in rows]
    return pl.DataFrame(told, schema=TRUTH, orient="row")


def residents(*reasons: str | None) -> pl.DataFrame:
    return pl.DataFrame(
        {"resident_row": list(range(1, len(reasons) + 1)), "reason": list(reasons)},
        schema={"resident_row": pl.Int64, "reason": pl.String},
    )


def test_either_row_of_a_person_may_stand_for_both() -> None:
    told = truth((1, 7, "active", "a"), (2, None, "excluded", "a"), (3, 8, "active", "b"))
    kept = of_kept_rows(told, residents("penduduk_ganda", None, None))
    assert kept.select("resident_row", "member_row").rows() == [(2, 7), (1, None), (3, 8)]
    assert of_kept_rows(told, residents(None, "penduduk_ganda", None)).equals(told)


def test_without_persons_or_doubles_nothing_changes() -> None:
    told = truth((1, 7, "active", None), (2, None, "unenrolled", None))
    assert of_kept_rows(told, residents(None, None)).equals(told)
    both_kept = truth((1, 7, "active", "a"), (2, None, "excluded", "a"))
    assert of_kept_rows(both_kept, residents(None, None)).equals(both_kept)
    none_kept = residents("penduduk_ganda", "penduduk_ganda")
    assert of_kept_rows(both_kept, none_kept).equals(both_kept)
