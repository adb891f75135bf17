"""Two independent pieces of work at the same time: polars lets go of Python's lock while it computes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

One = TypeVar("One")
Other = TypeVar("Other")


def together(one: Callable[[], One], other: Callable[[], Other]) -> tuple[One, Other]:
    """Return what both return. When both raise, the error of the first is the one raised."""
    with ThreadPoolExecutor(1) as pool:
        later = pool.submit(other)
        first = one()
        return first, later.result()
