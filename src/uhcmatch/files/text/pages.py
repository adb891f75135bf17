"""Page numbers between the rows: lines of their own that report writers leave in a text export.

`Halaman 3` says what it is. A bare `3` could as well be the end of a cell that a line break cut off, so it is a page
number only where such lines count upwards, a few rows apart.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from uhcmatch.files.line.careful import Examined

PAGE: Final = r"(?i)^\W*(?:halaman|hal|page|pg|lembar)\W*[0-9]{1,5}(?:\W*(?:/|dari|of)\W*[0-9]{1,5})?\W*$"
"""A line that names its page."""
_BARE: Final = re.compile(r"\W*([1-9][0-9]{0,4})\W*")
FEW: Final = 3
"""Bare numbers below which nobody can say that they count pages."""
APART: Final = 5
"""Lines from one page number to the next at the least."""


def is_page(text: pl.Expr) -> pl.Expr:
    """Tell which texts beside the table are a named page."""
    return text.str.contains(PAGE)


def pages_skipped(found: Examined) -> Examined:
    """Move refused lines that only hold the number of a page to `skipped`, told as `Halaman 3`.

    They are no fragments of a row either.
    """
    texts = dict(found.asides)
    bare = {line: int(told[1]) for line, _ in found.refused if (told := _BARE.fullmatch(texts.get(line, "")))}
    counting = _counting(bare)
    if len(counting) < FEW:
        return found
    found.refused = [(line, reason) for line, reason in found.refused if line not in counting]
    found.skipped += [(line, "judul_bagian") for line in sorted(counting)]
    found.fragments = [line for line in found.fragments if line not in counting]
    found.asides = [(line, f"Halaman {bare[line]}" if line in counting else text) for line, text in found.asides]
    return found


def _counting(bare: Mapping[int, int]) -> set[int]:
    """Return the lines whose number goes on from, or to, that of another line."""
    steps = [
        {line, below}
        for (line, number), (below, following) in pairwise(sorted(bare.items()))
        if following - number in {0, 1} and below - line >= APART
    ]
    return set().union(*steps)
