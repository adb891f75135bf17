"""I01: nobody's NIK, KK number or name where it does not belong, whether a call succeeds or fails."""

from __future__ import annotations

import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.village import SECRETS, truth

if TYPE_CHECKING:
    from pathlib import Path

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
        ("runs", "list"),
        ("runs", "show"),
        ("runs", "show", "--format", "json"),
        ("runs", "verify"),
        ("evaluate", "latest", "--truth", "{truth}"),
    ],
)
def test_figures_name_nobody(kept: Program, tmp_path: Path, command: tuple[str, ...]) -> None:
    told = kept(*(word.format(truth=truth(tmp_path)) for word in command))
    assert told.code == 0
    assert leaks(told.out + told.err) == []


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_lists_name_people_and_hide_their_numbers(kept: Program, form: str) -> None:
    told = kept("sweep", "--status", "unenrolled,inactive", "--format", form)
    assert "LARASATI UTAMI" in told.out
    assert leaks(told.out, NUMBERS) == []
    assert leaks(told.err) == []


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
