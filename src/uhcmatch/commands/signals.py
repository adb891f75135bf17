"""Being asked to stop: Ctrl-C and SIGTERM end a call within a second, also inside a long computation.

Python runs a signal handler only between two of its own steps, and one step of a large join can take many seconds. So
a small thread watches as well and, when the main thread has not come back in time, ends the process. Nothing has to be
put in order then: what was being written lies in a staging folder that the next start removes.
"""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

GRACE_SECONDS: Final = 1.0
_CODES: Final = {signal.SIGINT: 130, signal.SIGTERM: 143}


class Terminated(BaseException):
    """SIGTERM arrived."""


@contextmanager
def listening() -> Iterator[None]:
    """Turn SIGTERM into `Terminated` while the body runs, and end the process when it does not come back.

    An exception raised inside a library's callback comes out as one of the library's own: whatever the body raises
    after a signal means that it was stopped.
    """
    if threading.current_thread() is not threading.main_thread() or sys.platform == "win32":
        yield
        return
    stopped: list[BaseException] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        stopped.append(Terminated() if number == signal.SIGTERM else KeyboardInterrupt())
        raise stopped[-1]

    finished = threading.Event()
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    before = {number: signal.signal(number, stop) for number in _CODES}
    watched = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    threading.Thread(target=_watch, args=(reader, finished), daemon=True).start()
    try:
        yield
    except BaseException as error:
        if stopped and error is not stopped[-1]:
            raise stopped[-1] from error
        raise
    finally:
        finished.set()
        signal.set_wakeup_fd(watched)
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(writer)


def _watch(reader: int, finished: threading.Event) -> None:
    while received := os.read(reader, 1):
        code = _CODES.get(signal.Signals(received[0]))
        if code is not None and not finished.wait(GRACE_SECONDS):
            os.write(2, b"error: Dihentikan / stopped.\nhint: Jalankan lagi / run again.\n")
            os._exit(code)
    os.close(reader)
