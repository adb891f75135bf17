"""What people said stands above the score, one card stays with one resident, and contradictions are asked again."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from uhcmatch.linkage.decide.decided_by_people import SAID, ByPeople, by_people

DECIDED = {
    "resident": pl.UInt32(),
    "member": pl.UInt32(),
    "decision": pl.String(),
    "probability": pl.Float64(),
    "rule": pl.String(),
}
Pairs = list[tuple[int, int, str, float, str]]
START: Pairs = [
    (0, 0, "match", 0.9999, "nik_nama"),
    (1, 1, "match", 0.95, "nama_tanggal"),
    (2, 2, "review", 0.5, "nama_area"),
    (3, 2, "review", 0.3, "nama_area"),
    (4, 3, "review", 0.6, "nama_kk"),
]
EVERYBODY = pl.Series("position", range(6), dtype=pl.UInt32)


def heard(
    said: list[tuple[int, str, int | None, int | None]], pairs: Pairs = START, residents: pl.Series = EVERYBODY
) -> ByPeople:
    decided = pl.DataFrame(pairs, schema=DECIDED, orient="row")
    told = pl.DataFrame(said, schema=SAID, orient="row")
    return by_people(decided, (("nik_nama_sama", 1), ("nama_tanggal", 1)), told, residents, EVERYBODY)


def pairs_of(result: ByPeople) -> set[tuple[int, int, str, str]]:
    return set(result.decided.select("resident", "member", "decision", "rule").iter_rows())


UNTOUCHED = {(r, m, d, rule) for r, m, d, _, rule in START}


def test_silence_changes_nothing() -> None:
    result = heard([])
    assert result.decided.equals(pl.DataFrame(START, schema=DECIDED, orient="row"))
    assert set(result.counts.values()) == {0}
    assert result.stages == (("nik_nama_sama", 1), ("nama_tanggal", 1))


def test_same_makes_a_match_and_takes_the_card_from_others() -> None:
    result = heard([(0, "same", 3, 3)])
    assert pairs_of(result) == UNTOUCHED - {(2, 2, "review", "nama_area"), (3, 2, "review", "nama_area")} | {
        (2, 2, "match", "keputusan_petugas")
    }
    assert result.counts == {"same": 1, "different": 0, "contradicted": 0, "without_effect": 0}
    assert result.stages == (("nik_nama_sama", 1), ("nama_tanggal", 1), ("keputusan_petugas", 1))


def test_same_wins_over_a_match_of_the_score() -> None:
    result = heard([(0, "same", 6, 1)])
    assert (5, 0, "match", "keputusan_petugas") in pairs_of(result)
    assert not [pair for pair in pairs_of(result) if pair[:2] == (0, 0)]
    assert result.stages == (("nik_nama_sama", 0), ("nama_tanggal", 1), ("keputusan_petugas", 1))


def test_different_forbids_even_what_is_verified() -> None:
    result = heard([(0, "different", 1, 1), (1, "different", 6, 6)])
    assert pairs_of(result) == UNTOUCHED - {(0, 0, "match", "nik_nama")}
    assert result.counts["different"] == 2


def test_who_is_left_has_the_share_of_who_is_ruled_out() -> None:
    left = heard([(0, "different", 3, 3)]).decided.filter(pl.col("member") == 2)
    assert left.select("resident", "decision", "probability").rows() == [(3, "review", 0.6)]


def test_contradicted_pairs_are_asked_whatever_the_score() -> None:
    result = heard([(0, "contradicted", 1, 1), (1, "contradicted", 6, 6)])
    assert (0, 0, "review", "keputusan_bertentangan") in pairs_of(result)
    assert (5, 5, "review", "keputusan_bertentangan") in pairs_of(result)
    assert result.counts["contradicted"] == 2


def test_a_card_given_to_two_is_nobodys_until_it_is_settled() -> None:
    result = heard([(0, "same", 3, 3), (1, "same", 5, 3)])
    about_card = {pair for pair in pairs_of(result) if pair[1] == 2}
    assert about_card == {
        (2, 2, "review", "keputusan_bertentangan"),
        (4, 2, "review", "keputusan_bertentangan"),
        (3, 2, "review", "nama_area"),
    }
    assert result.counts == {"same": 0, "different": 0, "contradicted": 2, "without_effect": 0}


def test_two_cards_of_one_resident_are_no_contradiction() -> None:
    result = heard([(0, "same", 3, 3), (1, "same", 3, 4)])
    assert {(2, 2, "match", "keputusan_petugas"), (2, 3, "match", "keputusan_petugas")} <= pairs_of(result)


def test_what_is_about_nobody_here_has_no_effect() -> None:
    without_last = EVERYBODY.head(5)
    said: list[tuple[int, str, int | None, int | None]] = [
        (0, "same", None, 3),
        (1, "different", 3, None),
        (2, "same", 6, 3),
        (3, "contradicted", None, None),
    ]
    result = heard(said, residents=without_last)
    assert pairs_of(result) == UNTOUCHED
    assert result.counts == {"same": 0, "different": 0, "contradicted": 0, "without_effect": 4}


def test_of_two_residents_who_say_the_same_neither_is_meant_but_neither_may_be() -> None:
    assert pairs_of(heard([(0, "same", 3, 3), (0, "same", 4, 3)])) == UNTOUCHED
    both = heard([(0, "different", 3, 3), (0, "different", 4, 3)])
    assert not [pair for pair in pairs_of(both) if pair[1] == 2]


def test_a_card_shown_at_the_door_is_asked_about_where_nobody_is_registered() -> None:
    said: list[tuple[int, str, int | None, int | None]] = [
        (0, "candidate", 6, 1),
        (1, "candidate", 1, 6),
        (2, "candidate", 5, 4),
        (3, "candidate", 3, 5),
        (4, "different", 3, 6),
        (5, "candidate", 3, 6),
    ]
    result = heard(said[:4])
    assert pairs_of(result) - UNTOUCHED == {
        (5, 0, "review", "kartu_ditunjukkan"),
        (2, 4, "review", "kartu_ditunjukkan"),
    }
    assert (2, 5, "review", "kartu_ditunjukkan") not in pairs_of(heard(said[4:]))
    assert set(result.counts.values()) == {0}


VERDICT = st.sampled_from(["same", "different", "contradicted", "candidate"])
ROW = st.integers(1, 6)


@given(st.dictionaries(st.tuples(ROW, ROW), VERDICT, max_size=12))
def test_one_card_one_resident_whatever_is_said(said: dict[tuple[int, int], str]) -> None:
    result = heard([(at, verdict, *rows) for at, (rows, verdict) in enumerate(said.items())])
    decided = result.decided
    assert decided.filter(pl.col("decision") == "match")["member"].is_unique().all()
    assert not decided.select("resident", "member").is_duplicated().any()
    assert decided.schema == DECIDED
    assert decided["probability"].is_between(0, 1).all()
    pairs = {
        (r + 1, m + 1): decision for r, m, decision in decided.select("resident", "member", "decision").iter_rows()
    }
    for rows, verdict in said.items():
        if verdict == "different":
            assert rows not in pairs
        if verdict == "contradicted":
            assert pairs[rows] == "review"
        if verdict == "same":
            assert rows in pairs
    assert sum(count for _, count in result.stages) == sum(one == "match" for one in pairs.values())
    assert sum(result.counts.values()) == sum(verdict != "candidate" for verdict in said.values())
