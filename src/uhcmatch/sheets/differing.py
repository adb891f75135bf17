"""Two texts side by side → the pieces of each that the other has not, letter by letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

if TYPE_CHECKING:
    from collections.abc import Sequence

Piece = tuple[str, bool]
"""A piece of a text, and whether the other text differs there."""


def differing(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts cut into pieces, in order; together the pieces of a text are the text."""
    left: list[Piece] = []
    right: list[Piece] = []
    for step in Indel.opcodes(one, other):
        is_other = step.tag != "equal"
        left.append((one[step.src_start : step.src_end], is_other))
        right.append((other[step.dest_start : step.dest_end], is_other))
    return _joined(left), _joined(right)


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Join neighbours of one kind and drop what is empty."""
    joined: list[Piece] = []
    for text, is_other in pieces:
        if not text:
            continue
        if joined and joined[-1][1] == is_other:
            joined[-1] = (joined[-1][0] + text, is_other)
        else:
            joined.append((text, is_other))
    return joined
