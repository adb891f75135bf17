"""H01, H03, H04, H06: whatever people and places are called, files hold it as text and stay where they belong."""

from __future__ import annotations

import json
import re
import stat
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl
import pytest
from pypdf import PdfReader

from tests.cli.test_sweep_sheets import rows_of_paper
from tests.functional import hostile_town
from tests.functional.conftest import LEVELS, Town
from tests.functional.reading_products import active_parts, csv_rows, foreign, page_parts, workbook_cells
from uhcmatch.jobs.kept.kept import Asked
from uhcmatch.jobs.show import coverage as coverage_job
from uhcmatch.jobs.show.boundaries import boundaries
from uhcmatch.report.coverage_page import coverage_page
from uhcmatch.runs import RunFolder
from uhcmatch.words import clean

if TYPE_CHECKING:
    from tests.functional.reading_products import Element
    from uhcmatch.report.figures import Figures

RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
TRIGGERS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\0")


def test_the_town_is_as_hostile_as_it_says(town: Town) -> None:
    """What is read is what was written, but for what no text may hold; a NUL is refused and listed."""
    assert town.residents.height == len(hostile_town.residents())
    assert town.residents["reason"].to_list().count("nul") == 1
    names = set(town.residents["nama"])
    assert {
        text.upper() for text in (*hostile_town.MARKUP, *hostile_town.LONG) if text == " ".join(text.split())
    } <= names
    assert len(town.rows()) > 80


def test_workbooks_hold_text_and_nothing_that_runs(town: Town, lists: dict[str, Path], others: Path) -> None:
    books = [*lists["kelurahan"].glob("*.xlsx"), *lists["team"].glob("*.xlsx"), *others.rglob("*.xlsx")]
    assert len(books) > 40
    assert [found for path in books for found in active_parts(path)] == []
    for name in ("kelurahan", "team"):
        held = Counter(text for path in lists[name].glob("*.xlsx") for text in workbook_cells(path))
        assert [text for text, times in town.names(name).items() if held[text] < times] == []


def test_cells_of_csv_are_guarded_and_say_the_same(town: Town, lists: dict[str, Path], others: Path) -> None:
    files = [
        *(path for level in LEVELS for path in lists[level].glob("*.csv")),
        *others.rglob("*.csv"),
        *town.run.glob("*.csv"),
    ]
    assert len(files) > 100
    for path in files:
        text = path.read_bytes().decode()
        assert text.startswith("\ufeff")
        for row in csv_rows(text):
            assert [cell for cell in row.values() if cell.lstrip().startswith(TRIGGERS) and cell != "-"] == []
            assert [cell for cell in row.values() if cell.startswith(("\t", "\r", "\n"))] == []
    listed = [row["nama"] for path in lists["rt"].glob("*.csv") for row in csv_rows(path.read_bytes().decode())]
    bare = [re.sub(r"^'(?=\s*[=+\-@'])", "", name) for name in listed]
    assert Counter(filter(None, bare)) == town.names()


@pytest.mark.parametrize("level", LEVELS)
def test_everybody_is_on_one_list(town: Town, lists: dict[str, Path], level: str) -> None:
    csv = [
        int(row["resident_row"]) for path in lists[level].glob("*.csv") for row in csv_rows(path.read_bytes().decode())
    ]
    documents = [json.loads(path.read_bytes()) for path in lists[level].glob("*.json")]
    assert sorted(csv) == town.rows()
    assert sorted(person["resident_row"] for document in documents for person in document) == town.rows()


@pytest.mark.parametrize("name", ["kelurahan", "team"])
def test_paper_prints_every_letter(town: Town, lists: dict[str, Path], name: str) -> None:
    run_id = RunFolder.opened(town.run).run_id
    papers = list(lists[name].glob("*.pdf"))
    assert sorted(row for path in papers for row in rows_of_paper(path, run_id)) == town.rows(name)
    text = _solid("".join(page.extract_text() for path in papers for page in PdfReader(path).pages))
    latin = [each for each in town.names(name) if each.isascii() and len(each) <= 60]
    assert len(latin) > 30
    assert [each for each in latin if _solid(each) not in text] == []


def _solid(text: str) -> str:
    return "".join(text.split())


def test_paper_runs_nothing_and_links_nowhere(lists: dict[str, Path]) -> None:
    for path in (*lists["kelurahan"].glob("*.pdf"), *lists["team"].glob("*.pdf")):
        reader = PdfReader(path)
        root = reader.root_object
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root)
        assert "/JavaScript" not in root.get("/Names", {})
        assert [page for page in reader.pages if "/Annots" in page] == []


@pytest.mark.parametrize("has_map", [False, True])
def test_no_element_of_the_page_comes_from_a_name(town: Town, others: Path, has_map: bool) -> None:
    """The page of the same figures with harmless names has exactly the same elements and attributes.

    Only how many names a map has room for depends on how long they are.
    """
    figures = coverage_job.coverage(Asked(str(town.run), town.folder / "store"), "kelurahan", None)
    outlines = boundaries(town.folder / "batas.geojson", figures.areas) if has_map else None
    elements, texts = page_parts(coverage_page(figures, [], "id", outlines))
    tame, _ = page_parts(coverage_page(_renamed(figures), [], "id", outlines))
    assert _without_places(elements) == _without_places(tame)
    assert elements["script", ()] == elements["style", ()] == 1
    assert [name for name in figures.areas["kelurahan"].drop_nulls() if clean(name) not in texts] == []


def _without_places(elements: Counter[Element]) -> Counter[Element]:
    return Counter({each: times for each, times in elements.items() if ("class", "label place") not in each[1]})


@pytest.mark.parametrize("page", ["c.html", "map.html"])
def test_the_page_fetches_nothing_and_hides_nothing(others: Path, page: str) -> None:
    elements, texts = page_parts((others / page).read_text(encoding="utf-8"))
    assert not {"img", "iframe", "a", "link", "object", "form", "base"} & {kind for kind, _ in elements}
    attributes = {name for _, attributes in elements for name, _ in attributes}
    assert [name for name in attributes if name.startswith("on") or name in ("href", "src", "style", "srcdoc")] == []
    assert foreign("".join(texts)) == set()


def _renamed(figures: Figures) -> Figures:
    """The same figures of areas with harmless names, as far apart as before."""
    areas = figures.areas
    for part in ("kecamatan", "kelurahan"):
        known = areas[part].drop_nulls().unique().sort().to_list()
        areas = areas.with_columns(pl.col(part).replace({name: f"WILAYAH {at:03}" for at, name in enumerate(known)}))
    return replace(figures, areas=areas)


def test_files_stay_in_their_folder_under_names_every_disk_takes(
    town: Town, lists: dict[str, Path], others: Path
) -> None:
    known = {"penduduk", "peserta", "run", "others", "strange", "batas.geojson", "truth.csv", "store"}
    known |= {path.name for path in lists.values()}
    assert {path.name for path in town.folder.iterdir() if not path.name.startswith("again-")} <= known
    for folder in (*lists.values(), others / "anomalies"):
        names = [path.name for path in folder.iterdir()]
        assert len({name.casefold() for name in names}) == len(names)
        assert [name for name in names if RESERVED.fullmatch(name)] == []
        assert [name for name in names if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*\.[a-z]+", name)] == []
        assert max(len(name.encode()) for name in names) <= 100


def test_only_the_owner_may_read(town: Town, lists: dict[str, Path], others: Path) -> None:
    for top in (town.run, *lists.values(), others):
        for path in (top, *top.rglob("*")):
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path.name
