"""The error tree; every error has an exit code, a sentence and a next step.

UhcmatchError                 1   unexpected
├── UsageRefused              2   the command line makes no sense
├── SettingsRefused          10   uhcmatch.toml
├── InputRefused             11   an input file cannot be trusted
├── StoreFailed              12   run folder or store: locked, damaged, not writable
├── DecisionsContradict      13   clerical decisions contradict each other
├── OutOfRoom                14   disk, memory or pair budget
├── ChangeGuard              15   an input shrank or coverage jumped beyond the settings
└── CoverageBelow            20   coverage under --fail-under

KeyboardInterrupt           130   stopped by Ctrl-C
Terminated                  143   stopped by SIGTERM or SIGHUP
anything else                 1

No error ever carries a cell of a record: file, line, column and reason are enough to find it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from uhcmatch.words import Words, clean

if TYPE_CHECKING:
    from uhcmatch.words import Language

_NO_HINT = Words("Lihat docs/panduan.md.", "See README.md.")


class UhcmatchError(Exception):
    """Something the program has words for."""

    exit_code: ClassVar[int] = 1

    def __init__(self, words: Words, hint: Words = _NO_HINT) -> None:
        super().__init__(words.en)
        self.words = words
        self.hint = hint

    def lines(self, language: Language) -> tuple[str, str]:
        """Return the `error:` and the `hint:` line, without line breaks inside and without unseen characters.

        A file's name may be as hostile as a cell.
        """
        told = (f"error: {self.words.said(language)}", f"hint: {self.hint.said(language)}")
        return (clean(" ".join(told[0].split())), clean(" ".join(told[1].split())))


class UsageRefused(UhcmatchError):
    """The command line makes no sense."""

    exit_code = 2


class SettingsRefused(UhcmatchError):
    """A settings file that cannot be followed."""

    exit_code = 10


class InputRefused(UhcmatchError):
    """An input file that cannot be trusted as a whole."""

    exit_code = 11


class StoreFailed(UhcmatchError):
    """A run folder or store that is locked, damaged or not writable."""

    exit_code = 12


class DecisionsContradict(UhcmatchError):
    """Clerical decisions that contradict each other."""

    exit_code = 13


class OutOfRoom(UhcmatchError):
    """No room left on disk, in memory or in the pair budget."""

    exit_code = 14


class ChangeGuard(UhcmatchError):
    """An input or the coverage moved further than the settings allow."""

    exit_code = 15


class CoverageBelow(UhcmatchError):
    """Coverage is under the asked minimum."""

    exit_code = 20


class Terminated(BaseException):
    """SIGTERM or SIGHUP arrived."""


def exit_code_of(error: BaseException) -> int:
    """Return the code a call ends with for what ended it, as far as it is known where it is asked."""
    if isinstance(error, UhcmatchError):
        return error.exit_code
    codes: tuple[tuple[type[BaseException], int], ...] = (
        (KeyboardInterrupt, 130),
        (Terminated, 143),
        (MemoryError, OutOfRoom.exit_code),
    )
    return next((code for kind, code in codes if isinstance(error, kind)), UhcmatchError.exit_code)
