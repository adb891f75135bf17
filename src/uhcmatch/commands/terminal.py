"""Showing a screen that takes the whole terminal: what it needs, and how its ends become ends of the call."""

import contextlib
import os
import signal
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from uhcmatch.errors import StoreFailed, Terminated, UsageRefused
from uhcmatch.words import Language, Words

if TYPE_CHECKING:
    from uhcmatch.jobs.review.review_sitting import Sitting

PACKAGE: Final = "textual"
_LACKING: Final = Words(
    "Layar verifikasi memerlukan paket {package} (extra tui), yang tidak terpasang.",
    "The review screen needs the package {package} (extra tui), which is not installed.",
)
_INSTALL: Final = Words(
    'Pasang ulang dengan requirements/run.txt atau "uhcmatch[tui]", atau pakai uhcmatch review export.',
    'Install again from requirements/run.txt or "uhcmatch[tui]", or use uhcmatch review export.',
)
_NO_TERMINAL: Final = Words(
    "Layar verifikasi memerlukan terminal; masukan atau keluarannya dialihkan.",
    "The review screen needs a terminal; its input or output is redirected.",
)
_WITHOUT: Final = Words(
    "Jalankan langsung di terminal, atau pakai uhcmatch review export atau review decide.",
    "Run it right in a terminal, or use uhcmatch review export or review decide.",
)
_UNSAVED: Final = Words("Satu keputusan tidak tercatat.", "One decision was not recorded.")
_AGAIN: Final = Words(
    "Jalankan lagi setelah proses lain selesai; pasangannya ditanyakan pertama.",
    "Run it again when the other run has finished; its pair is asked first.",
)


def refuse_no_screen() -> None:
    """Raise `UsageRefused` where no screen can be shown: its package is lacking, or there is no terminal."""
    if find_spec(PACKAGE) is None:
        raise UsageRefused(_LACKING.fill(package=PACKAGE), _INSTALL)
    streams = (sys.__stdin__, sys.__stderr__)  # The library reads the one and draws on the other.
    if os.environ.get("TERM") == "dumb" or not all(stream is not None and stream.isatty() for stream in streams):
        raise UsageRefused(_NO_TERMINAL, _WITHOUT)


def show(sitting: "Sitting", language: Language) -> None:
    """Show the screen until it is left; raises what ended it otherwise."""
    from uhcmatch.screen.app import ReviewScreen

    screen = ReviewScreen(sitting, language)
    _forget_typed_ahead()
    screen.run(mouse=False)
    if screen.failure is not None:
        raise screen.failure
    if screen.stopped is not None:
        raise KeyboardInterrupt if screen.stopped == signal.SIGINT else Terminated
    if screen.unsaved is not None:
        raise StoreFailed(_UNSAVED, _AGAIN)


def _forget_typed_ahead() -> None:
    """Drop what was typed while the screen was being opened: it was meant for something else."""
    with contextlib.suppress(ImportError, OSError):
        import termios

        termios.tcflush(0, termios.TCIFLUSH)
