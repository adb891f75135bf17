"""Being asked to stop: Ctrl-C, SIGTERM and SIGHUP end a call within a second, also inside a long computation.

SIGHUP says that the terminal or the connection is gone; a call started with `nohup` goes on, as any signal that is
ignored from the start stays ignored.

Python runs a signal handler only between two of its own steps, and one step of a large join can take many seconds. So
a small thread watches as well and, when the main thread has not come back in time, ends the process. Nothing has to be
put in order then: what was being written lies in a staging folder that the next start removes.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING, Final

from uhcmatch.errors import Terminated

if TYPE_CHECKING:
    Hook = Callable[[sys.UnraisableHookArgs], object]

GRACE_SECONDS: Final = 1.0
_CODES: Final = {
    getattr(signal, name): code
    for name, code in (("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 143))
    if hasattr(signal, name)
}
"""Windows has no SIGHUP."""


_stops: Final[list[BaseException]] = []


def _stop(finished: threading.Event, number: int, _frame: FrameType | None) -> None:
    """Raise what ends the call; a loop of events, which hears signals itself, may go on for all that."""
    threading.Thread(target=_end, args=(finished, _CODES[signal.Signals(number)]), daemon=True).start()
    _stops.append(KeyboardInterrupt() if number == signal.SIGINT else Terminated())
    raise _stops[-1]


def _unless_stopped(told: "Hook") -> "Hook":
    """Pass on what Python could not raise, but for a stop: one that meets a finaliser is not raised, and not told.

    The watching thread ends such a call.
    """

    def hook(unraisable: "sys.UnraisableHookArgs") -> None:
        if not issubclass(unraisable.exc_type, Terminated | KeyboardInterrupt):
            told(unraisable)

    return hook


def as_stop(error: BaseException) -> BaseException:
    """Return the stop that was asked for, if any, in place of an error.

    An exception raised inside a library's callback comes out as one of the library's own: whatever is raised after a
    signal means that the call was stopped.
    """
    return _stops[-1] if _stops else error


@contextmanager
def listening() -> Iterator[None]:
    """Turn signals into `Terminated` while the body runs, and end the process when it does not come back."""
    if threading.current_thread() is not threading.main_thread() or sys.platform == "win32":
        yield
        return
    _stops.clear()
    finished = threading.Event()
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    heard = [number for number in _CODES if signal.getsignal(number) != signal.SIG_IGN]
    before = {number: signal.signal(number, partial(_stop, finished)) for number in heard}
    unraised = sys.unraisablehook
    sys.unraisablehook = _unless_stopped(unraised)
    watched = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    threading.Thread(target=_watch, args=(reader, finished), daemon=True).start()
    try:
        yield
    finally:
        finished.set()
        sys.unraisablehook = unraised
        signal.set_wakeup_fd(watched)
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(writer)


def _watch(reader: int, finished: threading.Event) -> None:
    while received := os.read(reader, 1):
        code = _CODES.get(signal.Signals(received[0]))
        if code is not None:
            _end(finished, code)
    os.close(reader)


def _end(finished: threading.Event, code: int) -> None:
    """End the process if the call has not come back in time."""
    if not finished.wait(GRACE_SECONDS):
        with suppress(OSError):  # The terminal may be what has gone.
            os.write(2, b"error: Dihentikan / stopped.\nhint: Jalankan lagi / run again.\n")
        os._exit(code)
