"""The weights: one table, learnt from hidden numbers, counted where nothing teaches them."""

from __future__ import annotations

import json

import numpy as np
import polars as pl
import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch import linkage
from uhcmatch.linkage.cards.lenders import without_lender
from uhcmatch.linkage.compare.address import Address
from uhcmatch.linkage.weigh.estimate import sampled
from uhcmatch.linkage.weigh.features import FEATURES
from uhcmatch.linkage.weigh.likelihood import Task, fitted, likelihood
from uhcmatch.linkage.weigh.model import Model, odds_bits
from uhcmatch.settings import ThresholdSettings


def test_codes_are_unique_and_shipped_weights_are_the_table() -> None:
    codes = [feature.code for feature in FEATURES]
    assert len(codes) == len(set(codes))
    assert Model().bits == {feature.code: feature.bits for feature in FEATURES}


def task(seed: int = 3, members: int = 400) -> Task:
    """Members with three candidates each; the first feature tells the right one, the second is noise."""
    draw = np.random.default_rng(seed)
    is_true = np.tile([True, False, False], members)
    tells = np.where(is_true, draw.random(is_true.size) < 0.95, draw.random(is_true.size) < 0.05)
    return Task(
        codes=("tells", "noise"),
        shipped=np.array([1.0, 1.0]),
        deviation=np.array([4.0, 4.0]),
        shown=np.stack([tells, draw.random(is_true.size) < 0.5], axis=1).astype(np.float64),
        offset=np.full(is_true.size, -2.0),
        start=np.arange(members, dtype=np.int64) * 3,
        is_true=is_true,
        share=0.9,
        members=members,
    )


def test_what_tells_gains_weight_and_noise_loses_it() -> None:
    tells, noise = fitted(task())
    assert tells > 4.0
    assert abs(noise) < 1.0


def test_the_gradient_is_that_of_thelikelihood() -> None:
    made, at, step = task(), np.array([1.5, 0.3]), 1e-5
    _, gradient, curvature = likelihood(made, at)
    for place in (0, 1):
        moved = at.copy()
        moved[place] += step
        value, turned, _ = likelihood(made, moved)
        assert (value - likelihood(made, at)[0]) / step == pytest.approx(gradient[place], rel=1e-3)
        assert (gradient - turned) / step == pytest.approx(curvature[:, place], rel=1e-3)


def test_few_verified_pairs_teach_nothing() -> None:
    people = without_lender(records(record("SITI", nik="3271010503900001")))
    pairs = pl.DataFrame({"resident": [0], "member": [0]}, schema={"resident": pl.UInt32, "member": pl.UInt32})
    assert sampled(people, pairs) is None


