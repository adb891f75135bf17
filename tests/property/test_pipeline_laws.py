"""Laws every run obeys, on small worlds made to collide: few names, few numbers, few dates."""

from __future__ import annotations

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spec.test_hard_cases import raw
from uhcmatch import pipeline
from uhcmatch.settings import Settings

TODAY = date(2026, 11, 23)
PERSON = st.fixed_dictionaries(
    {
        "nama": st.sampled_from(["SITI", "SITI", "SITI AMINAH", "MOH RIZKI", "-", ""]),
        "nik": st.sampled_from([f"327101050390000{n}" for n in range(1, 6)] + ["", "3,27E+15", "0"]),
        "tanggal_lahir": st.sampled_from(["05-03-1990", "03-05-1990", "31-12-1960", "", "BOGOR"]),
        "no_kk": st.sampled_from(["3271010101150001", "3271010101150002", ""]),
        "kelurahan": st.sampled_from(["MAWAR", "MELATI", ""]),
        "rt": st.sampled_from(["1", "002", ""]),
    }
)
CARD = st.builds(
    lambda person, status: person | {"status_peserta": status}, PERSON, st.sampled_from(["AKTIF", "KELUAR", ""])
)
PEOPLE, CARDS = st.lists(PERSON, min_size=1, max_size=7), st.lists(CARD, min_size=1, max_size=7)


def run(people: list[dict[str, str]], cards: list[dict[str, str]]) -> pipeline.Outcome:
    blank_to_null = pl.when(pl.col(pl.String).str.len_bytes() > 0).then(pl.col(pl.String))
    return pipeline.match(
        raw(people).with_columns(blank_to_null), raw(cards).with_columns(blank_to_null), Settings(), TODAY
    )


@given(PEOPLE, CARDS)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_every_row_comes_out_once_and_the_balance_closes(
    people: list[dict[str, str]], cards: list[dict[str, str]]
) -> None:
    outcome = run(people, cards)
    assert outcome.residents["resident_row"].to_list() == list(range(1, len(people) + 1))
    assert outcome.members["member_row"].to_list() == list(range(1, len(cards) + 1))
    assert set(outcome.residents["status"]) <= {"active", "inactive", "review", "unenrolled", "excluded"}
    matches = outcome.links.filter(pl.col("decision") == "match")
    assert matches["member_row"].is_unique().all()
    enrolled = outcome.residents.filter(pl.col("status").is_in(["active", "inactive"]))
    assert set(enrolled["resident_row"]) == set(matches["resident_row"])
    assert set(enrolled["member_row"]) <= set(matches["member_row"])
    counted = outcome.members.filter(pl.col("status") == "linked")
    assert sorted(counted["resident_row"]) == sorted(enrolled["resident_row"])
    assert outcome.links.filter(~pl.col("probability").is_between(0, 1)).is_empty()


@given(PEOPLE, CARDS, st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None, derandomize=True)
def test_the_order_of_rows_does_not_matter(
    people: list[dict[str, str]], cards: list[dict[str, str]], draw: object
) -> None:
    order = list(range(len(cards)))
    draw.shuffle(order)  # type: ignore[attr-defined]
    straight, mixed = run(people, cards), run(people, [cards[place] for place in order])
    assert straight.residents["status"].to_list() == mixed.residents["status"].to_list()


@given(PEOPLE, CARDS)
@settings(max_examples=20, deadline=None, derandomize=True)
def test_without_cards_everybody_who_takes_part_is_on_the_list(
    people: list[dict[str, str]], cards: list[dict[str, str]]
) -> None:
    empty = raw(cards).clear()
    outcome = pipeline.match(raw(people), empty, Settings(), TODAY)
    assert set(outcome.residents["status"]) <= {"unenrolled", "excluded"}


@given(PEOPLE)
@settings(max_examples=20, deadline=None, derandomize=True)
def test_blank_and_placeholder_values_never_enrol(people: list[dict[str, str]]) -> None:
    blank = {
        "nama": "-",
        "nik": "0",
        "tanggal_lahir": "",
        "no_kk": "",
        "kelurahan": "",
        "rt": "",
        "status_peserta": "AKTIF",
    }
    outcome = run(people, [blank, blank])
    assert outcome.links.is_empty()
