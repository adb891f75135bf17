"""Laws of coverage, whatever the areas: every level adds up to the total, and bounds stay around the counted figure."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from uhcmatch.columns import LINKS, RESIDENT_STATUSES, RESIDENTS
from uhcmatch.coverage import LEVELS, doubts, rates

PERSON = st.fixed_dictionaries(
    {
        "kecamatan": st.sampled_from(["UTARA", "Kec. Utara", "SELATAN", None]),
        "kelurahan": st.sampled_from(["MEKAR", "MELATI", None]),
        "rw": st.sampled_from(["001", None]),
        "rt": st.sampled_from(["001", "002", None]),
        "status": st.sampled_from(RESIDENT_STATUSES),
        "reason": st.sampled_from(["nonaktif_menunggak", "lainnya", None]),
        "probability": st.sampled_from([0.9999, 0.9, 0.95]),
        "asked": st.floats(0.05, 0.95),
    }
)
COUNTED = ("residents", *RESIDENT_STATUSES, "registered", "inactive_menunggak", "inactive_lain")


@given(st.lists(PERSON, min_size=1, max_size=40))
@settings(max_examples=30)
def test_every_level_adds_up_and_bounds_stay_around(people: list[dict[str, object]]) -> None:
    rows = [{"resident_row": at, **person} for at, person in enumerate(people, start=1)]
    frame = pl.DataFrame(rows, schema={**RESIDENTS, "asked": pl.Float64()})
    questions = frame.filter(pl.col("status") == "review").select(
        "resident_row", member_row="resident_row", decision=pl.lit("review"), probability="asked", rule=pl.lit("x")
    )
    known = doubts(
        frame.drop("asked"), questions.select(pl.col(name).cast(dtype) for name, dtype in LINKS.items()), None
    )
    total = rates(frame, "total", 98.0, known).row(0, named=True)
    for by in LEVELS:
        found = rates(frame, by, 98.0, known)
        assert {name: found[name].sum() for name in COUNTED} == {name: total[name] for name in COUNTED}
        for row in found.iter_rows(named=True):
            assert 0 <= row["registered_low"] <= row["registered"] <= row["registered_high"] <= row["residents"]
            assert row["residents"] == row["registered"] + row["review"] + row["unenrolled"]
            assert row["inactive"] == sum(row[name] for name in row if name.startswith("inactive_"))