def town(size: int = 900) -> pl.DataFrame:
    """Residents with a number, a name of two words, a date, a home each."""
    first = [
        "AGUS",
        "BUDI",
        "CITRA",
        "DEWI",
        "EKO",
        "FITRI",
        "GUNTUR",
        "HENDRA",
        "INDAH",
        "JOKO",
        "KIKI",
        "LINA",
        "MIRA",
    ]
    last = [
        "SANTOSO",
        "WIBOWO",
        "HARTONO",
        "LESTARI",
        "PRATAMA",
        "UTAMI",
        "NUGROHO",
        "PUSPITA",
        "SAPUTRA",
        "MAHARANI",
        "W",
    ]
    return records(
        *(
            record(
                f"{first[n % 13]} {last[n % 11]}",
                f"{1950 + n % 60}-{n % 12 + 1:02}-{n % 27 + 1:02}",
                f"32710{n % 6 + 1}{n % 27 + 1:02}{n % 12 + 1:02}{(50 + n % 60) % 100:02}{n + 1:04}",
                sex="L" if n % 2 else "P",
                kk_key=f"32710101011{n // 3:05}",
                kecamatan_key="BARAT",
                kelurahan_key=f"K{n % 5}",
                rt=f"{n % 9:03}",
                rw="001",
                street=f"JALAN {n % 40}",
                house=str(n // 3),
            )
            for n in range(size)
        )
    )


def test_a_run_learns_from_itself_and_finds_those_without_a_number() -> None:
    people = town()
    without = people.filter(pl.col("row") % 10 == 0).with_columns(
        nik_key=pl.lit(None, pl.String), nik=pl.lit(None, pl.String)
    )
    cards = pl.concat([people.filter(pl.col("row") % 10 > 0), without])
    found = linkage.link(people, cards, ThresholdSettings())
    assert found.model.learnt_from > 500
    assert found.model.bits != Model().bits
    matched = found.decided.filter(pl.col("decision") == "match")
    right = people["row"].gather(matched["resident"]).to_numpy() == cards["row"].gather(matched["member"]).to_numpy()
    assert right.all()
    assert matched.height >= 0.97 * cards.height


@pytest.mark.parametrize("order", [3, 4])
def test_the_order_of_rows_changes_neither_weights_nor_links(order: int) -> None:
    people = town()
    cards = people.with_columns(nik_key=pl.when(pl.col("row") % 7 > 0).then("nik_key"))
    mixed = people.sample(fraction=1, shuffle=True, seed=order), cards.sample(fraction=1, shuffle=True, seed=order + 1)
    straight, other = (linkage.link(*sides, ThresholdSettings()) for sides in ((people, cards), mixed))
    assert straight.model == other.model
    pairs = [
        {
            (people_side["row"][resident], cards_side["row"][member], decision)
            for resident, member, decision in found.decided.select("resident", "member", "decision").iter_rows()
        }
        for found, (people_side, cards_side) in ((straight, (people, cards)), (other, mixed))
    ]
    assert pairs[0] == pairs[1]


@pytest.mark.parametrize("numbered", [7, 10_000])
def test_a_run_held_to_its_own_model_decides_the_same(numbered: int) -> None:
    people = town()
    cards = people.with_columns(nik_key=pl.when(pl.col("row") % numbered > numbered // 8_000 * 600).then("nik_key"))
    learnt_once = linkage.link(people, cards, ThresholdSettings())
    kept = Model.from_document(json.loads(json.dumps(learnt_once.model.as_document())))
    assert kept == learnt_once.model
    again = linkage.link(people, cards, ThresholdSettings(), kept)
    assert again.model == kept
    assert again.decided.equals(learnt_once.decided)
    assert (learnt_once.too_few is None) == (learnt_once.model.learnt_from > 0)
    assert again.too_few is None


def test_an_unchanged_pair_keeps_its_decision_when_other_cards_come_and_go() -> None:
    people = town()
    cards = people.with_columns(nik_key=pl.when(pl.col("row") % 7 > 0).then("nik_key"))
    kept = linkage.link(people, cards, ThresholdSettings()).model
    fewer = cards.filter(pl.col("row") <= 450)
    decided = [
        {
            (people["row"][resident], side["row"][member]): decision
            for resident, member, decision, *_ in linkage.link(
                people, side, ThresholdSettings(), kept
            ).decided.iter_rows()
        }
        for side in (cards, fewer)
    ]
    assert {pair: how for pair, how in decided[0].items() if pair[1] <= 450} == decided[1]


def test_without_any_number_shares_are_counted() -> None:
    people = town().with_columns(nik_key=pl.lit(None, pl.String))
    found = linkage.link(people, people.filter(pl.col("row") % 3 > 0), ThresholdSettings())
    assert found.model.learnt_from == 0
    assert found.model.share_without_nik > 0.9
    matched = found.decided.filter(pl.col("decision") == "match")
    assert matched.height >= 590


def test_odds_and_levels() -> None:
    assert odds_bits(0.5) == 0
    assert [level.name for level in Address][:2] == ["MISSING", "SAME_HOUSE"]
