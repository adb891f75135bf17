"""Independent pieces of work at the same time: polars and numpy let go of Python's lock while they compute."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Piece = TypeVar("Piece")
One = TypeVar("One")
Other = TypeVar("Other")


def together(one: Callable[[], One], other: Callable[[], Other]) -> tuple[One, Other]:
    """Return what both return. When both raise, the error of the first is the one raised."""
    with ThreadPoolExecutor(1) as pool:
        later = pool.submit(other)
        first = one()
        return first, later.result()


def each(work: Callable[[Piece], One], pieces: Iterable[Piece]) -> list[One]:
    """Return what `work` makes of every piece, in order, two at a time; the first error in that order is raised."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(work, pieces))
