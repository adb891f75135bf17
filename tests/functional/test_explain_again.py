"""A run looked at again says what it said: the same candidates, the same weights, the same probabilities."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import polars as pl
import pytest

from uhcmatch import reconcile
from uhcmatch.jobs.kept.remade import records_of
from uhcmatch.linkage.explain import Sides
from uhcmatch.linkage.weigh.model import Model
from uhcmatch.runs import RunFolder

TOWN: Final = Path(__file__).resolve().parents[2] / "sample_data"
LOOKED_AT: Final = 60
"""Decided pairs looked at again, the least sure of all."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    path = tmp_path_factory.mktemp("explain") / "run"
    members = sorted(TOWN.glob("peserta_*.csv"))
    reconcile(TOWN / "penduduk.csv", members, today=date(2026, 11, 23)).write(path)
    return RunFolder.opened(path)


@pytest.fixture(scope="module")
def sides(folder: RunFolder) -> Sides:
    residents, members = records_of(folder, folder.frame("residents"), folder.frame("members"))
    model = Model.from_document(folder.facts["model"]["weights"])
    match = folder.facts["settings"]["thresholds"]["match"]
    return Sides(residents, members, folder.frame("links"), folder.frame("residents")["member_row"], model, match)


def test_what_was_decided_by_weight_is_weighed_the_same(folder: RunFolder, sides: Sides) -> None:
    # Pairs that share NIK and name were settled before, by other weights or none.
    decided = folder.frame("links").filter(pl.col("rule") != "nik_nama").sort("probability", "member_row")
    chosen = decided.head(LOOKED_AT)
    assert chosen.height == LOOKED_AT
    apart = []
    for resident, member, probability in chosen.select("resident_row", "member_row", "probability").iter_rows():
        again = sides.of_member(member).filter(pl.col("resident_row") == resident)
        assert again.height == 1
        apart.append(abs(again["probability"].item() - probability))
    assert sum(each < 0.01 for each in apart) >= 0.9 * len(apart)
    assert max(apart) < 0.15


def test_the_sum_is_the_sum_of_what_is_shown(sides: Sides) -> None:
    pairs = sides.of_member(1)
    parts = pairs.select(
        pl.col("prior") + pl.sum_horizontal(pl.col("weights").struct.unnest(), "bound", "price", "hindsight")
    )
    assert (parts.to_series() - pairs["total"]).abs().max() == pytest.approx(0, abs=1e-9)
    assert pairs["total"].is_sorted(descending=True)


def test_both_sides_tell_of_a_pair_alike(folder: RunFolder, sides: Sides) -> None:
    links = folder.frame("links").filter(pl.col("rule") == "nik_selip").head(5)
    for resident, member in links.select("resident_row", "member_row").iter_rows():
        of_member = sides.of_member(member).filter(pl.col("resident_row") == resident)
        of_resident = sides.of_resident(resident).filter(pl.col("member_row") == member)
        told = ("total", "probability", "weights")
        assert of_member.select(told).rows() == of_resident.select(told).rows()


def test_the_rival_of_a_pair_is_the_likeliest_other_resident_of_its_card(folder: RunFolder, sides: Sides) -> None:
    unsure = folder.frame("links").sort("probability", "member_row")["member_row"].unique(maintain_order=True)
    told = [sides.of_member(member).sort("probability", descending=True) for member in unsure.head(LOOKED_AT)]
    several = [pairs for pairs in told if pairs.height > 1]
    assert several
    for pairs in several:
        rows, chances = pairs["resident_row"].to_list(), pairs["probability"].to_list()
        assert pairs["rival_row"].to_list()[0] in rows[1:]
        assert pairs["rival_probability"].to_list() == [chances[1], *[chances[0]] * (len(rows) - 1)]
        of_resident = sides.of_resident(rows[0]).filter(pl.col("member_row") == pairs["member_row"][0])
        assert of_resident["rival_row"].to_list() == pairs["rival_row"].to_list()[:1]


def test_a_row_that_takes_no_part_has_no_candidates(folder: RunFolder, sides: Sides) -> None:
    excluded = folder.frame("residents").filter(status="excluded")["resident_row"]
    assert sides.of_resident(excluded[0]).is_empty()


def test_what_is_written_in_place_of_a_date_is_written_there_again(tmp_path: Path) -> None:
    people = ["31-06-1984", "1?-05-1990", "04-05-1084", "12-03-19?9", "17-08-1990", ""]
    for side, first in (("penduduk", "NO_KK"), ("peserta", "NOKA")):
        rows = [f"{1000000000000 + at};;ORANG {chr(65 + at)}NISA;{born}" for at, born in enumerate(people)]
        (tmp_path / f"{side}.csv").write_text("\n".join([f"{first};NIK;NAMA;TGL_LHR", *rows]), encoding="utf-8")
    reconcile(tmp_path / "penduduk.csv", [tmp_path / "peserta.csv"], today=date(2026, 11, 23)).write(tmp_path / "run")
    folder = RunFolder.opened(tmp_path / "run")
    frames = folder.frame("residents"), folder.frame("members")
    written = [19840631, 19900500, 10840504, 99990312, None, None]
    for frame, remade in zip(frames, records_of(folder, *frames), strict=True):
        assert frame["tanggal_tertulis"].to_list() == remade["tanggal_tertulis"].to_list() == written
        assert frame["tanggal_lahir"].to_list() == remade["tanggal_lahir"].to_list()
