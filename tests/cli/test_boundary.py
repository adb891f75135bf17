"""Every way a call can end that no command is responsible for."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from uhcmatch.commands import signals
from uhcmatch.errors import Terminated
from uhcmatch.jobs.show import kept_runs

if TYPE_CHECKING:
    from tests.cli.calling import Program

CANARY = "RAHASIA 3298011203800001"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RuntimeError(CANARY), 1),
        (KeyError(CANARY), 1),
        (OSError(errno.EIO, CANARY), 1),
        (MemoryError(CANARY), 14),
        (OSError(errno.ENOSPC, CANARY), 14),
        (OSError(errno.EFBIG, CANARY), 14),
        (OSError(errno.EDQUOT, CANARY), 14),
        (KeyboardInterrupt(), 130),
        (Terminated(), 143),
    ],
)
def test_any_exception_becomes_two_lines_without_its_message(
    program: Program, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    def fail(_asked: object) -> None:
        raise error

    monkeypatch.setattr(kept_runs, "listed", fail)
    told = program("runs", "list")
    assert told.code == code
    assert [line.split(":")[0] for line in told.err.splitlines()] == ["error", "hint"]
    assert "RAHASIA" not in told.err
    assert told.out == ""


def test_an_unexpected_error_tells_class_and_place(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_asked: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(kept_runs, "listed", fail)
    assert "ZeroDivisionError at uhcmatch.commands.runs:" in program("runs", "list").err


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("swep",), "hint: Did you mean uhcmatch sweep?"),
        (("coverage", "--formt", "json"), "hint: Did you mean --format?"),
        (("review", "list", "latest"), "hint: Name the run with --run."),
        (("sweep", "latest", "again"), "hint: See uhcmatch sweep --help."),
        (("coverage", "--format", "pdf"), "hint: Choose from: table, csv, json, html."),
        (("coverage", "--target", "x"), "hint: See uhcmatch coverage --help."),
        (("runs",), "hint: See uhcmatch runs --help."),
        (("coverage", "--by"), "hint: See uhcmatch --help."),
    ],
)
def test_usage_errors_have_two_lines_and_a_next_step(program: Program, arguments: tuple[str, ...], hint: str) -> None:
    told = program(*arguments)
    assert told.code == 2
    assert told.err.splitlines()[1:] == [hint]


def test_the_language_of_messages(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    assert program("runs", "show").err.startswith("error: No run")
    assert program("runs", "show", "--lang", "id").err.startswith("error: Belum")
    assert program("runs", "show", "--lang=id", "--frob").err.startswith("error: Opsi")
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")
    assert program("runs", "show").err.startswith("error: Belum")
    monkeypatch.setenv("UHCMATCH_LANG", "en")
    assert program("runs", "show").err.startswith("error: No run")
    monkeypatch.setenv("UHCMATCH_LANG", "fr")
    assert program("runs", "show").code == 2


def test_help_and_version(program: Program) -> None:
    assert program().out == program("--help").out
    assert "Daftar penduduk" in program("sweep", "--help", "--lang", "id").out
    assert "List the residents" in program("sweep", "--help").out
    assert program("--version").out.startswith("uhcmatch ")
    for text in (program("--help").out, program("reconcile", "--help").out):
        assert "\x1f" not in text
        assert "\x1b" not in text


def test_an_error_after_a_signal_is_the_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = Terminated()
    assert signals.as_stop(ValueError("of a library")).args == ("of a library",)
    monkeypatch.setattr(signals, "_stops", [stop])
    assert signals.as_stop(ValueError("of a library")) is stop
