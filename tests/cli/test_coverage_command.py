from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

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
    promised = names + NUMBERS
    assert all(list(area)[: len(promised)] == promised for area in areas)
    assert sum(area["unenrolled"] for area in areas) == 3


def test_one_village_name_in_two_kecamatan_stays_two(kept: Program) -> None:
    out = kept("coverage", "--target", "80").out
    assert "MEKAR (UTARA)" in out
    assert "MEKAR (SELATAN)" in out
    assert "ke 80 %" in out


def test_csv(kept: Program) -> None:
    lines = kept("coverage", "--by", "total", "--format", "csv").out.splitlines()
    assert lines[0].startswith("\ufeff" + ";".join(NUMBERS) + ";")


def test_too_low_a_coverage_has_its_own_code(kept: Program) -> None:
    told = kept("coverage", "--fail-under", "62.6", "--by", "total")
    assert told.code == 20
    assert "62,50" in told.out
    assert len(told.error_lines) == 2
    assert kept("coverage", "--fail-under", "62.5").code == 0


def test_bounds_hold_the_counted_figure(kept: Program) -> None:
    areas = json.loads(kept("coverage", "--by", "rt", "--format", "json").out)
    assert all(area["coverage_low"] <= area["coverage"] <= area["coverage_high"] for area in areas)


def test_bars_and_sentences_stay_within_the_screen(kept: Program) -> None:
    told = kept("coverage")
    assert "##" in told.out
    assert max(map(len, (told.out + kept("coverage", "--by", "rt").out).splitlines())) <= 80
    assert "80,00 % dari yang terdaftar (aktif ÷ terdaftar" in told.out
    assert "UHC Prioritas" in told.out
    assert "Coverage" in kept("coverage", "--lang", "en").out


def test_a_missing_ppu_file_is_said_loudly(kept: Program) -> None:
    assert "warning: No PPU member" in kept("coverage", "--quiet", "--format", "json").err
    assert "Tidak ada peserta PPU" in kept("coverage").out
    assert "Tidak ada peserta PPU" in kept("coverage", "--format", "html").out


@pytest.mark.parametrize("form", ["table", "csv", "json", "html"])
def test_out_writes_what_would_be_shown(kept: Program, tmp_path: Path, form: str) -> None:
    target = tmp_path / "hasil"
    told = kept("coverage", "--format", form, "--out", target)
    assert told.out == ""
    assert target.read_bytes().decode() == kept("coverage", "--format", form).out


def test_official_counts_stand_beside_the_list_by_name(kept: Program, tmp_path: Path) -> None:
    (tmp_path / "dkb.csv").write_text(
        "Kecamatan;Desa;Jumlah Penduduk\nUtara;Kel. Mekar;4\nSelatan;MEKAR;1.000\nJUMLAH;;1.004\n", encoding="utf-8"
    )
    settings = tmp_path / "uhcmatch.toml"
    settings.write_text('[denominator]\nfile = "dkb.csv"\ndate = 2025-12-31\n', encoding="utf-8")
    areas = json.loads(kept("coverage", "--config", settings, "--format", "json").out)
    assert {area["kecamatan"]: (area["dkb_residents"], area["dkb_date"]) for area in areas} == {
        "UTARA": (4, "2025-12-31"),
        "SELATAN": (1000, "2025-12-31"),
    }
    text = kept("coverage", "--config", settings, "--by", "total").out
    assert "DKB 1.004 orang per 31-12-2025" in text


def test_more_than_everybody_is_explained(kept: Program, tmp_path: Path) -> None:
    settings = tmp_path / "uhcmatch.toml"
    settings.write_text("[denominator]\ntotal = 4\n", encoding="utf-8")
    told = kept("coverage", "--config", settings)
    assert "125,00 %" in told.out
    assert "Lebih dari 100 %" in told.out


def test_a_map_is_for_the_page_only(kept: Program, tmp_path: Path) -> None:
    told = kept("coverage", "--map", tmp_path / "batas.geojson")
    assert told.code == 2
    assert len(told.error_lines) == 2
    assert kept("coverage", "--format", "html", "--map", tmp_path / "batas.geojson").code == 11
