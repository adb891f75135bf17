"""I01: nobody's NIK, KK number or name where it does not belong, whether a call succeeds or fails."""

from __future__ import annotations

import resource
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.cli.village import SECRETS, truth

if TYPE_CHECKING:
    from tests.cli.calling import Program

NUMBERS = tuple(secret for secret in SECRETS if secret.isdigit())


def leaks(text: str, secrets: tuple[str, ...] = SECRETS) -> list[str]:
    return [secret for secret in secrets if secret in text]


def test_the_secrets_are_in_the_files_meant_to_hold_them(village: tuple[Path, Path]) -> None:
    held = "".join(path.read_text(encoding="utf-8") for path in village)
    assert set(leaks(held)) == set(SECRETS)


@pytest.mark.parametrize(
    "command",
    [
        ("coverage", "--by", "rt"),
        ("coverage", "--format", "json"),
        ("coverage", "--format", "html"),
        ("inspect", "{population}", "--as", "population"),
        ("inspect", "{members}", "--as", "members", "--format", "json"),
        ("runs", "list"),
        ("runs", "show"),
        ("runs", "show", "--format", "json"),
        ("runs", "verify"),
        ("evaluate", "latest", "--truth", "{truth}"),
    ],
)
def test_figures_name_nobody(
    kept: Program, village: tuple[Path, Path], tmp_path: Path, command: tuple[str, ...]
) -> None:
    population, members = village
    told = kept(*(word.format(truth=truth(tmp_path), population=population, members=members) for word in command))
    assert told.code == 0
    assert leaks(told.out + told.err) == []


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_lists_name_people_and_hide_their_numbers(kept: Program, form: str) -> None:
    told = kept("sweep", "--status", "unenrolled,inactive", "--format", form)
    assert "LARASATI UTAMI" in told.out
    assert leaks(told.out, NUMBERS) == []
    assert leaks(told.err) == []


@pytest.mark.parametrize(
    "command",
    [("anomalies",), ("explain", "--resident-row", "3"), ("explain", "--member-row", "6", "--format", "json")],
)
def test_reasons_hide_numbers_too(kept: Program, command: tuple[str, ...]) -> None:
    told = kept(*command)
    assert told.code == 0
    assert leaks(told.out + told.err, NUMBERS) == []


def test_files_hide_numbers_and_nothing_is_left_behind(
    kept: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names of files name nobody; no copy of a list stays where temporary files are."""
    temporary, out = tmp_path / "temporary", tmp_path / "out"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    before = set(kept.store.rglob("*"))
    assert kept("sweep", "--format", "csv,json,xlsx,pdf", "--out", out / "lists").code == 0
    assert kept("anomalies", "--format", "csv,json,xlsx", "--out", out / "anomalies").code == 0
    files = [path for path in out.rglob("*") if path.is_file()]
    words = {"pdf": _paper, "xlsx": _book}
    for path in files:
        assert leaks(path.name) == []
        assert leaks(words.get(path.suffix[1:], Path.read_text)(path), NUMBERS) == []
    assert len(files) == 13
    assert list(temporary.iterdir()) == []
    assert set(kept.store.rglob("*")) == before


def _paper(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def _book(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


def test_what_a_run_says_of_itself_names_nobody(kept: Program) -> None:
    folder = kept.store / "runs" / (kept.store / "CURRENT").read_text().strip()
    for name in ("run.json", "refusals.csv", "skipped.csv"):
        assert leaks((folder / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace(b'"', b"").replace(b"TEGUH", b'"TEGUH'),
        lambda text: text.replace(b"SEKAR KINASIH", b"SEKAR\x00KINASIH"),
        lambda text: text.replace(b"NIK;", b"NIK;NIK;", 1),
        lambda text: b"\n".join(text.split(b"\n")[1:]),
        lambda text: text.replace(b";", b"|", 20),
        lambda text: text[: len(text) * 2 // 3],
        lambda text: b"PAR1" + text,
        lambda text: b"PK\x03\x04" + text,
        lambda text: text.decode().encode("utf-16-le"),
    ],
)
def test_a_damaged_file_is_told_without_its_cells(program: Program, village: tuple[Path, Path], damage: object) -> None:
    for path in village:
        whole = path.read_bytes()
        path.write_bytes(damage(whole))  # type: ignore[operator]
        told = program("reconcile", *village)
        assert told.code in (0, 11)
        assert leaks(told.out + told.err) == []
        path.write_bytes(whole)


@pytest.mark.parametrize("limit", [0, 500, 2_000, 6_000])
def test_a_full_disk_publishes_nothing_and_names_nobody(
    program: Program, village: tuple[Path, Path], tmp_path: Path, limit: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "uhcmatch", "reconcile", *village, "--out", tmp_path / "hasil"],
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 14
    assert [line.split(b":")[0] for line in done.stderr.splitlines()] == [b"error", b"hint"]
    assert leaks((done.stdout + done.stderr).decode()) == []
    assert not list(tmp_path.glob("*hasil*"))
    assert not list(tmp_path.glob(".uhcmatch-staging*"))
