"""What a run expects of itself: the parts of the estimate, each on numbers one can check by hand."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest

from tests.unit.linkage.made_records import record, records
from uhcmatch.linkage.block.keys import keys
from uhcmatch.linkage.cards.lenders import without_lender
from uhcmatch.linkage.compare.birth_date import BirthDate
from uhcmatch.linkage.compare.household import Household
from uhcmatch.linkage.compare.name import Name
from uhcmatch.linkage.compare.nik import Nik
from uhcmatch.linkage.quality.events import EVENTS
from uhcmatch.linkage.quality.expected import Quality
from uhcmatch.linkage.quality.figures import figures, interval
from uhcmatch.linkage.quality.halfway import halfway
from uhcmatch.linkage.quality.likeness import resembling
from uhcmatch.linkage.quality.odds import lifted
from uhcmatch.linkage.quality.recovery import Recovery, straightened
from uhcmatch.linkage.quality.sample import standing_for, with_kin
from uhcmatch.linkage.quality.stand_ins import by_misread

LINKS = {"verified": 9_000, "confirmed": 600, "weighed": 400}


def cases(*rows: tuple[str, str, float, float, str | None, bool, str, str, str]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=EVENTS, orient="row")


def hidden(*outcomes: str) -> pl.DataFrame:
    return pl.DataFrame({"number": "with", "age": "18-39", "name": "several", "outcome": list(outcomes)}).with_columns(
        confused=pl.lit(value=False), confused_with_number=pl.lit(value=False)
    )


def test_rates_are_per_ten_thousand_links_and_strata_sum_to_the_whole() -> None:
    told = cases(
        ("false", "weighed", 2.0, 1.0, None, True, "with", "0", "mononym"),
        ("false", "verified", 1.0, 0.1, None, True, "with", "60+", "several"),
        ("missed", "weighed", 8.0, 0.5, "nik_selip", False, "without", "0", "several"),
        ("missed", "weighed", 4.0, 1.0, None, False, "with", "60+", "several"),
        ("twice", "register", 3.0, 1.0, None, False, "with", "60+", "several"),
    )
    facts = figures(Quality(told, LINKS, hidden("right", "asked"), (1.0, 2.0)), is_opaque=False)
    assert (facts["expected_false_per_10000"], facts["expected_missed_per_10000"]) == (3.0, 12.0)
    assert facts["expected_missed_in_review"] == 8.0
    assert [stage["expected_false_links"] for stage in facts["stages"]] == [1.0, 0.0, 2.0]
    for attribute in ("number", "age", "name"):
        parts = [each for each in facts["strata"] if each["attribute"] == attribute]
        assert sum(each["expected_missed_links"] for each in parts) == 12.0
    assert (facts["recovery"]["right"], facts["recovery"]["asked"]) == (1, 1)


@pytest.mark.parametrize(
    ("found", "expected"), [(("never", "never", "right"), None), (("never", "right", "right"), 0.0)]
)
def test_where_most_cannot_be_looked_for_nothing_is_expected(found: tuple[str, ...], expected: float | None) -> None:
    facts = figures(Quality(cases(), LINKS, hidden(*found), (1.0, 2.0)), is_opaque=False)
    assert facts["expected_missed_links"] == expected
    assert (facts["warning"] is None) == (expected is not None)


def test_of_people_only_those_count_whose_coverage_changes() -> None:
    told = cases(
        ("false", "weighed", 2.0, 1.0, None, True, "with", "0", "mononym"),
        ("false", "verified", 1.0, 0.1, None, True, "with", "60+", "several"),
        ("missed", "weighed", 8.0, 0.5, "nik_selip", False, "without", "0", "several"),
        ("missed", "weighed", 4.0, 1.0, None, False, "with", "60+", "several"),
        ("twice", "register", 3.0, 1.0, None, False, "with", "60+", "several"),
    )
    people = figures(Quality(told, LINKS, hidden("right"), (1.0, 2.0)), is_opaque=False)["people"]
    assert people["false"]["expected"] == pytest.approx(2.1)
    assert people["overlooked"]["expected"] == pytest.approx(7.0)
    assert people["questions"] == {"nik_selip": 4.0}
    # Pairs that speak for themselves leave the method in doubt, those that stand for others are few cases as well.
    assert people["overlooked"]["unsure"] / 7.0 < people["false"]["unsure"] / 2.1


@pytest.mark.parametrize(("seen", "is_opaque"), [(None, False), (hidden("right"), True)])
def test_a_run_that_cannot_tell_says_so_and_gives_no_number(seen: pl.DataFrame | None, is_opaque: bool) -> None:
    facts = figures(Quality(cases(), LINKS, seen, (1.0, 2.0)), is_opaque=is_opaque)
    assert facts["warning"]["id"].startswith("Mutu tidak diperkirakan")
    assert facts["expected_false_per_10000"] is None
    assert facts["expected_missed_links_high"] is None


def test_an_interval_holds_the_estimate_and_is_wider_the_fewer_the_cases() -> None:
    low, high = interval(100.0, 100.0)
    assert low < 100 < high
    few_low, few_high = interval(100.0, 5_000.0)
    assert few_low < low
    assert few_high > high
    assert interval(0.0, 0.0) == (0.0, 3.0)


@pytest.mark.parametrize(
    ("rule", "count", "expected"),
    [
        pytest.param("nama_tanggal", 100, 4.0, id="the mean of two and eight"),
        pytest.param("nik_selip", 1_000, (6.0 * 8) ** 0.5, id="a number but for a slip is surer than it says"),
        pytest.param("nama_tanggal", 100_000, 16.0, id="at most twice"),
        pytest.param("nama_tanggal", 0, 8.0, id="nothing said"),
    ],
)
def test_false_links_are_expected_between_cases_and_probabilities(rule: str, count: int, expected: float) -> None:
    of_nobody = ("without", "18-39", "several")
    told = cases(
        ("false", "weighed", 5.0, 1.0, None, True, *of_nobody),
        ("false", "weighed", 3.0, 1.0, None, True, *of_nobody),
        ("false", "verified", 1.0, 1.0, None, True, *of_nobody),
        ("missed", "weighed", 7.0, 1.0, None, True, *of_nobody),
    )
    linked = pl.DataFrame(
        {"probability": [0.98] * count, "rule": [rule] * count}, schema={"probability": pl.Float64, "rule": pl.String}
    )
    one, other, *rest = halfway(told, linked)["weight"]
    assert one + other == pytest.approx(expected)
    assert rest == [1.0, 7.0]


def test_hidden_members_stand_for_cards_that_bear_the_same() -> None:
    bare, full = record("SITI", kk_key=None), record("SITI", kk_key="1")
    sample = records(*[full] * 60, *[bare] * 60).with_columns(kin=pl.lit(value=False))
    others = records(bare, bare, bare, full).with_columns(kin=pl.lit(value=False))
    weight = standing_for(sample, others, np.array([1.0, 1.0, 1.0, 0.5]))
    assert weight.sum() == pytest.approx(3.5)
    assert weight[:60].sum() == pytest.approx(0.5)
    unlike = others.with_columns(kin=pl.lit(value=True))
    assert standing_for(sample, unlike, np.ones(4)) == pytest.approx(np.full(120, 4 / 120))


def test_kin_is_whoever_shares_the_kk_but_not_the_resident_itself() -> None:
    people = keys(without_lender(records(record("A", kk_key="1"), record("B", kk_key="1"), record("C", kk_key="2"))))
    cards = records(record("A", kk_key="1"), record("C", kk_key="2"), record("D"))
    assert with_kin(cards, people)["kin"].to_list() == [True, True, False]
    own = pl.Series([0, 2, 1], dtype=pl.UInt32)
    assert with_kin(cards, people, own)["kin"].to_list() == [True, False, False]


def test_neighbours_are_found_at_the_door_and_are_of_another_kk() -> None:
    home = {"street": "MAWAR", "house": "1", "kecamatan_key": "a", "kelurahan_key": "b"}
    sister, neighbour = record("B", kk_key="1", **home), record("C", kk_key="2", **home)
    alone = record("D", kk_key="3", **home | {"house": "2"})
    people = keys(without_lender(records(record("A", kk_key="1", **home), sister, neighbour, alone)))
    cards = records(record("A", kk_key="1", **home), record("A", kk_key="1"), record("D", kk_key="3", **home))
    seen = with_kin(cards, people, pl.Series([0, 0, 3], dtype=pl.UInt32))
    assert seen["kin"].to_list() == [True, True, True]
    assert seen["neighbour"].to_list() == [True, False, True]
    nobody = people.filter(pl.int_range(pl.len()) != 2)
    assert with_kin(cards, nobody, pl.Series([0, 0, 2], dtype=pl.UInt32))["neighbour"].to_list() == [False, False, True]


def shown(**levels: list[int]) -> pl.DataFrame:
    usual = ("name", "birth_date", "sex", "household", "area", "address")
    height = len(next(iter(levels.values())))
    return pl.DataFrame({name: levels.get(name, [1] * height) for name in usual})


def test_dirtier_links_make_the_dirty_hidden_members_count_more() -> None:
    """Nine of ten hidden names agree; among those left one of two does."""
    names = [int(Name.EQUAL)] * 90 + [int(Name.SLIP)] * 10
    theirs = shown(name=names, household=[int(Household.SAME)] * 100)
    left = shown(name=[int(Name.EQUAL)] * 100 + [int(Name.SLIP)] * 100)
    factor = resembling(theirs, np.ones(100, dtype=np.bool_), left)
    assert factor.mean() == pytest.approx(1.0)
    assert factor[90] / factor[0] == pytest.approx(9.0, rel=0.4)
    assert resembling(theirs, np.ones(100, dtype=np.bool_), left.clear()) == pytest.approx(np.ones(100))


def undecided(is_true: list[bool], probability: float) -> pl.DataFrame:
    return pl.DataFrame(
        {"member": range(len(is_true)), "is_true": is_true, "probability": [probability] * len(is_true)},
        schema_overrides={"member": pl.UInt32},
    )


def test_probabilities_become_what_hidden_pairs_turned_out_to_be() -> None:
    """Four of five pairs that were given one half are true; nobody is away."""
    present = undecided([True] * 800 + [False] * 200, 0.5)
    seen = Recovery(
        outcome=pl.Series(["asked"] * 1000),
        others=present.clear(),
        present=present,
        absent=present.clear(),
        true_pairs=pl.DataFrame(),
        share=1.0,
    )
    even = np.array([0.5])
    assert straightened(even, seen.line(np.ones(1000)))[0] == pytest.approx(0.8, abs=0.01)
    doubtful = np.where(np.arange(1000) < 800, 0.25, 1.0)
    assert straightened(even, seen.line(doubtful))[0] == pytest.approx(0.5, abs=0.01)


def test_lifting_keeps_order_and_bounds() -> None:
    before = np.array([0.0, 0.1, 0.5, 0.9, 1.0])
    after = lifted(before, 2.0)
    assert (np.diff(after) > 0).all()
    assert (after[1:4] > before[1:4]).all()
    assert after.max() <= 1.0
    assert lifted(before, 0.0) == pytest.approx(before, abs=1e-9)


def test_misread_lines_whose_name_tells_stand_for_those_whose_name_does_not() -> None:
    """Of ten residents eight have a card: four of five misread lines show that, and a name in eleven is untold."""
    cards = records(*(record("SITI", "1990-03-05", "3298014503900001") for _ in range(6)))
    pairs = pl.DataFrame(
        {
            "resident": pl.Series([0, 1, 2, 3, 9, 4], dtype=pl.UInt32),
            "member": pl.Series(range(6), dtype=pl.UInt32),
            "nik": [int(Nik.EQUAL)] * 6,
            "birth_date": [int(BirthDate.EQUAL)] * 6,
            "name": [int(Name.DIFFERENT)] * 6,
            "date_from_nik": [False] * 6,
            "names_another": [True] * 5 + [False],
            "is_baby": [False] * 6,
        }
    )
    run = SimpleNamespace(
        scored=pairs,
        taken=pl.Series(range(8), dtype=pl.UInt32),
        residents=pl.DataFrame({"resident": range(10)}),
        members=cards,
    )
    names = pl.DataFrame({"name": [int(Name.EQUAL)] * 10 + [int(Name.SLIP)]})
    told = by_misread(run, SimpleNamespace(recovery=SimpleNamespace(true_pairs=names), latest=None))  # type: ignore[arg-type]
    assert told["kind"].to_list() == ["false"] * 4
    assert told["weight"].sum() == pytest.approx(4 / 0.8 * 0.1 / 2)
    # The number's owner has a card of his own: nobody's coverage changes.
    assert told["changes"].sum() == 0
