"""Settings: what an office says holds, what it does not say follows, and what makes no sense is refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from uhcmatch.errors import SettingsRefused
from uhcmatch.settings import Settings, ThresholdSettings, check_settings, read_settings

if TYPE_CHECKING:
    from pathlib import Path

THRESHOLDS: list[tuple[dict[str, Any], float, float]] = [
    ({}, 0.9091, 0.3),
    ({"costs": {"hidden_person": 20}}, 0.9524, 0.3),
    ({"costs": {"hidden_person": 1}}, 0.5, 0.3),
    ({"costs": {"hidden_person": 0.1}}, 0.0909, 0.0909),
    ({"costs": {"question": 0.05}}, 0.9091, 0.05),
    ({"costs": {"question": 5}}, 0.9091, 0.9091),
    ({"costs": {"hidden_person": 3, "question": 0.5}}, 0.75, 0.5),
    ({"thresholds": {"match": 0.8}}, 0.8, 0.3),
    ({"thresholds": {"match": 0.2}}, 0.2, 0.2),
    ({"thresholds": {"review": 0.6}}, 0.9091, 0.6),
    ({"thresholds": {"match": 0.97, "review": 0.4}, "costs": {"hidden_person": 2, "question": 0.1}}, 0.97, 0.4),
]


@pytest.mark.parametrize(("content", "match", "review"), THRESHOLDS)
def test_thresholds_follow_from_costs_unless_they_are_set(content: dict[str, Any], match: float, review: float) -> None:
    found = check_settings(content, "uhcmatch.toml").thresholds
    assert (found.match, found.review) == (match, review)


def test_what_is_shipped_is_the_same_however_it_is_come_by() -> None:
    assert Settings().thresholds == ThresholdSettings() == read_settings(None).thresholds
    assert Settings(thresholds=ThresholdSettings(match=0.7)).thresholds.match == 0.7


@pytest.mark.parametrize("content", [content for content, *_ in THRESHOLDS])
def test_settings_come_back_from_the_run_that_kept_them(content: dict[str, Any]) -> None:
    settings = check_settings(content, "uhcmatch.toml")
    assert check_settings(settings.model_dump(mode="json"), "run.json") == settings


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ({"costs": {"hidden_person": 0}}, "costs.hidden_person"),
        ({"costs": {"hidden_person": "many"}}, "costs.hidden_person"),
        ({"costs": {"question": -1}}, "costs.question"),
        ({"costs": {"visit": 1}}, "costs.visit"),
        ({"costs": 10}, "costs"),
        ({"thresholds": 0.9}, "thresholds"),
        ({"thresholds": {"match": 1.2}}, "thresholds.match"),
        ({"thresholds": {"match": "high"}}, "thresholds.match"),
        ({"thresholds": {"match": 0.5, "review": 0.6}}, "thresholds"),
        ({"thresholds": {"review": 0.95}}, "thresholds"),
        ({"model": {"file": 3}}, "model.file"),
    ],
)
def test_what_makes_no_sense_is_named(content: dict[str, Any], named: str) -> None:
    with pytest.raises(SettingsRefused) as refused:
        check_settings(content, "uhcmatch.toml")
    assert f" {named}" in refused.value.words.en


def test_a_misspelt_setting_is_told_the_right_one(tmp_path: Path) -> None:
    (tmp_path / "uhcmatch.toml").write_text("[costs]\nhiden_person = 5\n", encoding="utf-8")
    with pytest.raises(SettingsRefused) as refused:
        read_settings(tmp_path / "uhcmatch.toml")
    assert "costs.hidden_person" in refused.value.hint.en
