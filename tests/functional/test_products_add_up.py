"""All products of one run add up to the run and to each other."""

from __future__ import annotations

import json
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import openpyxl
import polars as pl
import pytest

from tests.cli.test_sweep_sheets import rows_of_paper, rows_of_workbook
from tests.functional.reading_products import csv_rows
from uhcmatch import reconcile
from uhcmatch.coverage import Wanted
from uhcmatch.jobs.kept.kept import Asked
from uhcmatch.jobs.show import anomalies as anomalies_job
from uhcmatch.jobs.show import coverage as coverage_job
from uhcmatch.jobs.visit import sweep as sweep_job
from uhcmatch.reference.anomalies import KINDS
from uhcmatch.report.table import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from uhcmatch.coverage import Level
    from uhcmatch.jobs.reconcile.result import Reconciliation

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


def test_every_form_of_the_anomalies_has_every_line(asked: Asked, tmp_path: Path) -> None:
    told = anomalies_job.found(asked, anomalies_job.Wanted())
    anomalies_job.write(told, ("csv", "json", "xlsx"), tmp_path / "out")
    rows = csv_rows((tmp_path / "out" / "anomali.csv").read_bytes().decode())
    document = json.loads((tmp_path / "out" / "anomali.json").read_bytes())["anomalies"]
    sheet = openpyxl.load_workbook(tmp_path / "out" / "anomali.xlsx")["anomali"].iter_rows(min_row=2, values_only=True)
    at = [told.rows.columns.index(name) for name in ("jenis", "source_row", "rupiah")]
    wanted = told.rows.select("jenis", "source_row", "rupiah").rows()
    assert [
        (row["jenis"], int(row["source_row"]), int(row["rupiah"]) if row["rupiah"] else None) for row in rows
    ] == wanted
    assert [(row["jenis"], row["source_row"], row["rupiah"]) for row in document] == wanted
    assert [tuple(line[place] for place in at) for line in sheet] == wanted


PAGE: Final = Page(80, is_dressed=False, language="id")


@pytest.mark.parametrize("form", ["table", "csv", "json", "html"])
def test_every_form_has_the_same_total(result: Reconciliation, asked: Asked, form: str) -> None:
    figures = coverage_job.coverage(asked, "total", None)
    unenrolled = result.facts["counts"]["residents"]["unenrolled"]
    assert str(unenrolled) in coverage_job.shown(asked, figures, form, PAGE)


@pytest.mark.parametrize("by", ["rt", "kelurahan", "kecamatan"])
def test_every_form_has_the_same_figures_area_by_area(asked: Asked, by: Level) -> None:
    figures = coverage_job.coverage(asked, by, None)
    told = {form: coverage_job.shown(asked, figures, form, PAGE) for form in ("csv", "json", "html", "table")}
    names = [name for name in ("kecamatan", "kelurahan", "rw", "rt") if name in figures.areas.columns]
    wanted = [[*(row[name] for name in names), *_counted(row)] for row in figures.areas.to_dicts()]
    assert [[*(row[name] for name in names), *_counted(row)] for row in json.loads(told["json"])] == wanted
    assert [[*(row[name] for name in names), *map(int, _counted(row))] for row in csv_rows(told["csv"])] == wanted
    page = [row for row in _Rows(told["html"]).rows if row[: len(names)] in [line[: len(names)] for line in wanted]]
    assert [[*row[: len(names)], *map(int, row[len(names) : len(names) + 5])] for row in page] == wanted
    table = told["table"].splitlines()[: len(wanted) + 4]
    assert [line for line in wanted if not any(f" {line[-4]:,} ".replace(",", ".") in row for row in table)] == []


def _counted(row: Mapping[str, Any]) -> list[Any]:
    return [row[name] for name in ("unenrolled", "residents", "active", "inactive", "review")]


class _Rows(HTMLParser):
    """The rows of the page's table: the plain number behind a figure, else the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = [[]]
        self._has_text = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        number = dict(attrs).get("data-v")
        if tag == "td" and number:
            self.rows[-1].append(number)
        self._has_text = tag == "td" and not number

    def handle_data(self, data: str) -> None:
        if self._has_text:
            self.rows[-1].append(data)


def test_every_form_of_the_lists_has_everybody_once(result: Reconciliation, asked: Asked, tmp_path: Path) -> None:
    made = sweep_job.listed(asked, sweep_job.Choice("kelurahan", Wanted(("unenrolled", "inactive", "review"))))
    sweep_job.write(made, "kelurahan", ("csv", "json", "xlsx", "pdf"), tmp_path / "lists")
    counts = result.facts["counts"]["residents"]
    asked_for = result.residents.filter(pl.col("status").is_in(["unenrolled", "inactive", "review"]))
    assert asked_for.height == counts["unenrolled"] + counts["inactive"] + counts["review"]
    run_id = result.facts["run_id"]
    readers: dict[str, Callable[[Path], list[int]]] = {
        "csv": lambda path: [int(row["resident_row"]) for row in csv_rows(path.read_bytes().decode())],
        "json": lambda path: [row["resident_row"] for row in json.loads(path.read_bytes())],
        "xlsx": lambda path: rows_of_workbook(path, run_id),
        "pdf": lambda path: rows_of_paper(path, run_id),
    }
    for form, rows_of in readers.items():
        listed = [row for path in (tmp_path / "lists").glob(f"*.{form}") for row in rows_of(path)]
        assert sorted(listed) == asked_for["resident_row"].to_list(), form


def test_the_python_object_and_the_command_agree(result: Reconciliation, asked: Asked) -> None:
    figures = coverage_job.coverage(asked, "kelurahan", None)
    ours = result.coverage()
    assert figures.areas.select(ours.columns).equals(ours)
