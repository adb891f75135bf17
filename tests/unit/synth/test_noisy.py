"""Trying kinds of noise on rows, and the account of which showed."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from uhcmatch.errors import UsageRefused
from uhcmatch.synth.draws import Draws
from uhcmatch.synth.noise import NAMES, NOISE, rates
from uhcmatch.synth.noisy import Trick, bit, make_noise, spelled
from uhcmatch.synth.wrong_facts import TRICKS as FACTS
from uhcmatch.synth.wrong_names import TRICKS as WRITTEN
from uhcmatch.synth.wrong_numbers import TRICKS as NUMBERS

ROWS = pl.DataFrame({"nik": ["1" * 16, "2" * 16, "3" * 16, ""] * 25, "place": range(100)})


def _blank(rows: pl.DataFrame, _: Draws) -> pl.DataFrame:
    return pl.DataFrame({"nik": [""] * rows.height})


def test_only_rows_that_were_changed_are_accounted_for() -> None:
    rows, mask = make_noise(ROWS, {"nik_missing": Trick("nik", _blank)}, {"nik_missing": 0.9}, Draws(1))
    changed = (rows["nik"] != ROWS["nik"]).to_numpy()
    assert ((mask > 0) == changed).all()
    assert 0 < changed.sum() < 76
    assert rows["place"].to_list() == list(range(100))


def test_a_batch_strikes_neighbours() -> None:
    rows, _ = make_noise(
        ROWS.head(60), {"nik_missing": Trick("nik", _blank, in_batches=True)}, {"nik_missing": 0.5}, Draws(3)
    )
    blank = np.nonzero(((rows["nik"] == "") & (ROWS.head(60)["nik"] != "")).to_numpy())[0]
    assert blank.max() - blank.min() < 30
    assert len(blank) >= 22


def test_a_rate_of_nothing_changes_nothing() -> None:
    rows, mask = make_noise(ROWS, {"nik_missing": Trick("nik", _blank)}, {"nik_missing": 0.0}, Draws(1))
    assert rows.equals(ROWS)
    assert not mask.any()


def test_masks_are_spelled_in_the_order_of_the_table() -> None:
    masks = np.array([0, bit("nik_typo"), bit("name_edit") | bit("nik_typo")])
    assert spelled(masks).to_list() == ["", "nik_typo", "nik_typo+name_edit"]


def test_every_kind_is_known_once_says_where_its_rate_is_from_and_is_done_somewhere() -> None:
    assert len(set(NAMES)) == len(NAMES) < 63
    assert all(kind.source and 0 < kind.rate < 1 for kind in NOISE)
    of_members = {kind.name for kind in NOISE if kind.side == "member"}
    assert of_members == {*FACTS, *WRITTEN, *NUMBERS}


def test_rates_can_be_scaled_and_switched() -> None:
    assert rates(2.0)["nik_typo"] == 2 * rates()["nik_typo"]
    assert max(rates(1000).values()) == 0.9
    assert rates(without=("nik_typo",))["nik_typo"] == 0
    assert [kind for kind, rate in rates(only=("nik_typo",)).items() if rate] == ["nik_typo"]
    assert not any(rates(0).values())


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageRefused) as refusal:
        rates(without=("nik_tpyo",))
    assert "nik_typo" in refusal.value.lines("en")[1]
