"""Calling the program: inside this process for speed, as a process of its own where that is the point."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from uhcmatch.__main__ import run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


@dataclass(frozen=True)
class Told:
    """How a call ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def error_lines(self) -> list[str]:
        return [line for line in self.err.splitlines() if line.startswith(("error:", "hint:"))]


class Program:
    """`uhcmatch` with a store of its own, in Indonesian unless told otherwise."""

    def __init__(self, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.store = store
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Told:
        self._capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        seen = self._capsys.readouterr()
        return Told(code, seen.out, seen.err)


def process(*arguments: object, **environ: str) -> subprocess.Popen[bytes]:
    """Start the program as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "uhcmatch", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environ},
    )
