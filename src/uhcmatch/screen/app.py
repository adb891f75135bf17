"""One pair at a time, decided by a key; every answer is on the disk before the next pair is shown."""

from __future__ import annotations

import asyncio
import contextlib
import math
import signal
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import App
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from uhcmatch.errors import UhcmatchError
from uhcmatch.reference.verdicts import DIFFERENT, SAME, UNSURE
from uhcmatch.review import next_waiting, others_given
from uhcmatch.review.lines import CONTRADICTORY
from uhcmatch.screen import sentences
from uhcmatch.screen.page import Paper, page_lines
from uhcmatch.words import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key, Resize

    from uhcmatch.jobs.review.review_sitting import Sitting
    from uhcmatch.screen.letters import Line, Look
    from uhcmatch.words import Language, Words

_VERDICTS: Final = {"s": SAME, "b": DIFFERENT, "r": UNSURE}
_WRITING: Final = (*_VERDICTS, "u")
_STYLES: Final[dict[Look, str]] = {"plain": "", "label": "bold", "other": "bold underline ansi_red", "note": ""}
_RETRY_SECONDS: Final = 1.0
_LONGEST_WHY: Final = 200
_MARGIN: Final = 2


class ReviewScreen(App[None]):
    """The screen; `stopped` is the signal that ended it, `failure` the error that did, `unsaved` an answer left so."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c,ctrl+q", "leave", priority=True, show=False)]
    CSS = """
    Screen { layout: vertical; }
    #head, #note { height: auto; text-style: bold; }
    #body { height: 1fr; padding: 1 0; scrollbar-size: 1 1; }
    #why { display: none; border: none; height: 1; padding: 0; }
    #note { min-height: 1; }
    """

    def __init__(self, sitting: Sitting, language: Language) -> None:
        super().__init__(ansi_color=True)
        self._sitting, self._language = sitting, language
        first = next_waiting(sitting.questions)
        self._at = len(sitting.questions) if first is None else first
        self._why: str | None = None
        self._unsaved: str | None = None
        self._is_help = self._is_leaving = False
        self._shown_at = math.inf
        self.stopped: signal.Signals | None = None

    def compose(self) -> ComposeResult:
        """Put everything in the order in which it is read aloud."""
        yield Static(id="head")
        with VerticalScroll(id="body", can_focus=False):
            yield Static(id="page")
        yield Static(id="note")
        yield Input(id="why", max_length=_LONGEST_WHY)
        yield Static(sentences.KEYS.said(self._language), id="keys")

    def on_mount(self) -> None:
        """Take the terminal's own colours, and answer signals by leaving the terminal as it was."""
        self.theme = "ansi-dark"
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, self._stop, number)
        self.set_interval(_RETRY_SECONDS, self._save)
        self._turn_to(self._at)

    def on_resize(self, _event: Resize) -> None:
        """Break the lines anew."""
        self._show()

    @property
    def failure(self) -> Exception | None:
        """The error that ended the screen."""
        return self._exception

    @property
    def unsaved(self) -> str | None:
        """The answer that could not be recorded until the end."""
        return self._unsaved

    def _fatal_error(self) -> None:
        """End without the library's own report: it prints what the variables held."""
        self._close_messages_no_wait()

    def _stop(self, number: signal.Signals) -> None:
        self.stopped = number
        self.exit()

    def on_key(self, event: Key) -> None:
        """Do what a key says."""
        if self._is_writing:
            if event.key == "escape":
                self._written(self._why)
            return
        event.stop()
        if self._is_help:
            self._is_help = False
            self._show()
            return
        letter = (event.character or "").lower()
        act = self._acts.get(letter) or self._acts.get(event.key)
        if letter != "q":
            self._is_leaving = False
        # A key struck before the pair was on the screen was meant for the one before.
        is_meant = event.time >= self._shown_at or letter not in _WRITING
        if act is not None and is_meant:
            act()

    @property
    def _acts(self) -> dict[str, Callable[[], object]]:
        body = self.query_one("#body", VerticalScroll)
        return {
            **{letter: partial(self._decide, verdict) for letter, verdict in _VERDICTS.items()},
            "u": self._undo,
            "a": self._write,
            "?": self._help,
            "q": self.action_leave,
            "left": lambda: self._look(-1),
            "right": lambda: self._look(1),
            "up": lambda: body.scroll_up(animate=False),
            "down": lambda: body.scroll_down(animate=False),
            "pageup": lambda: body.scroll_page_up(animate=False),
            "pagedown": lambda: body.scroll_page_down(animate=False),
        }

    def _decide(self, verdict: str) -> None:
        if self._at < len(self._sitting.questions):
            self._unsaved = verdict
            self._save()

    def _save(self) -> None:
        """Record the answer that waits, and show the next pair; where that is refused it goes on waiting."""
        verdict, at = self._unsaved, self._at
        if verdict is None:
            return
        try:
            self._sitting.decide(at, verdict, self._why)
        except UhcmatchError as error:
            self._say(sentences.NOT_YET.fill(verdict=verdict, reason=error.words.said(self._language)))
            return
        self._unsaved = None
        is_torn = self._sitting.questions[at].line.state == CONTRADICTORY
        self._turn_to(next_waiting(self._sitting.questions, at))
        self._say((sentences.TORN if is_torn else sentences.RECORDED).fill(verdict=verdict, pair=at + 1))

    def _undo(self) -> None:
        if self._unsaved is not None:
            self._unsaved = None
            self._say(sentences.DROPPED)
            return
        try:
            at = self._sitting.undo()
        except UhcmatchError as error:
            self._say(sentences.NOT_UNDONE.fill(reason=error.words.said(self._language)))
            return
        if at is None:
            self._say(sentences.NOTHING_TO_UNDO)
            return
        self._turn_to(at)
        self._say(sentences.UNDONE.fill(pair=at + 1))

    def _look(self, step: int) -> None:
        if self._unsaved is None:
            self._turn_to(min(max(self._at + step, 0), len(self._sitting.questions)))

    def _turn_to(self, at: int | None) -> None:
        """Show a question; null shows that all are answered. Keys struck before now do not decide it."""
        self._at, self._why = len(self._sitting.questions) if at is None else at, None
        self.query_one("#body").scroll_home(animate=False)
        self._say(None)
        self._shown_at = Message().time
        self._show()

    def action_leave(self) -> None:
        """Stop, unless an answer would be lost by it; a second time also then."""
        if self._unsaved is None or self._is_leaving:
            self.exit()
            return
        self._is_leaving = True
        self._say(sentences.UNSAVED.fill(verdict=self._unsaved))

    def _help(self) -> None:
        self._is_help = True
        self._show()

    @property
    def _is_writing(self) -> bool:
        return bool(self.query_one("#why").display)

    def _write(self) -> None:
        """Ask for the reason of the answer to come."""
        if self._unsaved is None and self._at < len(self._sitting.questions):
            field = self.query_one("#why", Input)
            field.value, field.display = self._why or "", True
            field.focus()
            self._say(sentences.WHY)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the reason for the answer to come."""
        self._written(clean(event.value).strip() or None)

    def _written(self, why: str | None) -> None:
        self._why = why
        self.query_one("#why").display = False
        self._say(None)
        self.set_focus(None)
        self._show()

    def _say(self, words: Words | None) -> None:
        self.query_one("#note", Static).update(Content(words.said(self._language) if words else ""))

    def _show(self) -> None:
        """Draw what is looked at."""
        top = sentences.head(self._sitting.progress, self._at, self._sitting.who, self._language)
        self.query_one("#head", Static).update(Content(clean(top)))
        self.query_one("#page", Static).update(self._page())

    def _page(self) -> Content:
        questions = self._sitting.questions
        if self._is_help or self._at >= len(questions):
            words = sentences.HELP if self._is_help else sentences.DONE
            return Content(words.said(self._language))
        also = [questions[other].line for other in others_given(questions, self._at)]
        paper = Paper(max(self.size.width - _MARGIN, 1), not self.no_color, self._language)
        return _as_content(page_lines(questions[self._at], also, self._why, paper))


def _as_content(lines: Sequence[Line]) -> Content:
    """Return lines as the library draws them; nothing in them is taken for its markup."""
    return Content("\n").join(Content.assemble(*((text, _STYLES[look]) for text, look in line)) for line in lines)
