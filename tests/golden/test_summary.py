"""What people see, line by line, at 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.golden.conftest import compare

if TYPE_CHECKING:
    from collections.abc import Callable


def test_what_people_see(shown: Callable[..., str]) -> None:
    commands = (
        ("reconcile", "penduduk.csv", "peserta.csv"),
        ("sweep",),
        ("sweep", "--by", "kelurahan", "--status", "unenrolled,inactive", "--area", "utara"),
        ("coverage", "--by", "rt", "--target", "95"),
        ("anomalies",),
        ("runs", "list"),
        ("runs", "verify"),
    )
    page = "\n".join(shown(*command) for command in commands)
    assert max(map(len, page.splitlines())) <= 80
    compare(page, "terminal.txt")
