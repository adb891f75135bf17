"""The boundary between the program and whoever called it: every end of a call leaves through here.

Whatever happens inside becomes an exit code and at most two lines on stderr; no library's own message gets out, since
those quote the cells they stumbled over.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING, Final

from uhcmatch.errors import OutOfRoom, UhcmatchError
from uhcmatch.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uhcmatch.words import Language

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
_STOPPED: Final = {"KeyboardInterrupt": 130, "Terminated": 143}
_READER_LEFT: Final = 141
ALLOCATOR: Final = {"_RJEM_MALLOC_CONF": "narenas:1,oversize_threshold:0,dirty_decay_ms:500,muzzy_decay_ms:0"}
"""Where polars keeps freed memory to use again, and how long. One place for all threads, and for columns of a million
rows too, which else are given back at once and taken anew: what one has freed the next finds. Half a second is long
enough for that; ten take a third of a GB. Whatever was set before is replaced: a script that has imported polars hands
down what polars sets for itself."""
_ARRAYS: Final = {"M_ARENA_MAX": (-8, 1), "M_MMAP_THRESHOLD": (-3, 1 << 25), "M_TRIM_THRESHOLD": (-1, 1 << 27)}
"""The same for numpy, whose memory is the C library's on Linux, by number and value (mallopt): one place for all
threads, arrays up to 32 MB in it, and 128 MB of it kept."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and leave with its exit code."""
    _prepare_streams()
    keep_freed_memory()
    given = list(sys.argv[1:] if arguments is None else arguments)
    from uhcmatch.commands.signals import listening

    with listening():
        code = run(given)
    sys.exit(code)


def keep_freed_memory() -> None:
    """Have freed memory kept for what comes next, before anything is loaded that takes some."""
    os.environ.update(ALLOCATOR)
    if sys.platform == "linux":
        import ctypes

        library = ctypes.CDLL(None)
        if hasattr(library, "mallopt"):  # musl has no such thing
            for number, value in _ARRAYS.values():
                library.mallopt(number, value)


def run(arguments: list[str]) -> int:
    """Run one call and return its exit code; whatever went wrong has been said on stderr."""
    language = _language(arguments)
    try:
        code = _called(arguments, language)
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 - the boundary: nothing may pass
        if isinstance(error, BrokenPipeError) or type(error).__name__ == "ReaderLeft":
            _silence(sys.stdout.fileno())
            return _READER_LEFT
        from uhcmatch.commands.signals import as_stop

        code = _told(as_stop(error), language)
        _let_go()
    return code


def _called(arguments: list[str], language: Language) -> int:
    """Run one command; usage errors of the command-line library become our own."""
    from typer.exceptions import Exit, TyperException

    from uhcmatch.commands import command_tree
    from uhcmatch.commands.usage import usage_refused

    try:
        code = command_tree(language).main(arguments, prog_name="uhcmatch", standalone_mode=False)
    except Exit as left:
        return left.exit_code
    except TyperException as error:
        raise usage_refused(error) from error
    if code == _STOPPED["KeyboardInterrupt"]:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def _told(error: BaseException, language: Language) -> int:
    """Say on stderr how the call ended and return its exit code."""
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else 1
    if type(error).__name__ in _STOPPED:
        _say(("error: " + Words("Dihentikan.", "Stopped.").said(language), _UNTOUCHED.said(language)))
        return _STOPPED[type(error).__name__]
    told = error if isinstance(error, UhcmatchError) else _in_our_words(error)
    _say(told.lines(language))
    return told.exit_code


_UNTOUCHED: Final = Words(
    "hint: Hasil sebelumnya tidak berubah; jalankan lagi perintah yang sama.",
    "hint: Earlier results are unchanged; run the same command again.",
)


def _in_our_words(error: BaseException) -> UhcmatchError:
    """Turn an exception of Python or a library into ours: its class and place, never its message."""
    if isinstance(error, MemoryError):
        return OutOfRoom(
            Words("Memori tidak cukup.", "Out of memory."),
            Words(
                "Tutup program lain, atau jalankan per kecamatan.",
                "Close other programs, or run one kecamatan at a time.",
            ),
        )
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return OutOfRoom(
            Words("Ruang penyimpanan habis; tidak ada hasil yang ditulis.", "No space left; nothing was published."),
            Words(
                "Kosongkan ruang atau pilih disk lain dengan --out.", "Free some space, or use --out on another disk."
            ),
        )
    return UhcmatchError(
        Words(
            "Terjadi kesalahan tak terduga ({kind} di {place}).", "Something unexpected happened ({kind} at {place})."
        ).fill(kind=type(error).__name__, place=_place(error)),
        Words(
            "Laporkan baris ini kepada pengembang; tidak ada hasil yang ditulis.",
            "Report this line to the developers; nothing was published.",
        ),
    )


def _place(error: BaseException) -> str:
    """Return `module:line` of the innermost of our own frames an exception went through."""
    place, step = "?", error.__traceback__
    while step is not None:
        module = str(step.tb_frame.f_globals.get("__name__", "?"))
        place = f"{module}:{step.tb_lineno}" if module.startswith("uhcmatch") or place == "?" else place
        step = step.tb_next
    return place


def _language(arguments: list[str]) -> Language:
    """Return the language of messages before the command line is understood, `--lang` anywhere in it included."""
    from uhcmatch.commands.shell import message_language

    asked = next((word.partition("=")[2] for word in arguments if word.startswith("--lang=")), None)
    if asked is None and "--lang" in arguments[:-1]:
        asked = arguments[arguments.index("--lang") + 1]
    return message_language(asked or os.environ.get("UHCMATCH_LANG"), os.environ)


def _prepare_streams() -> None:
    """Let no letter of a name end the program: UTF-8 whatever the locale, and line ends as written."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(lines: tuple[str, str]) -> None:
    try:
        sys.stderr.write("\n".join(lines) + "\n")
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr.fileno())


def _let_go() -> None:
    """Write what stdout still holds, or give it up: Python would try again at exit and end with a code of its own."""
    try:
        sys.stdout.flush()
    except OSError:
        _silence(sys.stdout.fileno())


def _silence(descriptor: int) -> None:
    """Point a stream that nobody reads any more at nothing, so that closing it at exit raises nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


if __name__ == "__main__":
    main()
