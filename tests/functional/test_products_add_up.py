"""All products of one run add up to the run and to each other."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl
import pytest

from uhcmatch import reconcile
from uhcmatch.jobs import anomalies as anomalies_job
from uhcmatch.jobs import coverage as coverage_job
from uhcmatch.jobs.kept import Asked
from uhcmatch.reference.anomalies import KINDS
from uhcmatch.report.table import Page

if TYPE_CHECKING:
    from uhcmatch.jobs.result import Reconciliation

TOWN: Final = Path(__file__).resolve().parents[2] / "sample_data"
LEVELS: Final = ("rt", "rw", "kelurahan", "kecamatan", "total")


@pytest.fixture(scope="module")
def result() -> Reconciliation:
    return reconcile(TOWN / "penduduk.csv", sorted(TOWN.glob("peserta_*.csv")), today=date(2026, 11, 23))


@pytest.fixture(scope="module")
def asked(result: Reconciliation, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    folder = tmp_path_factory.mktemp("adds-up")
    return Asked(str(result.write(folder / "run")), folder / "store")


@pytest.mark.parametrize("by", LEVELS)
def test_coverage_is_the_run_at_every_level(result: Reconciliation, by: str) -> None:
    counted = result.coverage(by=by)  # type: ignore[arg-type]
    kept = result.facts["counts"]["residents"]
    for status in ("active", "inactive", "review", "unenrolled", "excluded"):
        assert counted[status].sum() == kept[status]
    assert counted.select(pl.sum("residents") + pl.sum("excluded")).item() == kept["rows"]


@pytest.mark.parametrize("status", ["unenrolled", "inactive", "review"])
def test_lists_and_coverage_count_the_same_people(result: Reconciliation, status: str) -> None:
    listed = result.sweep(by="rt", statuses=(status,)).group_by("kecamatan", "kelurahan").len()
    counted = result.coverage(by="kelurahan").filter(pl.col(status) > 0)
    names = ["kecamatan", "kelurahan"]
    assert sorted(listed.rows(), key=str) == sorted(counted.select(*names, status).rows(), key=str)


def test_every_card_without_a_place_is_in_one_kind(result: Reconciliation, asked: Asked) -> None:
    told = anomalies_job.found(asked, anomalies_job.Wanted())
    counted = dict(told.kinds.select("jenis", "baris").iter_rows())
    for group, status in (("nobody", "unlinked"), ("duplicate", "duplicate")):
        lines = sum(counted[code] for code, kind in KINDS.items() if kind.group == group)
        assert lines == result.facts["counts"]["members"][status]
    assert told.kinds["baris"].sum() == told.rows.height
    assert told.kinds["rupiah"].sum() == told.rows["rupiah"].sum() > 0


@pytest.mark.parametrize("form", ["table", "csv", "json", "html"])
def test_every_form_has_the_same_total(result: Reconciliation, asked: Asked, form: str) -> None:
    figures = coverage_job.coverage(asked, "total", None)
    shown = coverage_job.shown(asked, figures, form, Page(80, is_dressed=False, language="id"))
    unenrolled = result.facts["counts"]["residents"]["unenrolled"]
    assert str(unenrolled) in shown


def test_the_python_object_and_the_command_agree(result: Reconciliation, asked: Asked) -> None:
    figures = coverage_job.coverage(asked, "kelurahan", None)
    ours = result.coverage()
    assert figures.areas.select(ours.columns).equals(ours)
