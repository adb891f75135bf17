from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.calling import Program

NUMBERS = [
    "residents",
    "active",
    "inactive",
    "review",
    "unenrolled",
    "excluded",
    "coverage",
    "coverage_low",
    "coverage_high",
    "active_rate",
    "active_coverage",
    "needed",
]


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("total", []),
        ("kecamatan", ["kecamatan"]),
        ("kelurahan", ["kecamatan", "kelurahan"]),
        ("rw", ["kecamatan", "kelurahan", "rw"]),
        ("rt", ["kecamatan", "kelurahan", "rw", "rt"]),
    ],
)
def test_json_has_the_promised_columns(kept: Program, by: str, names: list[str]) -> None:
    areas = json.loads(kept("coverage", "--by", by, "--format", "json").out)
    assert all(list(area) == names + NUMBERS for area in areas)
    assert sum(area["unenrolled"] for area in areas) == 3


def test_one_village_name_in_two_kecamatan_stays_two(kept: Program) -> None:
    out = kept("coverage", "--target", "80").out
    assert "MEKAR (UTARA)" in out
    assert "MEKAR (SELATAN)" in out
    assert "ke 80 %" in out


def test_csv(kept: Program) -> None:
    lines = kept("coverage", "--by", "total", "--format", "csv").out.splitlines()
    assert lines[0] == "\ufeff" + ";".join(NUMBERS)


def test_too_low_a_coverage_has_its_own_code(kept: Program) -> None:
    told = kept("coverage", "--fail-under", "62.6", "--by", "total")
    assert told.code == 20
    assert "62,50" in told.out
    assert len(told.error_lines) == 2
    assert kept("coverage", "--fail-under", "62.5").code == 0
