"""A stop that arrives where Python cannot raise it, as in a finaliser, leaves no traceback on the screen."""

from __future__ import annotations

import sys
import weakref

import pytest

from uhcmatch.commands.signals import listening
from uhcmatch.errors import Terminated


class _Thing:
    pass


@pytest.mark.parametrize("stop", [Terminated, KeyboardInterrupt])
def test_a_stop_in_a_finaliser_is_not_told(stop: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda unraisable: told.append(unraisable.exc_type))

    def dropped(raised: BaseException) -> None:
        def fail(_: object) -> None:
            raise raised

        thing = _Thing()
        watched = weakref.ref(thing, fail)
        del thing
        assert watched() is None

    with listening():
        dropped(stop())
        dropped(ValueError())
    assert told == [ValueError]
