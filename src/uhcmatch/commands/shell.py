"""How one call of the program talks: the result on stdout, everything else on stderr, in the language asked for."""

import locale
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from uhcmatch.errors import OutOfRoom
from uhcmatch.words import Language, Words, clean

if TYPE_CHECKING:
    from uhcmatch.report.table import Page

_UNWRITTEN = Words("Hasil tidak dapat ditulis ke keluaran.", "The result could not be written to the output.")
_WHERE_ELSE = Words("Periksa tujuan keluaran, lalu jalankan lagi.", "Check where the output goes, then run again.")
_LEAST_WIDTH = 40
NOTE = Words("catatan", "note")
WARNING = Words("peringatan", "warning")


def message_language(asked: str | None, environ: Mapping[str, str]) -> Language:
    """Return the language of messages: what was asked for, else the locale's; English when that is neither."""
    if asked in ("id", "en"):
        return "id" if asked == "id" else "en"
    named = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), None)
    named = named if named is not None else locale.getlocale()[0] or ""
    return "id" if named.lower().startswith(("id", "in_id")) else "en"


STEPS = {
    "read": Words("membaca berkas", "reading files"),
    "nik": Words("mencocokkan NIK dan nama", "comparing NIK and name"),
    "learn": Words(
        "mempelajari bobot dari NIK yang cocok, mencari calon pasangan",
        "learning weights from the NIKs that agree, looking for candidates",
    ),
    "compare": Words("membandingkan calon pasangan", "comparing candidates"),
    "decide": Words("memutuskan", "deciding"),
    "estimate": Words("memperkirakan mutu", "estimating quality"),
    "classify": Words("menyusun status", "setting statuses"),
    "check": Words("memeriksa neraca", "checking the balance"),
    "publish": Words("menyimpan hasil", "keeping the run"),
}
"""What the steps of the main job are called while they run."""


class ReaderLeft(BaseException):
    """Whoever read stdout went away (`| head`); nothing is wrong."""


def opened(lang: Language | None, quiet: bool, config: Path | None) -> "Shell":
    """Return the shell of one call: the language it was asked for, else that of its settings file."""
    if lang is None and config is not None:
        from uhcmatch.settings import read_settings

        lang = read_settings(config).lang
    return Shell(lang, quiet)


@dataclass(frozen=True)
class Shell:
    """The two streams of one call. Products speak Indonesian unless a language was asked for."""

    asked: Language | None
    quiet: bool

    @property
    def messages(self) -> Language:
        """Language of notes and errors."""
        return message_language(self.asked, os.environ)

    @property
    def products(self) -> Language:
        """Language of tables, lists and files."""
        return self.asked or "id"

    @property
    def is_dressed(self) -> bool:
        """Whether stdout takes colour and lines: a terminal, no NO_COLOR, no --quiet."""
        return self._is_terminal(sys.stdout.isatty())

    @property
    def page(self) -> "Page":
        """How wide and how dressed the result is: a pipe without COLUMNS gets lines as long as they need."""
        from uhcmatch.report.table import Page

        is_bounded = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit()
        width = max(shutil.get_terminal_size().columns, _LEAST_WIDTH) if is_bounded else None
        return Page(width, self.is_dressed, self.products)

    def _is_terminal(self, is_tty: bool) -> bool:
        plain = self.quiet or bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        return is_tty and not plain

    def result(self, text: str) -> None:
        """Write the result with a line end.

        Raises `ReaderLeft` when nobody reads it any more, `OutOfRoom` when it cannot be written.
        """
        try:
            sys.stdout.write(text if text.endswith("\n") else text + "\n")
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise ReaderLeft from error
        except OSError as error:
            raise OutOfRoom(_UNWRITTEN, _WHERE_ELSE) from error

    def note(self, words: Words) -> None:
        """Say something worth knowing on stderr, unless --quiet."""
        if not self.quiet:
            self._say(NOTE, words)

    def warn(self, words: Words) -> None:
        """Say on stderr what must not be overlooked, --quiet or not."""
        self._say(WARNING, words)

    def _say(self, kind: Words, words: Words) -> None:
        sentence = clean(" ".join(words.said(self.messages).split()))
        sys.stderr.write(f"{kind.said(self.messages)}: {sentence}\n")

    def _step(self, step: str) -> str:
        """Return the words for a step; a step without words is a file's name."""
        return STEPS[step].said(self.messages) if step in STEPS else clean(step)

    @contextmanager
    def progress(self) -> Iterator[Callable[[str], None]]:
        """Show a bar on stderr while the body works; call what is yielded with the name of each step.

        Without a terminal, with NO_COLOR or with --quiet nothing is shown, and nothing stays behind in any case.
        """
        if not self._is_terminal(sys.stderr.isatty()):
            yield lambda _step: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        order = list(STEPS)
        columns = (BarColumn(bar_width=24), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
        with Progress(*columns, console=Console(stderr=True), transient=True, refresh_per_second=4) as bar:
            task = bar.add_task("", total=len(order))

            def told(step: str) -> None:
                done = order.index(step) if step in STEPS else None
                bar.update(task, completed=done, description=self._step(step))

            yield told
