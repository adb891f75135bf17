"""A file in the making: clean lines, and what may be expected once it is polluted."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal

from tests.corpus.layouts import Layout, cells, line, people

Expected = Literal["read", "rows", "any", "refused"]
"""`read` every row must come out right · `rows` damaged rows may be refused, the others must come out right · `any`
likewise, or the whole file is refused · `refused` the file must be refused."""


@dataclass
class Draft:
    """One polluted file: its text parts, the rows that must come out, and which of them may be refused.

    `unseen` rows that share a line with another one: when that is refused, one line is listed for two.
    """

    layout: Layout
    rng: random.Random
    truth: list[list[str]]
    header: list[str]
    lines: list[str]
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    delimiter: str = ";"
    line_end: str = "\n"
    encoding: str = "utf-8"
    ends_with_newline: bool = True
    content: bytes | None = None
    damaged: set[int] = field(default_factory=set)
    expected: Expected = "rows"
    unseen: int = 0

    def pick(self) -> int:
        """Choose a row in the middle and mark it damaged."""
        at = self.rng.randrange(1, len(self.lines) - 1)
        self.damaged.add(at)
        return at

    def cells(self, at: int) -> list[str]:
        """Return a copy of a row's true cells."""
        return list(self.truth[at])

    def put(self, at: int, row: list[str]) -> None:
        """Write a row anew, its truth with it."""
        self.truth[at] = row
        self.lines[at] = line(row, self.delimiter)

    def column(self, canonical: str) -> int:
        """Return where a field stands in this layout."""
        return self.layout.fields.index(canonical)

    def rewrite(self, delimiter: str, *, quoting: Literal[0, 1, 2, 3] = 0) -> None:
        """Write all rows with another delimiter."""
        self.delimiter = delimiter
        self.lines = [line(row, delimiter, quoting=quoting) for row in self.truth]

    def written(self) -> bytes:
        """Return the file."""
        if self.content is not None:
            return self.content
        head = line(self.header, self.delimiter)
        text = self.line_end.join([*self.before, head, *self.lines, *self.after])
        return (text + (self.line_end if self.ends_with_newline else "")).encode(self.encoding)


def draft(layout: Layout, count: int, seed: int) -> Draft:
    """Return a clean file of made-up people."""
    rng = random.Random(seed)
    truth = [cells(layout, person) for person in people(count, rng)]
    return Draft(layout, rng, truth, list(layout.headers), [line(row) for row in truth])
