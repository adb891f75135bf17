"""A run knows about how often it errs, without labels, and whatever the order of the rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from uhcmatch.files import read_inputs
from uhcmatch.jobs.kept.frozen import frozen
from uhcmatch.pipeline import Outcome, match
from uhcmatch.settings import Settings
from uhcmatch.synth import MEMBERS, POPULATION, TRUTH, TownSettings, make_town

if TYPE_CHECKING:
    from pathlib import Path

    from uhcmatch.columns import Role

TODAY = date(2026, 6, 30)
PAIR = ("resident_row", "member_row")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    # Of two rows of one resident the first is kept: without them nothing depends on the order of rows.
    make_town(TownSettings(12_000, seed=77, noise=3.5, without=("pop_duplicate",)), folder)
    return folder


def raw(town: Path, role: Role) -> pl.DataFrame:
    names = (POPULATION,) if role == "population" else MEMBERS
    return read_inputs([town / name for name in names], role, {}).frame


@pytest.fixture(scope="module")
def outcome(town: Path) -> Outcome:
    return match(raw(town, "population"), raw(town, "members"), Settings(), TODAY)


@pytest.fixture(scope="module")
def true_counts(town: Path, outcome: Outcome) -> dict[str, int]:
    truth = pl.read_csv(town / TRUTH, infer_schema=False).select(pl.col(PAIR).cast(pl.Int64)).drop_nulls()
    accepted = outcome.links.filter(pl.col("decision") == "match")
    return {
        "false": accepted.join(truth, on=PAIR, how="anti").height,
        "missed": truth.join(accepted, on=PAIR, how="anti").height,
    }


@pytest.mark.parametrize("kind", ["false", "missed"])
def test_the_true_count_lies_in_the_interval(outcome: Outcome, true_counts: dict[str, int], kind: str) -> None:
    told: dict[str, Any] = outcome.quality
    assert told["warning"] is None
    assert told[f"expected_{kind}_links_low"] <= true_counts[kind] <= told[f"expected_{kind}_links_high"]


def test_missed_links_are_foretold_within_a_factor_of_one_and_a_half(
    outcome: Outcome, true_counts: dict[str, int]
) -> None:
    assert true_counts["missed"] > 30
    told: dict[str, Any] = outcome.quality
    assert 1 / 1.5 <= told["expected_missed_links"] / true_counts["missed"] <= 1.5


def test_the_order_of_rows_does_not_matter(town: Path, outcome: Outcome) -> None:
    again = match(raw(town, "population").reverse(), raw(town, "members").reverse(), Settings(), TODAY)
    assert again.quality == outcome.quality


def test_a_run_held_to_frozen_weights_expects_what_the_run_they_are_of_did(town: Path, outcome: Outcome) -> None:
    weights = frozen({"model": {"weights": outcome.model["weights"]}}, "nik").model
    told = match(raw(town, "population"), raw(town, "members"), Settings(), TODAY, weights)
    assert told.links.equals(outcome.links)
    assert told.quality["warning"] is None
    for code in ("expected_false_links", "expected_missed_links"):
        assert told.quality[code] == pytest.approx(outcome.quality[code], rel=0.05, abs=0.5)
