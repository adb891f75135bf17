"""C02: workbooks that LibreOffice saved anew, as workbook and as CSV, come back like those the program wrote.

`pytest -m slow tests/functional/test_sheets_resaved.py`; without LibreOffice on the machine it is skipped.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.cli.calling import Program
from tests.cli.doubtful import fill, settle_doubtful
from uhcmatch.__main__ import run

if TYPE_CHECKING:
    from collections.abc import Callable

OFFICE: Final = shutil.which("soffice")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")]

SHEET: Final[dict[str, dict[str, Any]]] = {
    "BAGAS WIJAYANTO": {"Hasil kunjungan": "Pindah", "Tgl kunjungan": date(2026, 12, 5)},
    "LARASATI UTAMI": {"Hasil kunjungan": "sdh punya bpjs", "No. kartu JKN": "0001298000066"},
}
PAIRS: Final = {
    "BAGAS WIJAYANTO": {"Keputusan": "SAMA", "Petugas": "Sari", "Alasan": "akta ada"},
    "LARASATI UTAMI": {"Keputusan": "beda", "Petugas": "Sari"},
}
_CSV: Final = "csv:Text - txt - csv (StarCalc):{delimiter},34,76,1,,0,false,true,false,false,false,{sheet}"
"""Delimiter, quote, UTF-8, from the first line, cells as they are shown; which sheet (-1: each in a file)."""
SAVED: Final[dict[str, str]] = {
    "workbook": "xlsx",
    "semicolons": _CSV.format(delimiter=59, sheet=1),
    "commas": _CSV.format(delimiter=44, sheet=1),
    "tabs": _CSV.format(delimiter=9, sheet=1),
}


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[Path, str], Path]:
    """Save a workbook anew with LibreOffice."""

    def convert(path: Path, form: str) -> Path:
        out = tmp_path / "disimpan"
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [str(OFFICE), profile, "--headless", "--convert-to", form, "--outdir", str(out), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        (file,) = out.iterdir()
        return file

    return convert


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    """The doubtful village with a run, its review book and its sheets in `lembar`."""
    monkeypatch.setenv("UHCMATCH_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("UHCMATCH_NOW", "2026-11-23T08:00:00+07:00")
    monkeypatch.setenv("UHCMATCH_LANG", "id")
    files = settle_doubtful(tmp_path)
    assert run(["reconcile", *map(str, files), "--quiet"]) == 0
    assert run(["review", "export", "--show-nik", "--out", str(tmp_path / "buku.xlsx")]) == 0
    call = ["sweep", "--status", "unenrolled,review", "--by", "kelurahan", "--format", "xlsx", "--out"]
    assert run([*call, str(tmp_path / "lembar")]) == 0
    monkeypatch.setenv("UHCMATCH_NOW", "2026-12-10T08:00:00+07:00")
    return Program(tmp_path / "store", capsys)


@pytest.mark.parametrize("way", SAVED)
def test_a_review_book(asked: Program, tmp_path: Path, saved: Callable[[Path, str], Path], way: str) -> None:
    book = saved(fill(tmp_path / "buku.xlsx", PAIRS, "Nama penduduk"), SAVED[way])
    told = json.loads(asked("review", "import", book, "--format", "json").out)
    assert (told["new"], told["problems"]) == (2, [])
    decided = json.loads(asked("review", "list", "--state", "decided", "--format", "json").out)
    assert {one["resident"]["nama"]: one["verdict"] for one in decided} == {
        "BAGAS WIJAYANTO": "SAMA",
        "LARASATI UTAMI": "BEDA",
    }


@pytest.mark.parametrize("way", SAVED)
def test_a_field_sheet(asked: Program, tmp_path: Path, saved: Callable[[Path, str], Path], way: str) -> None:
    sheet = saved(fill(tmp_path / "lembar" / "utara_mekar.xlsx", SHEET, "Nama"), SAVED[way])
    told = json.loads(asked("outcomes", "import", sheet, "--format", "json").out)
    assert (told["new"], told["problems"]) == (2, [])
    found = {one["nama"]: one for one in json.loads(asked("outcomes", "list", "--show-nik", "--format", "json").out)}
    bagas, laras = found["BAGAS WIJAYANTO"], found["LARASATI UTAMI"]
    assert (bagas["berikutnya"], bagas["tanggal_kunjungan"]) == ("dukcapil", "2026-12-05")
    assert (laras["berikutnya"], laras["nomor_kartu"]) == ("cocokkan", "0001298000066")
