from __future__ import annotations

import csv
import stat
from typing import TYPE_CHECKING

import openpyxl
import pytest
from pypdf import PdfReader

from tests.cli.village import SECRETS, UNENROLLED
from uhcmatch import runs
from uhcmatch.coverage.record_ids import row_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.calling import Program


def rows_of_workbook(path: Path, run_id: str) -> list[int]:
    """Resident rows behind the hidden numbers of a workbook, as a filled file is read back."""
    sheets = openpyxl.load_workbook(path).worksheets
    numbers = [cell.value for sheet in sheets if sheet.sheet_state == "visible" for cell in list(sheet.columns)[-1][4:]]
    return [row_of(run_id, str(number)) or 0 for number in numbers]


def rows_of_paper(path: Path, run_id: str) -> list[int]:
    """Resident rows of the line numbers on paper; one that is broken over two lines is not found."""
    text = " ".join(page.extract_text() for page in PdfReader(path).pages)
    return [row for word in text.split() if word[4:5] == "-" and (row := row_of(run_id, word))]


def test_all_forms_list_the_same_people_once(kept: Program, tmp_path: Path) -> None:
    out = tmp_path / "lembar"
    told = kept("sweep", "--format", "csv,xlsx", "--format", "pdf", "--out", out)
    assert (told.code, told.out) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == [
        "selatan_mekar.pdf",
        "selatan_mekar.xlsx",
        "selatan_mekar_rw-001_rt-002.csv",
        "utara_mekar.pdf",
        "utara_mekar.xlsx",
        "utara_mekar_rw-001_rt-001.csv",
    ]
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}
    run_id = runs.RunFolder.opened(runs.locate("latest", kept.store)).run_id
    listed = {
        "xlsx": [row for path in out.glob("*.xlsx") for row in rows_of_workbook(path, run_id)],
        "pdf": [row for path in out.glob("*.pdf") for row in rows_of_paper(path, run_id)],
        "csv": [
            int(row["resident_row"])
            for path in out.glob("*.csv")
            for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
        ],
    }
    assert {form: sorted(rows) for form, rows in listed.items()} == {form: list(UNENROLLED) for form in listed}


def test_sheets_speak_the_language_asked_for_and_follow_the_settings(kept: Program, tmp_path: Path) -> None:
    config = tmp_path / "uhcmatch.toml"
    config.write_text('[outcomes]\nlabels = { menolak = "Belum mau" }\noff = ["ganda"]\n', encoding="utf-8")
    call = ("sweep", "--format", "pdf,xlsx", "--area", "utara", "--config", config)
    assert kept(*call, "--out", tmp_path / "id").code == 0
    text = PdfReader(tmp_path / "id" / "utara_mekar.pdf").pages[0].extract_text()
    assert "T Belum mau" in text
    assert "Data ganda" not in text
    words = openpyxl.load_workbook(tmp_path / "id" / "utara_mekar.xlsx")["_daftar"]
    assert "Belum mau" in [cell.value for cell in words["C"]]
    assert kept(*call, "--lang", "en", "--layout", "lengkap", "--out", tmp_path / "en").code == 0
    english = PdfReader(tmp_path / "en" / "utara_mekar.pdf").pages[0].extract_text()
    assert "SWEEP LIST: RT 001 / RW 001" in english
    assert "Moved away" in english


def test_nobody_to_visit_still_makes_files_that_say_so(kept: Program, tmp_path: Path) -> None:
    assert kept("sweep", "--status", "review", "--format", "csv,xlsx,pdf", "--out", tmp_path / "out").code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["semua.csv", "semua.pdf", "semua.xlsx"]


@pytest.mark.parametrize("form", ["xlsx", "pdf"])
def test_files_need_a_folder(kept: Program, form: str) -> None:
    told = kept("sweep", "--format", form)
    assert told.code == 2
    assert told.error_lines == [f"error: --format {form} needs --out.", "hint: Add --out DIR."]


def test_a_failure_in_the_middle_leaves_nothing(kept: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("uhcmatch.sheets.pdf.typeset", breaks)
    before = sorted(tmp_path.iterdir())
    told = kept("sweep", "--format", "xlsx,pdf", "--out", tmp_path / "lembar")
    assert told.code == 14
    assert not any(secret in told.err for secret in SECRETS)
    assert sorted(tmp_path.iterdir()) == before
