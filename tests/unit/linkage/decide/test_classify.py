"""Which card of a person counts, and whom a question keeps off the sweep list."""

from __future__ import annotations

import polars as pl
import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.columns import LINKS
from uhcmatch.linkage.decide.classify import counting, residents_with_status

NOBODY = pl.DataFrame(
    schema={
        "resident_row": pl.Int64,
        "member_row": pl.Int64,
        "active": pl.Boolean,
        "probability": pl.Float64,
        "status_peserta": pl.String,
        "rule": pl.String,
    }
)

DOUBLE = pl.DataFrame({"position": [2], "better": [0]}, schema={"position": pl.UInt32, "better": pl.UInt32})


def links(*pairs: tuple[int, int, str, float, str]) -> pl.DataFrame:
    """Return LINKS of resident, member, decision, probability, rule."""
    names = ["resident_row", "member_row", "decision", "probability", "rule"]
    return pl.DataFrame(pairs, schema=names, orient="row").select(pl.col(name).cast(LINKS[name]) for name in names)


@pytest.mark.parametrize(
    ("newborns", "own", "counts"),
    [
        pytest.param(None, None, 2, id="her own"),
        pytest.param("AKTIF", "NONAKTIF_PEMDA", 1, id="the active one"),
    ],
)
def test_a_card_in_her_own_name_counts_before_the_newborns(newborns: str | None, own: str | None, counts: int) -> None:
    cards = records(record("A", status_peserta=newborns), record("B", status_peserta=own))
    pairs = links((1, 1, "match", 0.9999, "bayi_ibu"), (1, 2, "match", 0.95, "nik_nama"))
    counted = counting(pairs, cards, {"AKTIF": True, "NONAKTIF_PEMDA": False})
    assert counted["member_row"].to_list() == [counts]


@pytest.mark.parametrize(("other", "counts"), [("nik_tanggal", 2), ("bayi_ibu", 2), ("nik_nama", 1)])
def test_number_and_name_count_before_a_card_that_is_surer_by_a_nine(other: str, counts: int) -> None:
    pairs = links((1, 1, "match", 0.99999, other), (1, 2, "match", 0.9999, "nik_nama"))
    counted = counting(pairs, records(record("A"), record("B")), {})
    assert counted["member_row"].to_list() == [counts]


@pytest.mark.parametrize(
    ("questions", "statuses"),
    [
        pytest.param([(1, 1, 0.47)], ["review", "unenrolled"], id="as good as even"),
        pytest.param([(1, 1, 0.45)], ["unenrolled", "unenrolled"], id="a stranger's as likely"),
        pytest.param([(1, 1, 0.45), (2, 1, 0.45)], ["review", "review"], id="one of two"),
        pytest.param([(1, 1, 0.60), (2, 1, 0.35)], ["review", "unenrolled"], id="hardly the other's"),
        pytest.param([(1, 1, 0.45), (1, 2, 0.41), (2, 2, 0.41)], ["review", "review"], id="another card of two"),
    ],
)
def test_a_card_that_is_a_strangers_as_likely_hides_nobody(
    questions: list[tuple[int, int, float]], statuses: list[str]
) -> None:
    pairs = links(*((resident, member, "review", chance, "gabungan") for resident, member, chance in questions))
    people = records(record("A"), record("B")).with_columns(pl.lit(None, pl.String).alias("nik_issue"))
    told = residents_with_status(people, pairs, NOBODY, DOUBLE.clear(), 0.4)
    assert told["status"].to_list() == statuses


def test_a_second_row_says_which_row_is_kept() -> None:
    people = records(record("A"), record("B"), record("A", excluded="penduduk_ganda"))
    told = residents_with_status(people.with_columns(nik_issue=None), links(), NOBODY, DOUBLE, 0.4)
    assert told["same_as"].to_list() == [None, None, 1]
    assert told["status"].to_list() == ["unenrolled", "unenrolled", "excluded"]
