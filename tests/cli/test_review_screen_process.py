"""The review screen as a process at a real terminal: killed, stopped, hung up, and what the terminal keeps of it."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.cli.village import SECRETS
from uhcmatch import runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.calling import Program

pty = pytest.importorskip("pty", reason="pseudo-terminals are of POSIX")
termios = pytest.importorskip("termios", reason="pseudo-terminals are of POSIX")
SECONDS = 30.0
_ALONE = ("\x1b[?1049h", "\x1b[?1049l")
"""To the alternate screen, of which a terminal keeps nothing, and back."""
_COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;[0-9;]+)m")


class Terminal:
    """A pseudo-terminal of 80 by 24 with the program in it."""

    def __init__(self, *arguments: str, code: str = "", **environ: str) -> None:
        program = ["-c", code] if code else ["-m", "uhcmatch"]
        self.pid, self._end = pty.fork()
        if self.pid == 0:
            try:
                termios.tcsetwinsize(0, (24, 80))
                given = {**os.environ, "TERM": "xterm-256color", **environ}
                given.pop("COLUMNS", None)
                os.execve(sys.executable, [sys.executable, *program, *arguments], given)  # noqa: S606 - the test is this process
            finally:
                os._exit(99)
        self.seen = ""

    def wait_for(self, text: str) -> None:
        """Read until a text has been drawn since the last call, or fail."""
        start, until = len(self.seen), time.monotonic() + SECONDS
        while text not in self.seen[start:]:
            assert time.monotonic() < until, f"{text!r} was never drawn"
            assert self._read(), f"ended before {text!r} was drawn"

    def press(self, keys: str) -> None:
        os.write(self._end, keys.encode())

    def end(self, number: signal.Signals | None = None) -> int:
        """Send a signal, read to the end, and return the exit code; negative for a signal."""
        if number is not None:
            os.kill(self.pid, number)
        while self._read():
            pass
        os.close(self._end)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self) -> bool:
        if not select.select([self._end], [], [], SECONDS)[0]:
            return False
        try:
            told = os.read(self._end, 65536)
        except OSError:
            return False
        self.seen += told.decode(errors="replace")
        return bool(told)


@pytest.fixture
def terminal(asked: Program) -> Iterator[Terminal]:
    """The screen, opened at its first pair."""
    opened = Terminal("review", "screen", "--who", "Sari", UHCMATCH_STORE=str(asked.store))
    opened.wait_for("belum")
    yield opened
    try:
        os.kill(opened.pid, signal.SIGKILL)
        os.waitpid(opened.pid, 0)
    except (ProcessLookupError, ChildProcessError):
        pass


def decided(program: Program) -> list[str]:
    with runs.reading(program.store) as ledger:
        assert ledger is not None
        return [one.told.content["verdict"] for one in ledger.entries("decision")]


def outside(seen: str) -> str:
    """What was written before and after the alternate screen."""
    opening, closing = _ALONE
    assert opening in seen
    before, _, rest = seen.partition(opening)
    return before + rest.rpartition(closing)[2]


def test_the_terminal_keeps_nothing_of_the_records(asked: Program, terminal: Terminal) -> None:
    terminal.press("s")
    terminal.wait_for("Tercatat")
    terminal.press("q")
    assert terminal.end() == 0
    kept = outside(terminal.seen)
    assert "1 dari 3 pasangan Anda putuskan, 0 ragu, 0 bertentangan, 2 belum dijawab." in kept
    assert not any(secret in kept for secret in SECRETS)
    assert decided(asked) == ["SAMA"]


def test_a_kill_loses_nothing_that_was_decided(asked: Program, terminal: Terminal) -> None:
    terminal.press("b")
    terminal.wait_for("Tercatat")
    assert terminal.end(signal.SIGKILL) == -signal.SIGKILL
    assert decided(asked) == ["BEDA"]
    again = Terminal("review", "screen", "--who", "Sari", UHCMATCH_STORE=str(asked.store))
    again.wait_for("1 diputuskan, 0 ragu, 0 bertentangan, 2 belum")
    again.press("u")
    again.wait_for("Diurungkan")
    again.press("\x03")
    assert again.end() == 0
    assert asked("runs", "verify").code == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 143)])
def test_a_stop_gives_the_terminal_back(asked: Program, terminal: Terminal, number: signal.Signals, code: int) -> None:
    terminal.press("r")
    terminal.wait_for("Tercatat")
    assert terminal.end(number) == code
    assert "error: " in outside(terminal.seen)
    assert not any(secret in outside(terminal.seen) for secret in SECRETS)
    assert decided(asked) == ["RAGU"]


def test_a_line_that_is_cut_loses_nothing(asked: Program, terminal: Terminal) -> None:
    terminal.press("s")
    terminal.wait_for("Tercatat")
    os.close(terminal._end)
    assert os.waitstatus_to_exitcode(os.waitpid(terminal.pid, 0)[1]) == 143
    assert decided(asked) == ["SAMA"]


def test_keys_typed_before_the_screen_was_there_decide_nothing(asked: Program) -> None:
    early = Terminal("review", "screen", UHCMATCH_STORE=str(asked.store))
    early.press("sbsu")
    early.wait_for("Pasangan 1 dari 3")
    early.wait_for("berhenti")
    early.press("b")
    early.wait_for("Tercatat: BEDA, pasangan 1.")
    early.press("q")
    assert early.end() == 0
    assert decided(asked) == ["BEDA"]


def test_no_colour_is_written_where_none_is_wanted(asked: Program, terminal: Terminal) -> None:
    plain = Terminal("review", "screen", UHCMATCH_STORE=str(asked.store), NO_COLOR="1")
    plain.wait_for("[BAGAS WIJAYANTO]")
    plain.press("q")
    terminal.press("q")
    assert plain.end() == terminal.end() == 0
    assert not _COLOUR.search(plain.seen)
    assert _COLOUR.search(terminal.seen), "the check sees colour"


def test_an_error_of_the_screen_is_two_lines_without_what_variables_held(asked: Program) -> None:
    code = (
        "from uhcmatch.jobs.review.review_sitting import Sitting\n"
        "def fail(self, at, *_):\n"
        "    name = self.questions[at].line.resident['nama']\n"
        "    raise ValueError(name)\n"
        "Sitting.decide = fail\n"
        "from uhcmatch.__main__ import main\n"
        "main()\n"
    )
    broken = Terminal("review", "screen", code=code, UHCMATCH_STORE=str(asked.store))
    broken.wait_for("belum")
    broken.press("s")
    assert broken.end() == 1
    kept = outside(broken.seen)
    assert "error: " in kept
    assert "ValueError" in kept
    assert not any(secret in kept for secret in SECRETS)
